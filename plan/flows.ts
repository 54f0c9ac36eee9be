import { rulesByGroup } from "./firewall.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import { callsOf, type Call, type Sources } from "./kubernetes/calls.ts";
import { entriesOf, type Entry } from "./kubernetes/entries.ts";
import { networkPoliciesOf } from "./kubernetes/network-policies.ts";
import { objectsOf } from "./kubernetes/objects.ts";
import { podSetsOf, type PodSet } from "./kubernetes/pods.ts";
import { restingOf } from "./kubernetes/resting.ts";
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
  /**
   * `open`; `closed` when something is in the way; `off` when nothing makes it flow: there are no pods, or they are told
   * to rest, or they only pass on what nobody sends; `unknown` when the way is not in the program.
   */
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

/** A flow with what it takes to tell whether anything makes it. */
interface Derived {
  flow: Flow;
  from?: PodSet;
  to?: PodSet;
  /** The pods call only to answer a call that came in. */
  passedOn: boolean;
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
  const found = [
    ...pods.flatMap((from) => flowsFrom(from, sources, around)),
    ...entriesOf(objects, services, graph).map((entry) => entryFlow(entry, around)),
  ];
  return { pods, flows: settled(found).sort(inOrder) };
}

/** What only passes calls on rests when no caller is left, and with it what it would have called. */
function settled(found: readonly Derived[]): Flow[] {
  const flows = (flow: Flow) => flow.state !== "off" && flow.state !== "closed";
  const isForsaken = (pods: PodSet | undefined) => {
    const callers = found.filter(({ to }) => to !== undefined && to === pods);
    return callers.length > 0 && !callers.some(({ flow }) => flows(flow));
  };
  const resting = found.find(({ flow, from, passedOn }) => flows(flow) && passedOn && isForsaken(from));
  if (resting === undefined) return found.map(({ flow }) => flow);
  const { flow } = resting;
  const off: Flow = {
    ...flow,
    categories: [],
    state: "off",
    reason: `at rest while nothing calls ${flow.from.name}`,
  };
  return settled(found.map((each) => (each === resting ? { ...each, flow: off } : each)));
}

function flowsFrom(from: PodSet, sources: Sources, around: Surroundings): Derived[] {
  const resting = restingOf(from, sources, ({ target }) => keyOf(target));
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
    const rest = resting.reason(calls);
    return [
      {
        flow: stateOf(flow, from, call.target, refused, rest),
        from,
        ...(call.target.kind === "pods" ? { to: call.target.pods } : {}),
        passedOn: resting.isPassedOn(calls),
      },
    ];
  });
}

/** Nothing flows from or to pods that are not there, from pods at rest, or where a policy is in the way. */
function stateOf(
  flow: Flow,
  from: PodSet,
  target: FlowTarget,
  refused: string | undefined,
  rest: string | undefined,
): Flow {
  const none = [from, ...(target.kind === "pods" ? [target.pods] : [])].find(
    ({ replicas }) => replicas === 0,
  );
  const off = none === undefined ? rest : `${none.object.name} has no pods`;
  if (off !== undefined) return { ...flow, categories: [], state: "off", reason: off };
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

function entryFlow({ from, shownBy, ...ports }: Entry, around: Surroundings): Derived {
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
  return { flow: stateOf(flow, target.pods, target, undefined, undefined), to: target.pods, passedOn: false };
}

function inOrder(a: Flow, b: Flow): number {
  const [first, second] = [a, b].map(({ cluster, from, to, port }) =>
    JSON.stringify([cluster, from.namespace, from.name, to.namespace ?? "", to.name, port ?? 0]),
  );
  return (first ?? "") < (second ?? "") ? -1 : 1;
}
