import * as pulumi from "@pulumi/pulumi";
import type { EksAgentRolloutArgs } from "../components/eks-agent-rollout/args.ts";
import { EksAgentCredentials, EksPodIdentityAgent } from "../components/eks-agent-rollout/choices.ts";
import { local, remote } from "../components/monitor/resources.ts";
import { PetAdoptionCluster } from "../components/pet-adoption-cluster/index.ts";
import { ownArns } from "./arns.ts";
import { newClusterLeaves } from "./leaves.ts";
import type { MonitoredWorkload } from "./monitors.ts";
import { agentNodes, isExample, petArgs } from "./pets.ts";
import { namespace, type EksStackConfig } from "./schema.ts";
import type { StackCluster } from "./stack-cluster.ts";

/** What of the cluster monitors can be over. It gives ids; it is in the account and Region of the stack. */
function monitored(pets: PetAdoptionCluster, region: string): MonitoredWorkload {
  const arns = ownArns(region);
  return {
    local: {
      availabilityZone: () => pets.availabilityZones.map((name) => local.availabilityZone(name)),
      cluster: () => [local.eksCluster(pets.clusterArn)],
      subnet: () => pets.privateSubnetIds.map((id) => local.subnet(arns.subnet(id))),
      vpc: () => [local.vpc(arns.vpc(pets.vpcId))],
    },
    remote: { databaseSubnets: () => pets.dataSubnetIds.map((id) => remote.subnet(arns.subnet(id))) },
  };
}

/** Says that the shipped example must be adapted: nothing refuses it, since a plan can well be made with it. */
function sayExample(pets: PetAdoptionCluster, apiCidrs: readonly string[] = []): void {
  if (apiCidrs.length === 0 || !apiCidrs.every(isExample)) return;
  const text =
    `${namespace}:eks.apiCidrs: ${apiCidrs.join(", ")} is an example that is nobody's address, so an update would ` +
    `not reach the Kubernetes API; before it, give the addresses where Pulumi and kubectl run`;
  void pulumi.log.warn(text, pets);
}

/**
 * How the agent gets its right to publish: by the OIDC provider where one was asked for, since nothing else of the stack
 * uses it, else by Pod Identity, whose agent the cluster brings, so that pods of its own workload have credentials.
 */
function agentCredentials({ oidcProviderArn }: PetAdoptionCluster): Partial<EksAgentRolloutArgs> {
  if (oidcProviderArn === undefined) return { podIdentityAgent: EksPodIdentityAgent.Adopt };
  return { credentials: EksAgentCredentials.Irsa, oidcProviderArn };
}

/** A cluster that the stack makes, with the pets in it. */
export function newCluster(config: EksStackConfig, region: string): StackCluster {
  const { databasePassword } = config;
  const args = petArgs(config, databasePassword === undefined ? undefined : pulumi.secret(databasePassword));
  const pets = new PetAdoptionCluster("pets", args);
  sayExample(pets, args.apiCidrs);
  return {
    facts: {
      cluster: pets.clusterName,
      kubernetesVersion: pets.clusterVersion,
      nodes: agentNodes(args),
      ...agentCredentials(pets),
    },
    ready: pets.ready,
    monitored: monitored(pets, region),
    leaves: newClusterLeaves(pets.clusterName, args),
    outputs: {
      clusterArn: pets.clusterArn,
      clusterName: pets.clusterName,
      clusterVersion: pets.clusterVersion,
      versionNotice: pets.versionNotice,
      vpcId: pets.vpcId,
      privateSubnetIds: pets.privateSubnetIds,
      dataSubnetIds: pets.dataSubnetIds,
      availabilityZones: pets.availabilityZones,
      nodeSecurityGroupId: pets.nodeSecurityGroupId,
      edges: pets.edges,
      ...(pets.oidcProviderArn === undefined ? {} : { oidcProviderArn: pets.oidcProviderArn }),
      ...(pets.url === undefined ? {} : { url: pets.url }),
    },
  };
}
