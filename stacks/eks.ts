import { EksAgentRollout } from "../components/eks-agent-rollout/index.ts";
import { Scope } from "../components/scope/index.ts";
import { createMonitors, type Common } from "./create-monitors.ts";
import { existingCluster } from "./existing-cluster.ts";
import { clusterLeaves, scopeLeaves } from "./leaves.ts";
import type { EksStackConfig } from "./schema.ts";
import { scopeArgs, type StackIdentity } from "./scope.ts";
import { MonitorOver } from "./sections.ts";

/** The monitor of a stack that names none. */
const defaultMonitors: EksStackConfig["monitors"] = { cluster: { over: MonitorOver.Cluster } };

/** An EKS cluster, watched: scope, the cluster with the pets unless it exists, the agent on its nodes, monitors. */
export async function eksStack(config: EksStackConfig, region: string, identity: StackIdentity) {
  const common: Common = { region, tags: config.tags };
  const scopeSettings = scopeArgs(config.scope, identity, common);
  const scope = new Scope("nfm", scopeSettings);
  const { existingCluster: given } = config;
  const cluster =
    given === undefined
      ? (await import("./new-cluster.ts")).newCluster(config, region)
      : existingCluster(given, region);
  const rollout = { ...config.agent, ...cluster.facts, ...common };
  const agent = new EksAgentRollout("agent", rollout, { dependsOn: cluster.ready });
  const agentLeaves = given === undefined ? [] : clusterLeaves(rollout);
  const monitors = config.monitors ?? defaultMonitors;
  return {
    scopeArn: scope.scopeArn,
    monitorNames: createMonitors(monitors, scope.scopeArn, common, cluster.monitored),
    ...cluster.outputs,
    agentAddonVersion: agent.agentVersion,
    agentRoleArn: agent.roleArn,
    destroyLeaves: [...cluster.leaves, ...agentLeaves, ...scopeLeaves(scopeSettings)],
    ...(given === undefined ? {} : { agentUnseenNodes: agent.unseenNodes }),
  };
}
