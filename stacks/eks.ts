import * as pulumi from "@pulumi/pulumi";
import {
  EksAgentRollout,
  EksPodIdentityAgent,
  type EksAgentRolloutArgs,
} from "../components/eks-agent-rollout/index.ts";
import { local, remote } from "../components/monitor/resources.ts";
import { PetAdoptionCluster } from "../components/pet-adoption-cluster/index.ts";
import { Scope } from "../components/scope/index.ts";
import { ownArns } from "./arns.ts";
import { createMonitors, type Common } from "./create-monitors.ts";
import type { MonitoredWorkload } from "./monitors.ts";
import { agentNodes, isExample, petArgs } from "./pets.ts";
import { namespace, type EksStackConfig } from "./schema.ts";
import { scopeArgs, type StackIdentity } from "./scope.ts";
import { MonitorOver } from "./sections.ts";

/** What the rest of the stack needs of a cluster. */
interface StackCluster {
  /** What the agent's rollout must know of it. */
  facts: Pick<EksAgentRolloutArgs, "cluster" | "kubernetesVersion"> & Partial<EksAgentRolloutArgs>;
  /** What must be there before the agent. */
  ready: pulumi.Resource[];
  monitored: MonitoredWorkload;
  outputs: Record<string, unknown>;
}

/** The monitor of a stack that names none. */
const defaultMonitors: EksStackConfig["monitors"] = { cluster: { over: MonitorOver.Cluster } };

/** What of our cluster monitors can be over. It gives ids; it is in the account and Region of the stack. */
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

/** A new cluster with the pets in it. */
function newCluster(config: EksStackConfig, region: string): StackCluster {
  const { database, ...args } = petArgs(config);
  const { password, ...rest } = database ?? {};
  const pets = new PetAdoptionCluster("pets", {
    ...args,
    database: database && (password === undefined ? rest : { ...rest, password: pulumi.secret(password) }),
  });
  sayExample(pets, args.apiCidrs);
  return {
    facts: {
      cluster: pets.clusterName,
      kubernetesVersion: pets.clusterVersion,
      nodes: agentNodes(args),
      // The cluster brings it, so that pods of its own workload have credentials.
      podIdentityAgent: EksPodIdentityAgent.Adopt,
    },
    ready: pets.ready,
    monitored: monitored(pets, region),
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
      ...(pets.url === undefined ? {} : { url: pets.url }),
    },
  };
}

/** A cluster that somebody else made. */
function existingCluster(
  facts: NonNullable<EksStackConfig["existingCluster"]>,
  region: string,
): StackCluster {
  const isArn = facts.cluster.startsWith("arn:");
  const clusterArn = isArn ? pulumi.output(facts.cluster) : ownArns(region).cluster(facts.cluster);
  return {
    facts,
    ready: [],
    monitored: { local: { cluster: () => [local.eksCluster(clusterArn)] } },
    outputs: { clusterArn, clusterVersion: facts.kubernetesVersion },
  };
}

/** An EKS cluster, watched: scope, the cluster with the pets unless it exists, the agent on its nodes, monitors. */
export function eksStack(config: EksStackConfig, region: string, identity: StackIdentity) {
  const common: Common = { region, tags: config.tags };
  const scope = new Scope("nfm", { ...scopeArgs(config.scope, identity), ...common });
  const cluster =
    config.existingCluster === undefined
      ? newCluster(config, region)
      : existingCluster(config.existingCluster, region);
  const agent = new EksAgentRollout(
    "agent",
    { ...config.agent, ...cluster.facts, ...common },
    { dependsOn: cluster.ready },
  );
  const monitors = config.monitors ?? defaultMonitors;
  return {
    scopeArn: scope.scopeArn,
    monitorNames: createMonitors(monitors, scope.scopeArn, common, cluster.monitored),
    ...cluster.outputs,
    agentAddonVersion: agent.agentVersion,
    agentRoleArn: agent.roleArn,
    agentUnseenNodes: agent.unseenNodes,
  };
}
