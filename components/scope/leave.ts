import { ScopeMode, ScopeOnDestroy, type ScopeArgs } from "./args.ts";

/** What a destroy leaves of the scope, and how to leave nothing; undefined when it leaves none that it made. */
export function whatDestroyLeaves({ mode, onDestroy }: ScopeArgs): string | undefined {
  if ((mode ?? ScopeMode.Create) !== ScopeMode.Create || onDestroy === ScopeOnDestroy.Delete)
    return undefined;
  return (
    "The scope stays, since other stacks of the account and Region may use it. If none does: set onDestroy to " +
    '"delete" and run pulumi up before the destroy, or afterwards run ' +
    "aws networkflowmonitor delete-scope --scope-id <scopeId>."
  );
}
