import { Scope } from "../components/scope/index.ts";
import { createMonitors, type Common } from "./create-monitors.ts";
import { scopeLeaves } from "./leaves.ts";
import type { NoWorkloadConfig } from "./schema.ts";
import { scopeArgs, type StackIdentity } from "./scope.ts";

/** A scope and monitors, with no workload of ours: for the stack that owns an account's scope. */
export function scopeStack(config: NoWorkloadConfig, region: string, identity: StackIdentity) {
  const common: Common = { region, tags: config.tags };
  const scopeSettings = scopeArgs(config.scope, identity, common);
  const scope = new Scope("nfm", scopeSettings);
  return {
    scopeArn: scope.scopeArn,
    monitorNames: createMonitors(config.monitors, scope.scopeArn, common),
    destroyLeaves: scopeLeaves(scopeSettings),
  };
}
