import { show, type Problem } from "../shared/problems.ts";
import { zoneNameProblems } from "../shared/zones.ts";

/** How many zones: EKS needs two, and awsx splits a VPC into equal parts for up to four. */
export const zoneLimits = { least: 2, most: 4 } as const;

/** What is wrong with the zones by name, all together and one by one; their Region is compared when it is given. */
export function zoneProblems(names: string[] | undefined, path: string, region?: string): Problem[] {
  if (names === undefined) return [];
  const problems = zoneNameProblems(names, path, region);
  const distinct = new Set(names).size;
  if (distinct !== names.length || distinct < zoneLimits.least || distinct > zoneLimits.most) {
    const allowed = `${String(zoneLimits.least)} to ${String(zoneLimits.most)} different zones`;
    problems.push({ path, given: show(names), allowed, fix: "name each zone once" });
  }
  return problems;
}
