import { isSupportedRegion, supportedRegions } from "../nfm/index.ts";
import { show, type Problem } from "./problems.ts";

/** What is wrong with a Region for Network Flow Monitor. */
export function regionProblems(region: string, path: string): Problem[] {
  if (isSupportedRegion(region)) return [];
  const fix = "choose a Region that has Network Flow Monitor";
  return [{ path, given: show(region), allowed: supportedRegions.join(", "), fix }];
}
