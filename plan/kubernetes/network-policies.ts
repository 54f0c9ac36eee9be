import { bagOf, bagsOf, isBag, listOf, numberOf, show, stringOf, type PlanValues } from "../value.ts";
import { labelsOf, type KubeObject } from "./objects.ts";
import type { PodSet } from "./pods.ts";

/** The network policies of a program. What enforces them is the network plugin's business. */
export interface NetworkPolicies {
  /** Names of the policies that keep pods from connecting to other pods, or out of the cluster; empty: they may. */
  refusing(from: PodSet, to: PodSet | "outside", ports: readonly (number | undefined)[]): string[];
  /** The calls that policies name one by one, both ends and the port, by the pods that call. */
  named(all: readonly PodSet[]): Map<PodSet, NamedCall[]>;
}

/** A call that a policy admits by naming the other end. */
export interface NamedCall {
  from: PodSet;
  to: PodSet | { range: string };
  port: number;
  /** Name of the policy. */
  policy: string;
}

type Direction = "Ingress" | "Egress";

interface Policy {
  object: KubeObject;
  directions: Direction[];
  rules: Record<Direction, PlanValues[]>;
}

/** Reads the network policies among the objects of a program. */
export function networkPoliciesOf(objects: readonly KubeObject[]): NetworkPolicies {
  const policies = objects.filter(({ kind }) => kind === "NetworkPolicy").map(policyOf);
  const namespaces = new Map(
    objects
      .filter(({ kind }) => kind === "Namespace")
      .map(({ cluster, name, labels }) => [`${cluster} ${name}`, labels] as const),
  );
  const world: World = { policies, namespaces };
  return {
    refusing: (from, to, ports) => {
      const out = closedBy(from, to, "Egress", ports, world);
      return out.length > 0 || to === "outside" ? out : closedBy(to, from, "Ingress", ports, world);
    },
    named: (all) => {
      const calls = new Map<PodSet, NamedCall[]>();
      for (const call of policies.flatMap((policy) => namedBy(policy, all, world)))
        calls.set(call.from, [...(calls.get(call.from) ?? []), call]);
      return calls;
    },
  };
}

interface World {
  policies: readonly Policy[];
  namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

function policyOf(object: KubeObject): Policy {
  const { spec } = object;
  const given = listOf(spec.policyTypes).map(show);
  const egress = given.length === 0 ? spec.egress !== undefined : given.includes("Egress");
  const ingress = given.length === 0 || given.includes("Ingress");
  return {
    object,
    directions: [...(ingress ? (["Ingress"] as const) : []), ...(egress ? (["Egress"] as const) : [])],
    rules: { Ingress: bagsOf(spec.ingress), Egress: bagsOf(spec.egress) },
  };
}

/** Names of the policies that select pods in one direction, if none of their rules lets the other end through. */
function closedBy(
  pods: PodSet,
  other: PodSet | "outside",
  direction: Direction,
  ports: readonly (number | undefined)[],
  world: World,
): string[] {
  const own = world.policies.filter(
    (policy) => policy.directions.includes(direction) && selects(policy, pods),
  );
  const open = own.some(({ object, rules }) =>
    rules[direction].some((rule) => {
      const peers = bagsOf(direction === "Egress" ? rule.to : rule.from);
      const admits = peers.length === 0 || peers.some((peer) => matches(peer, object, other, world));
      return admits && coversPort(rule, ports);
    }),
  );
  return open ? [] : own.map(({ object }) => object.name).sort();
}

function selects({ object }: Policy, pods: PodSet): boolean {
  const same = object.cluster === pods.object.cluster && object.namespace === pods.object.namespace;
  return same && fits(bagOf(object.spec.podSelector), pods.labels);
}

/** Ranges of addresses may hold those of pods too, so such a peer counts as one that admits. */
function matches(
  peer: PlanValues,
  policy: KubeObject,
  other: PodSet | "outside",
  { namespaces }: World,
): boolean {
  if (peer.ipBlock !== undefined) return true;
  if (other === "outside" || other.object.cluster !== policy.cluster) return false;
  const { namespace, cluster } = other.object;
  const around = { "kubernetes.io/metadata.name": namespace, ...namespaces.get(`${cluster} ${namespace}`) };
  const there = isBag(peer.namespaceSelector)
    ? fits(bagOf(peer.namespaceSelector), around)
    : namespace === policy.namespace;
  return there && fits(bagOf(peer.podSelector), other.labels);
}

/** Whether labels fit a selector; everything fits an empty one. */
function fits(selector: PlanValues | undefined, labels: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(labelsOf(selector?.matchLabels)).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    equal &&
    bagsOf(selector?.matchExpressions).every((expression) => {
      const label = labels[stringOf(expression.key) ?? ""];
      const values = listOf(expression.values).map(show);
      switch (stringOf(expression.operator)) {
        case "In":
          return label !== undefined && values.includes(label);
        case "NotIn":
          return label === undefined || !values.includes(label);
        case "DoesNotExist":
          return label === undefined;
        default:
          return label !== undefined;
      }
    })
  );
}

/** A port by name may be any of them. */
function coversPort(rule: PlanValues, wanted: readonly (number | undefined)[]): boolean {
  const ports = bagsOf(rule.ports);
  if (ports.length === 0 || wanted.every((port) => port === undefined)) return true;
  return ports.some((port) => {
    if ((stringOf(port.protocol) ?? "TCP") !== "TCP") return false;
    const first = numberOf(port.port);
    const last = numberOf(port.endPort) ?? first;
    if (first === undefined || last === undefined) return true;
    return wanted.some((number) => number !== undefined && first <= number && number <= last);
  });
}

/** A rule names a call when its peers are chosen by labels, or by a range that is not everybody, and its ports by number. */
function namedBy(policy: Policy, all: readonly PodSet[], world: World): NamedCall[] {
  const own = all.filter((pods) => selects(policy, pods));
  return policy.directions.flatMap((direction) =>
    policy.rules[direction].flatMap((rule) => {
      const peers = bagsOf(direction === "Egress" ? rule.to : rule.from);
      const others = peers.flatMap((peer) => chosen(peer, direction, policy, all, world));
      return tcpPorts(rule).flatMap((port) =>
        own.flatMap((pods) => others.flatMap((other) => callOf(pods, other, direction, port, policy))),
      );
    }),
  );
}

function callOf(
  pods: PodSet,
  other: PodSet | { range: string },
  direction: Direction,
  port: number,
  { object }: Policy,
): NamedCall[] {
  if (pods === other) return [];
  if (direction === "Egress") return [{ from: pods, to: other, port, policy: object.name }];
  return "range" in other ? [] : [{ from: other, to: pods, port, policy: object.name }];
}

function chosen(
  peer: PlanValues,
  direction: Direction,
  { object }: Policy,
  all: readonly PodSet[],
  world: World,
): (PodSet | { range: string })[] {
  const range = stringOf(bagOf(peer.ipBlock)?.cidr);
  if (range !== undefined) {
    const special = range === "0.0.0.0/0" || range === "::/0" || range.startsWith("169.254.");
    return special || direction === "Ingress" ? [] : [{ range }];
  }
  const selector = bagOf(peer.podSelector);
  if (selector === undefined || Object.keys(selector).length === 0) return [];
  return all.filter((pods) => matches(peer, object, pods, world));
}

function tcpPorts(rule: PlanValues): number[] {
  return bagsOf(rule.ports).flatMap((port) => {
    const number = numberOf(port.port);
    const single = port.endPort === undefined && (stringOf(port.protocol) ?? "TCP") === "TCP";
    return single && number !== undefined && number !== 53 ? [number] : [];
  });
}
