import { anything, input, judge, list, number, record, required, text, type Forms } from "../shared/forms.ts";
import { plain } from "../shared/inputs.ts";
import { closedSetProblems, show, type Problem } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";
import { scopeArnProblems } from "../shared/scope-arn.ts";
import { tagProblems } from "../shared/tags.ts";
import { ScopeMode, ScopeOnDestroy, type ScopeArgs, type ScopeTargetArgs } from "./args.ts";

const forms: Forms<ScopeArgs> = {
  mode: anything,
  scopeArn: anything,
  stackReference: record,
  targets: list,
  onDestroy: anything,
  createTimeoutMinutes: number,
  region: input(text),
  tags: input(record),
};

/** The mode that each argument belongs to; with any other it would have no effect. */
const belongs = {
  scopeArn: ScopeMode.Adopt,
  stackReference: ScopeMode.StackReference,
  targets: ScopeMode.Create,
  onDestroy: ScopeMode.Create,
  createTimeoutMinutes: ScopeMode.Create,
  tags: ScopeMode.Create,
} as const;

function modeProblems(args: ScopeArgs, mode: ScopeMode, path: string): Problem[] {
  const problems = closedSetProblems(mode, Object.values(ScopeMode), `${path}.mode`);
  // What belongs to a mode that is none cannot be said.
  if (problems.length > 0) return problems;
  return Object.entries(belongs).flatMap(([key, owner]) => {
    if (args[key as keyof typeof belongs] === undefined || mode === owner) return [];
    const fix = `remove it, or set mode to ${show(owner)}`;
    return [{ path: `${path}.${key}`, given: "a value", allowed: `nothing with mode ${show(mode)}`, fix }];
  });
}

function adoptProblems(args: ScopeArgs, path: string): Problem[] {
  if (args.scopeArn === undefined) {
    const fix = 'give the ARN from `aws networkflowmonitor list-scopes`, or set mode to "create"';
    return [{ path: `${path}.scopeArn`, given: "nothing", allowed: "the ARN of the scope to adopt", fix }];
  }
  const scopeArn = plain(args.scopeArn);
  return scopeArn === undefined ? [] : scopeArnProblems(scopeArn, `${path}.scopeArn`, plain(args.region));
}

function stackReferenceProblems(args: ScopeArgs, path: string): Problem[] {
  const stack: unknown = args.stackReference?.stack;
  if (typeof stack === "string" && /^[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(stack)) return [];
  const allowed = "the name of a stack, organization/project/stack";
  const fix = "take it from `pulumi stack ls --all`";
  return [{ path: `${path}.stackReference.stack`, given: show(stack), allowed, fix }];
}

const accountFix = "take it from `aws sts get-caller-identity`, in quotes";

const targetForms: Forms<ScopeTargetArgs> = {
  accountId: required(anything, "twelve digits", accountFix),
  region: required(input(text), "the name of a Region", "take the scope's own"),
};

function oneTargetProblems(target: ScopeTargetArgs, path: string, region: string | undefined): Problem[] {
  return judge(target, path, targetForms, (usable) => {
    const problems: Problem[] = [];
    const accountId = plain<unknown>(usable.accountId);
    if (accountId !== undefined && !(typeof accountId === "string" && /^\d{12}$/.test(accountId))) {
      const given = show(accountId);
      problems.push({ path: `${path}.accountId`, given, allowed: "twelve digits", fix: accountFix });
    }
    const targetRegion = plain(usable.region);
    if (targetRegion === undefined) return problems;
    problems.push(...regionProblems(targetRegion, `${path}.region`));
    if (region !== undefined && targetRegion !== region) {
      const allowed = `the scope's own Region, ${region}`;
      const fix = "make one scope for each Region";
      problems.push({ path: `${path}.region`, given: show(targetRegion), allowed, fix });
    }
    return problems;
  });
}

function targetProblems(args: ScopeArgs, path: string): Problem[] {
  if (args.targets === undefined) return [];
  const problems: Problem[] = [];
  if (args.targets.length !== 1) {
    const given = `${String(args.targets.length)} targets`;
    const fix = "name one account, or leave it out for the provider's own";
    problems.push({ path, given, allowed: "one target for now", fix });
  }
  const region = plain(args.region);
  args.targets.forEach((target, index) => {
    problems.push(...oneTargetProblems(target, `${path}[${String(index)}]`, region));
  });
  return problems;
}

function createProblems(args: ScopeArgs, path: string): Problem[] {
  const problems = targetProblems(args, `${path}.targets`);
  const minutes = args.createTimeoutMinutes;
  if (minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 720)) {
    const fix = "AWS needs 20 to 30 minutes; leave it out for 60";
    problems.push({
      path: `${path}.createTimeoutMinutes`,
      given: show(minutes),
      allowed: "whole minutes, 1 to 720",
      fix,
    });
  }
  return [
    ...problems,
    ...closedSetProblems(args.onDestroy, Object.values(ScopeOnDestroy), `${path}.onDestroy`),
    ...tagProblems(plain(args.tags), `${path}.tags`),
  ];
}

/**
 * Everything that is wrong with the plain values among a scope's arguments. Values that are known only later are
 * checked when they are.
 */
export function validateScope(args: ScopeArgs, path: string): Problem[] {
  return judge(args, path, forms, (usable) => {
    const mode = usable.mode ?? ScopeMode.Create;
    const region = plain(usable.region);
    const problems = modeProblems(usable, mode, path);
    if (mode === ScopeMode.Adopt) problems.push(...adoptProblems(usable, path));
    if (mode === ScopeMode.StackReference) problems.push(...stackReferenceProblems(usable, path));
    if (mode === ScopeMode.Create) problems.push(...createProblems(usable, path));
    if (region !== undefined) problems.push(...regionProblems(region, `${path}.region`));
    return problems;
  });
}
