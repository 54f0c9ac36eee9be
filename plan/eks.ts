import { zonesOf } from "./agent-hosts.ts";
import { agentAddOns, runsAgents } from "./addons.ts";
import { clusterNamed } from "./clusters.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import type { PodSet } from "./kubernetes/pods.ts";
import type { PlanResource } from "./plan.ts";
import { bagOf, bagsOf, show, stringOf } from "./value.ts";
import { leftExtendedSupport, leftStandardSupport, supportOf } from "./versions.ts";

/** An EKS cluster of the program, or one that an add-on of the agent names. */
export interface WatchCluster {
  /** Absent for a cluster that is not in the program. */
  label?: string;
  /** Its name as text. */
  name: string;
  /** Kubernetes version of the control plane; absent when the program does not say. */
  version?: string;
  /** How AWS supports that version; absent when its days are not known. */
  support?: ClusterSupport;
  /** Where nodes that can run the agent start, by Availability Zone: one agent on each node. */
  nodes: ClusterNodes[];
  /** Labels of the add-ons of the agent in it, sorted. Empty: nothing in the program lets anybody see it. */
  addOns: string[];
  /** Namespaces of pods that the program puts into the cluster, sorted. */
  namespaces: string[];
  /** What runs pods that no agent sees, one sentence each. */
  unseen: string[];
}

/** Support of a cluster's version, without a look at the clock. */
export interface ClusterSupport {
  /** What holds on every day since the days were read. */
  state: "standard or extended" | "extended" | "ended";
  /** Last day of standard support, ISO 8601; from then on the control plane costs six times as much. */
  standardUntil: string;
  /** Last day of extended support. */
  extendedUntil: string;
  /** What the program asks for at the end of standard support. */
  afterwards: "extended support" | "upgrade by AWS";
}

/** Nodes that start in the same zones. */
export interface ClusterNodes {
  /** Availability Zones, sorted; the nodes of one entry are spread over all of them. Empty: not in the program. */
  zones: string[];
  /** Absent when the program does not say how many. */
  count?: number;
  /** Labels of what makes the nodes, sorted. */
  hosts: string[];
  /** Kubernetes versions of the nodes: their own, else the cluster's. Absent when the program does not say. */
  version?: string;
}

/** The clusters that can be watched, in order of URN, then those that are not in the program. */
export function clustersOf(graph: Graph, hosts: readonly Host[], pods: readonly PodSet[]): WatchCluster[] {
  const inProgram = graph.ofType("aws:eks/cluster:Cluster").map((cluster) => {
    const nodes = hosts.filter((host) => host.cluster === cluster);
    return clusterOf(cluster, nodes, pods, graph);
  });
  const elsewhere = new Map<string, WatchCluster>();
  for (const addOn of agentAddOns(graph)) {
    const { clusterName } = addOn.inputs;
    if (clusterNamed(clusterName, graph) !== undefined) continue;
    const name = show(clusterName);
    const own = hosts.filter(({ resource }) => show(resource.inputs.clusterName) === name);
    const addOns = [...(elsewhere.get(name)?.addOns ?? []), addOn.label].sort();
    const nodes = nodesOf(own, undefined, graph);
    elsewhere.set(name, { name, nodes, addOns, namespaces: [], unseen: unseenOf(own, []) });
  }
  return [...inProgram, ...[...elsewhere.keys()].sort().flatMap((name) => elsewhere.get(name) ?? [])];
}

function clusterOf(
  cluster: PlanResource,
  hosts: readonly Host[],
  pods: readonly PodSet[],
  graph: Graph,
): WatchCluster {
  const version = stringOf(cluster.inputs.version);
  const support = supportStateOf(cluster);
  const inside = pods.filter(({ object }) => object.cluster === cluster.label);
  const profiles = graph
    .ofType("aws:eks/fargateProfile:FargateProfile")
    .filter(({ inputs }) => clusterNamed(inputs.clusterName, graph) === cluster);
  return {
    label: cluster.label,
    name: cluster.read ? show(cluster.id) : `\${${cluster.label}.name}`,
    ...(version === undefined ? {} : { version }),
    ...(support === undefined ? {} : { support }),
    nodes: nodesOf(hosts, version, graph),
    addOns: agentAddOns(graph)
      .filter(({ inputs }) => clusterNamed(inputs.clusterName, graph) === cluster)
      .map((addOn) => addOn.label)
      .sort(),
    namespaces: [...new Set(inside.map(({ object }) => object.namespace))].sort(),
    unseen: unseenOf(hosts, profiles),
  };
}

/** How AWS supports the version of a cluster; undefined when the version or its days are not known. */
export function supportStateOf({ inputs }: PlanResource): ClusterSupport | undefined {
  const support = supportOf(stringOf(inputs.version));
  if (support === undefined) return undefined;
  const upgrades = stringOf(bagOf(inputs.upgradePolicy)?.supportType) === "STANDARD";
  const left = leftExtendedSupport(support) ? "ended" : leftStandardSupport(support) ? "extended" : undefined;
  return {
    state: left ?? "standard or extended",
    standardUntil: support.standardUntil,
    extendedUntil: support.extendedUntil,
    afterwards: upgrades ? "upgrade by AWS" : "extended support",
  };
}

function nodesOf(hosts: readonly Host[], clusterVersion: string | undefined, graph: Graph): ClusterNodes[] {
  const groups = new Map<string, ClusterNodes & { total: number | undefined }>();
  for (const host of hosts.filter(runsAgents)) {
    const zones = zonesOf(host, graph);
    const version = nodeVersion(host) ?? clusterVersion;
    const key = JSON.stringify([zones, version]);
    const group = groups.get(key) ?? {
      zones,
      hosts: [],
      total: 0,
      ...(version === undefined ? {} : { version }),
    };
    group.hosts.push(host.resource.label);
    group.total =
      group.total === undefined || host.count === undefined ? undefined : group.total + host.count;
    groups.set(key, group);
  }
  const found = [...groups.values()].map(({ total, ...nodes }): ClusterNodes => {
    return { ...nodes, hosts: nodes.hosts.sort(), ...(total === undefined ? {} : { count: total }) };
  });
  return found.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** By zone, what is nowhere last. */
function orderOf({ zones, hosts }: ClusterNodes): string {
  return [zones.length === 0 ? "~" : zones.join(" "), ...hosts].join("\n");
}

/** A node group that names no version, or takes it from the cluster, has the cluster's. */
function nodeVersion({ kind, resource }: Host): string | undefined {
  return kind === "node group" ? stringOf(resource.inputs.version) : undefined;
}

function unseenOf(hosts: readonly Host[], profiles: readonly PlanResource[]): string[] {
  const fargate = profiles.map((profile) => {
    const namespaces = bagsOf(profile.inputs.selectors).map(({ namespace }) => show(namespace));
    return `pods of ${namespaces.sort().join(", ")} on Fargate (${profile.label}): the agent does not run there`;
  });
  const windows = hosts
    .filter((host) => !runsAgents(host))
    .map(({ resource }) => `pods on ${resource.label}: the agent does not run on Windows`);
  return [...fargate, ...windows].sort();
}
