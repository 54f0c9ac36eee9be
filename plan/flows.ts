import { rulesByGroup } from "./firewall.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import { callsOf, type Call, type Sources } from "./kubernetes/calls.ts";
import { entriesOf, type Entry } from "./kubernetes/entries.ts";
import { networkPoliciesOf } from "./kubernetes/network-policies.ts";
import { objectsOf } from "./kubernetes/objects.ts";
import { podSetsOf, type PodSet } from "./kubernetes/pods.ts";
import { servicesOf } from "./kubernetes/services.ts";
import type { FlowTarget } from "./kubernetes/targets.ts";
import type { Category } from "./names.ts";
import { vpcsOf, wayOf, type FlowWay, type Surroundings } from "./ways.ts";

/** TCP connections that pods open, or that a load balancer opens to pods, as far as the program shows them. */
export interface Flow {
  /** Label of the cluster; else of its Kubernetes provider; empty for the default provider. */
  cluster: string;
  from: FlowEnd;
  to: FlowEnd;
  /** TCP port that the client names; absent when the program does not say. */
  port?: number;
  /** TCP port of the pods that answer; only where it differs. */
  targetPort?: number;
  /** Every category that its connections can fall into, sorted. Empty: none, or not to be told from the program. */
  categories: Category[];
  /** What the connections pass on their way out, labels in order. Empty inside the VPC. */
  through: string[];
  /** How the connections leave the subnets of the nodes; absent inside the VPC. */
  via?: FlowWay["via"];
  runs: PodSet["runs"];
  /** `open`; `closed` or `off` when none of it flows; `unknown` when the way is not in the program. */
  state: "open" | "closed" | "off" | "unknown";
  /** Why it is not open. */
  reason?: string;
  /** What in the program shows it, sorted: `env SITE_URL`, `role petsite`, `NetworkPolicy petsite`. */
  shownBy: string[];
}

/** One end of a flow. */
export interface FlowEnd {
  kind: FlowTarget["kind"];
  /** Name of the object that keeps the pods, of the Service, the AWS service, the host, or a label. */
  name: string;
  /** Only inside a cluster. */
  namespace?: string;
  /** Label of the resource, where one of the plan stands for it. */
  label?: string;
}

/** What a program says about its pods. */
export interface Pods {
  pods: PodSet[];
  flows: Flow[];
}

/** Reads the pods of a program and derives who calls whom from its Kubernetes resources, roles and policies. */
export function podsOf(graph: Graph, hosts: readonly Host[], region: string): Pods {
  const objects = objectsOf(graph);
  const pods = podSetsOf(objects);
  const services = servicesOf(objects, pods);
  const around: Surroundings = { graph, hosts, rules: rulesByGroup(graph), region };
  const policies = networkPoliciesOf(objects);
  const sources: Sources = {
    objects,
    pods,
    services,
    policies,
    named: policies.named(pods),
    graph,
    vpcsOf: (cluster) => vpcsOf(cluster, around),
  };
  const flows = [
    ...pods.flatMap((from) => flowsFrom(from, sources, around)),
    ...entriesOf(objects, services, graph).map((entry) => entryFlow(entry, around)),
  ];
  return { pods, flows: flows.sort(inOrder) };
}

function flowsFrom(from: PodSet, sources: Sources, around: Surroundings): Flow[] {
  const groups = new Map<string, Call[]>();
  for (const call of callsOf(from, sources)) {
    const key = keyOf(call.target);
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()].flatMap((calls) => {
    // The call that names a port says more than the policy that admits it.
    const [call] = [...calls].sort((a, b) => Number(a.byPolicy) - Number(b.byPolicy));
    if (call === undefined) return [];
    const refused = refusal(from, call.target, sources);
    if (refused !== undefined && calls.every(({ byPolicy }) => byPolicy)) return [];
    const { cluster } = from.object;
    const flow: Flow = {
      cluster,
      from: podEnd(from),
      to: endOf(call.target),
      ...portsOf(call.target),
      ...wayOf(call.target, cluster, around),
      runs: from.runs,
      shownBy: [...new Set(calls.map(({ shownBy }) => shownBy))].sort(),
    };
    return [stateOf(flow, from, call.target, refused)];
  });
}

/** Nothing flows from or to pods that are not there, or where a policy is in the way. */
function stateOf(flow: Flow, from: PodSet, target: FlowTarget, refused: string | undefined): Flow {
  const none = [from, ...(target.kind === "pods" ? [target.pods] : [])].find(
    ({ replicas }) => replicas === 0,
  );
  if (none !== undefined) {
    return { ...flow, categories: [], state: "off", reason: `${none.object.name} has no pods` };
  }
  return refused === undefined ? flow : { ...flow, categories: [], state: "closed", reason: refused };
}

function refusal(from: PodSet, target: FlowTarget, { policies }: Sources): string | undefined {
  const { port, targetPort } = { targetPort: undefined, ...target };
  const to = target.kind === "pods" ? target.pods : "outside";
  const refusing = target.kind === "service" ? [] : policies.refusing(from, to, [port, targetPort]);
  if (refusing.length === 0) return undefined;
  const [subject, verb] = refusing.length === 1 ? ["NetworkPolicy", "does"] : ["NetworkPolicies", "do"];
  return `${subject} ${refusing.join(", ")} ${verb} not let it through`;
}

function keyOf(target: FlowTarget): string {
  const port = target.kind === "pods" ? (target.targetPort ?? target.port) : target.port;
  const { kind, name, namespace, label } = endOf(target);
  return JSON.stringify([kind, label ?? name, namespace, port]);
}

function podEnd({ object }: PodSet): FlowEnd {
  return { kind: "pods", name: object.name, namespace: object.namespace, label: object.resource.label };
}

function endOf(target: FlowTarget): FlowEnd {
  const { kind } = target;
  switch (kind) {
    case "pods":
      return podEnd(target.pods);
    case "service":
      return { kind, name: target.name, namespace: target.namespace };
    case "AWS service":
      return { kind, name: target.service };
    case "addresses":
      return { kind, name: target.range };
    case "internet":
      return { kind, name: target.host };
    default:
      return "resource" in target
        ? { kind, name: target.resource.name, label: target.resource.label }
        : { kind, name: target.name };
  }
}

function portsOf(target: FlowTarget): { port?: number; targetPort?: number } {
  const inside = target.kind === "pods" ? target.targetPort : undefined;
  const port = target.port ?? inside;
  if (port === undefined) return {};
  return inside === undefined || inside === port ? { port } : { port, targetPort: inside };
}

function entryFlow({ from, shownBy, ...ports }: Entry, around: Surroundings): Flow {
  const target = { kind: "pods", local: false, ...ports } as const;
  const { cluster } = target.pods.object;
  const flow: Flow = {
    cluster,
    from,
    to: podEnd(target.pods),
    ...portsOf(target),
    ...wayOf(target, cluster, around),
    runs: "always",
    shownBy: [shownBy],
  };
  return stateOf(flow, target.pods, target, undefined);
}

function inOrder(a: Flow, b: Flow): number {
  const [first, second] = [a, b].map(({ cluster, from, to, port }) =>
    JSON.stringify([cluster, from.namespace, from.name, to.namespace ?? "", to.name, port ?? 0]),
  );
  return (first ?? "") < (second ?? "") ? -1 : 1;
}
