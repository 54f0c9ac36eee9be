import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { scopeTargetType } from "../nfm/index.ts";
import { explainFailures } from "../shared/explain.ts";
import { checked } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";
import { ScopeOnDestroy, type ScopeArgs } from "./args.ts";
import { explainCreateFailure, explainDeleteFailure, explainUpdateFailure } from "./explain.ts";

const defaultCreateTimeoutMinutes = 60;

/** The account and Region that the scope covers: as given, else those of the provider. */
function target(component: pulumi.Resource, name: string, args: ScopeArgs) {
  const given = args.targets?.[0];
  const region = given?.region ?? args.region ?? aws.getRegionOutput({}, { parent: component }).region;
  const accountId = given?.accountId ?? aws.getCallerIdentityOutput({}, { parent: component }).accountId;
  return {
    region: checked(component, region, (value) => regionProblems(value, `${name}.region`)),
    targetIdentifier: { targetType: scopeTargetType, targetId: { accountId } },
  };
}

/** The scope itself, with an explanation ready for the day that AWS refuses it. */
export function createScope(
  component: pulumi.Resource,
  name: string,
  args: ScopeArgs,
): aws.networkflowmonitor.Scope {
  const childName = `${name}-scope`;
  const hooks = explainFailures(component, `aws-network-flow-monitor:Scope:${name}`, (failure) => {
    if (failure.failedOperation === "create") return explainCreateFailure(failure, name);
    const explain = failure.failedOperation === "delete" ? explainDeleteFailure : explainUpdateFailure;
    return explain(failure.errors);
  });
  return new aws.networkflowmonitor.Scope(
    childName,
    {
      targets: [target(component, name, args)],
      region: args.region,
      tags: args.tags,
      timeouts: { create: `${String(args.createTimeoutMinutes ?? defaultCreateTimeoutMinutes)}m` },
    },
    {
      parent: component,
      hooks: { onError: hooks },
      // Only a creation waits, so a scope that exists is not changed for it, and an imported one shows no difference.
      ignoreChanges: ["timeouts"],
      // Other stacks use the scope too, so it outlives this one unless that was asked for.
      retainOnDelete: args.onDestroy !== ScopeOnDestroy.Delete,
    },
  );
}
