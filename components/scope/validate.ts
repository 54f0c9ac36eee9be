import { isSupportedRegion, limits, supportedRegions } from "../nfm/index.ts";
import { parseArn } from "../shared/arn.ts";
import { plain } from "../shared/inputs.ts";
import { oneOf, show, type Problem } from "../shared/problems.ts";
import { ScopeMode, ScopeOnDestroy, type ScopeArgs } from "./args.ts";

const exampleArn = "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555";

/** What is wrong with a Region for Network Flow Monitor. */
export function regionProblems(region: string, path: string): Problem[] {
  if (isSupportedRegion(region)) return [];
  const fix = "choose a Region that has Network Flow Monitor";
  return [{ path, given: show(region), allowed: supportedRegions.join(", "), fix }];
}

/** What is wrong with a scope's ARN; the Region is compared when it is given. */
export function scopeArnProblems(scopeArn: unknown, path: string, region?: string): Problem[] {
  const arn = typeof scopeArn === "string" ? parseArn(scopeArn) : undefined;
  const shaped = arn?.service === "networkflowmonitor" && /^scope\/[\w-]+$/.test(arn.resource);
  if (arn === undefined || !shaped || arn.region === "" || arn.accountId === "") {
    const fix = "take it from `aws networkflowmonitor list-scopes`";
    return [{ path, given: show(scopeArn), allowed: `the ARN of a scope, such as ${exampleArn}`, fix }];
  }
  if (region === undefined || arn.region === region) return [];
  return [{ path, given: show(scopeArn), allowed: `a scope in ${region}`, fix: "adopt the scope of that Region" }];
}

function modeProblems(args: ScopeArgs, mode: string, path: string): Problem[] {
  const problems: Problem[] = [];
  const modes = Object.values(ScopeMode);
  if (!modes.some((known) => known === mode)) {
    problems.push({ path: `${path}.mode`, given: show(mode), allowed: oneOf(modes), fix: "choose one of them" });
  }
  const belongs = { scopeArn: ScopeMode.Adopt, stackReference: ScopeMode.StackReference, targets: ScopeMode.Create };
  for (const [key, owner] of Object.entries(belongs)) {
    const value = args[key as keyof typeof belongs];
    if (value !== undefined && mode !== owner) {
      const fix = `remove it, or set mode to ${show(owner)}`;
      problems.push({ path: `${path}.${key}`, given: "a value", allowed: `nothing with mode ${show(mode)}`, fix });
    }
  }
  return problems;
}

function adoptProblems(args: ScopeArgs, path: string): Problem[] {
  if (args.scopeArn === undefined) {
    const fix = "give the ARN from `aws networkflowmonitor list-scopes`, or set mode to \"create\"";
    return [{ path: `${path}.scopeArn`, given: "nothing", allowed: "the ARN of the scope to adopt", fix }];
  }
  const scopeArn = plain(args.scopeArn);
  return scopeArn === undefined ? [] : scopeArnProblems(scopeArn, `${path}.scopeArn`, plain(args.region));
}

function stackReferenceProblems(args: ScopeArgs, path: string): Problem[] {
  const stack = args.stackReference?.stack;
  if (stack !== undefined && /^[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(stack)) return [];
  const allowed = "the name of a stack, organization/project/stack";
  const fix = "take it from `pulumi stack ls --all`";
  return [{ path: `${path}.stackReference.stack`, given: show(stack), allowed, fix }];
}

function targetProblems(args: ScopeArgs, path: string): Problem[] {
  if (args.targets === undefined) return [];
  const problems: Problem[] = [];
  if (args.targets.length !== 1) {
    const given = `${String(args.targets.length)} targets`;
    const fix = "name one account, or leave it out for the provider's own";
    problems.push({ path: `${path}.targets`, given, allowed: "one target for now", fix });
  }
  const region = plain(args.region);
  args.targets.forEach((target, index) => {
    const at = `${path}.targets[${String(index)}]`;
    const accountId = plain(target.accountId);
    if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
      const fix = "take it from `aws sts get-caller-identity`, in quotes";
      problems.push({ path: `${at}.accountId`, given: show(accountId), allowed: "twelve digits", fix });
    }
    const targetRegion = plain(target.region);
    if (targetRegion !== undefined) problems.push(...regionProblems(targetRegion, `${at}.region`));
    if (targetRegion !== undefined && region !== undefined && targetRegion !== region) {
      const fix = "make one scope for each Region";
      problems.push({ path: `${at}.region`, given: show(targetRegion), allowed: `the scope's own Region, ${region}`, fix });
    }
  });
  return problems;
}

function createProblems(args: ScopeArgs, path: string): Problem[] {
  const problems = targetProblems(args, path);
  const minutes = args.createTimeoutMinutes;
  if (minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 720)) {
    const fix = "AWS needs 20 to 30 minutes; leave it out for 60";
    problems.push({ path: `${path}.createTimeoutMinutes`, given: show(minutes), allowed: "whole minutes, 1 to 720", fix });
  }
  return problems;
}

/**
 * Everything that is wrong with the plain values among a scope's arguments. Values that are known only later are
 * checked when they are.
 */
export function validateScope(args: ScopeArgs, path: string): Problem[] {
  const mode = args.mode ?? ScopeMode.Create;
  const problems = modeProblems(args, mode, path);
  if (mode === ScopeMode.Adopt) problems.push(...adoptProblems(args, path));
  if (mode === ScopeMode.StackReference) problems.push(...stackReferenceProblems(args, path));
  if (mode === ScopeMode.Create) problems.push(...createProblems(args, path));
  const destroy = Object.values(ScopeOnDestroy);
  if (args.onDestroy !== undefined && !destroy.some((known) => known === args.onDestroy)) {
    const fix = "choose one of them";
    problems.push({ path: `${path}.onDestroy`, given: show(args.onDestroy), allowed: oneOf(destroy), fix });
  }
  const region = plain(args.region);
  if (region !== undefined) problems.push(...regionProblems(region, `${path}.region`));
  const tags = plain(args.tags);
  if (tags !== undefined && Object.keys(tags).length > limits.tagsPerResource) {
    const given = `${String(Object.keys(tags).length)} tags`;
    problems.push({ path: `${path}.tags`, given, allowed: `at most ${String(limits.tagsPerResource)}`, fix: "remove some" });
  }
  return problems;
}
