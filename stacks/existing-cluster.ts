import * as pulumi from "@pulumi/pulumi";
import { clusterNameOf } from "../components/eks-agent-rollout/cluster.ts";
import { local } from "../components/monitor/resources.ts";
import { ownArns } from "./arns.ts";
import type { EksStackConfig } from "./schema.ts";
import type { StackCluster } from "./stack-cluster.ts";

/** A cluster that exists, in the Region of the stack; in its account, too, when it is given by name. */
export function existingCluster(
  facts: NonNullable<EksStackConfig["existingCluster"]>,
  region: string,
): StackCluster {
  const isArn = facts.cluster.startsWith("arn:");
  const clusterArn = isArn ? pulumi.output(facts.cluster) : ownArns(region).cluster(facts.cluster);
  return {
    facts,
    ready: [],
    monitored: { local: { cluster: () => [local.eksCluster(clusterArn)] } },
    leaves: [],
    outputs: {
      clusterArn,
      clusterName: clusterNameOf(facts.cluster),
      clusterVersion: facts.kubernetesVersion,
    },
  };
}
