import * as pulumi from "@pulumi/pulumi";
import type { EksAgentRolloutArgs } from "../components/eks-agent-rollout/args.ts";
import { settingsOf } from "../components/eks-agent-rollout/settings.ts";
import type { PetAdoptionClusterArgs } from "../components/pet-adoption-cluster/args.ts";
import { PetWorkload } from "../components/pet-adoption-cluster/choices.ts";
import { settingsOf as clusterSettings } from "../components/pet-adoption-cluster/settings.ts";
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

/** What a destroy of a stack leaves of the cluster that it made, a line each. */
export function newClusterLeaves(
  clusterName: pulumi.Output<string>,
  args: PetAdoptionClusterArgs,
): pulumi.Input<string>[] {
  const { logTypes, dataSubnets, workload } = clusterSettings(args);
  const leaves: pulumi.Input<string>[] = [];
  if (logTypes.length > 0) {
    const deletion = pulumi.interpolate`aws logs delete-log-group --log-group-name /aws/eks/${clusterName}/cluster`;
    const reason = "The control plane's log group stays, since EKS made it, and its logs never expire";
    leaves.push(pulumi.interpolate`${reason}: ${deletion}.`);
  }
  if (dataSubnets && args.database?.skipFinalSnapshot !== true)
    leaves.push("The database's last snapshot stays, unless skipFinalSnapshot is true before the destroy.");
  if (dataSubnets && workload === PetWorkload.Full)
    leaves.push("The database's secret stays for 30 days, unreadable, until AWS deletes it.");
  if (args.secretsKeyArn === undefined)
    leaves.push("The KMS key of the Kubernetes secrets stays for 30 days, disabled, until AWS deletes it.");
  return leaves;
}
