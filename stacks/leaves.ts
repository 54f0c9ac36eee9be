import { settingsOf } from "../components/eks-agent-rollout/settings.ts";
import type { EksAgentRolloutArgs } from "../components/eks-agent-rollout/args.ts";
import type { ScopeArgs } from "../components/scope/args.ts";
import { whatDestroyLeaves } from "../components/scope/leave.ts";

/** What a destroy of a stack leaves of its scope: one line, or none. */
export function scopeLeaves(scope: ScopeArgs): string[] {
  const left = whatDestroyLeaves(scope);
  return left === undefined ? [] : [left];
}

/** What a destroy of a stack leaves of the agents on its own instances, which it terminates. */
export function siteLeaves(agentLeaves: string): string {
  return (
    "The agents go with the instances of the Auto Scaling groups, which the destroy terminates. For instances that " +
    `were detached before: ${agentLeaves}`
  );
}

/** What a destroy of a stack leaves on a cluster that it did not make: one line, or none. */
export function clusterLeaves(rollout: EksAgentRolloutArgs): string[] {
  if (!settingsOf(rollout).createsPodIdentityAgent) return [];
  return [
    "The pods of the Pod Identity agent stay on the cluster, since other workloads may get their credentials from " +
      "them; EKS no longer manages them as an add-on.",
  ];
}
