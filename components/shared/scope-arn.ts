import { serviceName } from "../nfm/index.ts";
import { parseArn } from "./arn.ts";
import { show, type Problem } from "./problems.ts";

const exampleArn = `arn:aws:${serviceName}:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555`;

/** What is wrong with a scope's ARN; the Region is compared when it is given. */
export function scopeArnProblems(scopeArn: unknown, path: string, region?: string): Problem[] {
  const arn = typeof scopeArn === "string" ? parseArn(scopeArn) : undefined;
  const shaped = arn?.service === serviceName && /^scope\/[\w-]+$/.test(arn.resource);
  if (arn === undefined || !shaped || arn.region === "" || arn.accountId === "") {
    const fix = "take it from `aws networkflowmonitor list-scopes`";
    return [{ path, given: show(scopeArn), allowed: `the ARN of a scope, such as ${exampleArn}`, fix }];
  }
  if (region === undefined || arn.region === region) return [];
  return [
    { path, given: show(scopeArn), allowed: `a scope in ${region}`, fix: "adopt the scope of that Region" },
  ];
}
