import { agentsOf, type WatchAgents } from "./agents.ts";
import { clustersOf, type WatchCluster } from "./eks.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import type { PodSet } from "./kubernetes/pods.ts";
import { monitoredTypes, names } from "./names.ts";
import type { PlanResource } from "./plan.ts";
import { publisherLabels } from "./publishers.ts";
import { bagOf, listOf, show, type PlanValue } from "./value.ts";

/** What Network Flow Monitor will watch once the program is deployed. */
export interface Watch {
  scopes: WatchScope[];
  monitors: WatchMonitor[];
  agents: WatchAgents[];
  /** EKS clusters; absent without any. */
  clusters?: WatchCluster[];
  /** Labels of the roles that may send to Network Flow Monitor, sorted. */
  publishers: string[];
}

/** The scope: one per account and Region. */
export interface WatchScope {
  /** Absent for a scope that no resource of the program stands for. */
  label?: string;
  /** `created`, `adopted` (it exists and is read), or `given` (monitors name it, no resource does). */
  state: "created" | "adopted" | "given";
  /** Its ARN or where that comes from, as text. */
  arn: string;
  /** Accounts and Regions, as text, for a created scope. */
  targets: string[];
}

/** One monitor. */
export interface WatchMonitor {
  label: string;
  name: string;
  scope: string;
  local: WatchedResource[];
  /** Empty: every flow that ends in the Region. */
  remote: WatchedResource[];
}

/** One local or remote resource of a monitor. */
export interface WatchedResource {
  /** Type string as the program gives it. */
  type: string;
  /** The type in plain words; absent when the API has no such type. */
  kind?: string;
  identifier: string;
}

/** Reads from a plan's resources what will be watched. `region` is that of resources that name none. */
export function watchOf(
  graph: Graph,
  hosts: readonly Host[],
  pods: readonly PodSet[],
  region: string,
): Watch {
  const publishers = publisherLabels(graph);
  const clusters = clustersOf(graph, hosts, pods);
  const monitors = graph.ofType(names.monitor).map(monitorOf);
  return {
    scopes: scopesOf(graph),
    monitors,
    agents: agentsOf(graph, hosts, publishers, region),
    ...(clusters.length === 0 ? {} : { clusters }),
    publishers: [...publishers].sort(),
  };
}

function scopesOf(graph: Graph): WatchScope[] {
  const scopes: WatchScope[] = graph.ofType(names.scope).map((scope) => ({
    label: scope.label,
    state: scope.read ? "adopted" : "created",
    arn: scope.read ? show(scope.id) : `\${${scope.label}.scopeArn}`,
    targets: listOf(scope.inputs.targets).map(targetText),
  }));
  const given = new Set<string>();
  for (const monitor of graph.ofType(names.monitor)) {
    if (graph.find(monitor.inputs.scopeArn, names.scope) === undefined)
      given.add(show(monitor.inputs.scopeArn));
  }
  for (const arn of [...given].sort()) scopes.push({ state: "given", arn, targets: [] });
  return scopes;
}

function targetText(target: PlanValue): string {
  const bag = bagOf(target);
  const account = bagOf(bagOf(bag?.targetIdentifier)?.targetId)?.accountId;
  return `account ${show(account)} in ${show(bag?.region)}`;
}

function monitorOf(monitor: PlanResource): WatchMonitor {
  return {
    label: monitor.label,
    name: show(monitor.inputs.monitorName),
    scope: show(monitor.inputs.scopeArn),
    local: listOf(monitor.inputs.localResources).map(watchedOf),
    remote: listOf(monitor.inputs.remoteResources).map(watchedOf),
  };
}

function watchedOf(value: PlanValue): WatchedResource {
  const bag = bagOf(value);
  const type = show(bag?.type ?? value);
  const kind = monitoredTypes[type];
  return { type, ...(kind === undefined ? {} : { kind }), identifier: show(bag?.identifier) };
}
