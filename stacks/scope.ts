import { ScopeMode, type ScopeArgs } from "../components/scope/args.ts";
import { validateScope } from "../components/scope/validate.ts";
import { show, type Problem } from "../components/shared/problems.ts";
import type { Common } from "./create-monitors.ts";
import { namespace, type PartialConfig } from "./schema.ts";

/** What tells one stack from another. */
export interface StackIdentity {
  /** Organization of the backend; `organization` where the backend has none. */
  organization: string;
  project: string;
  stack: string;
}

type ScopeConfig = NonNullable<PartialConfig["scope"]>;

/**
 * The scope's arguments. An account has one scope in a Region, so of several stacks with the same configuration,
 * such as those made for a pull request, only the owner makes it, and the others use what the owner exports. Only what
 * is made can have tags.
 */
export function scopeArgs(
  { owner, ...args }: ScopeConfig,
  identity: StackIdentity,
  { region, tags }: Common,
): ScopeArgs {
  if (args.mode !== ScopeMode.Create) return { ...args, region };
  if (owner === undefined || owner === identity.stack) return { ...args, region, tags };
  const stack = `${identity.organization}/${identity.project}/${owner}`;
  return { mode: ScopeMode.StackReference, stackReference: { stack }, region };
}

/** What is wrong with `nfm:scope`, beyond its form. */
export function scopeProblems(scope: ScopeConfig, region: string | undefined): Problem[] {
  const path = `${namespace}:scope`;
  const { owner, ...args } = scope;
  const modes: string[] = Object.values(ScopeMode);
  // Which keys belong to a mode that is none cannot be said.
  if (!modes.includes(args.mode)) return [];
  const problems = validateScope({ ...args, region }, path);
  if (owner !== undefined && args.mode !== ScopeMode.Create) {
    const allowed = `nothing with mode ${show(args.mode)}`;
    problems.push({
      path: `${path}.owner`,
      given: show(owner),
      allowed,
      fix: 'remove it, or set mode to "create"',
    });
  } else if (owner !== undefined && !/^[\w.-]{1,100}$/.test(owner)) {
    const fix = "write its name alone, such as dev";
    problems.push({
      path: `${path}.owner`,
      given: show(owner),
      allowed: "the name of a stack of this project",
      fix,
    });
  }
  return problems;
}
