import type { Graph } from "./graph.ts";
import type { PlanResource } from "./plan.ts";
import {
  bagOf,
  isTrue,
  listOf,
  markOf,
  marks,
  numberOf,
  show,
  stringOf,
  type PlanValue,
  type PlanValues,
} from "./value.ts";

/** One rule of a security group, wherever in the program it stands. */
export interface FirewallRule {
  direction: "ingress" | "egress";
  /** URN of the group that has the rule. */
  group: string;
  protocol: string;
  from: number;
  to: number;
  /** Who may connect or be connected to, as written. */
  peers: PlanValue[];
  /** True when the peer is the group itself. */
  self: boolean;
  /** Label of the resource that declares the rule. */
  label: string;
}

const groupTypes = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
];

/** The rules of every security group of a plan, by URN of the group. */
export function rulesByGroup(graph: Graph): Map<string, FirewallRule[]> {
  const rules = new Map<string, FirewallRule[]>();
  for (const group of groupTypes.flatMap((type) => [...graph.ofType(type)])) {
    rules.set(group.urn, [...inlineRules(group, "ingress"), ...inlineRules(group, "egress")]);
  }
  for (const rule of graph.ofType("aws:ec2/securityGroupRule:SecurityGroupRule")) {
    const direction = rule.inputs.type === "egress" ? "egress" : "ingress";
    add(rules, graph, rule, direction, [rule.inputs.sourceSecurityGroupId, ...addressesOf(rule.inputs)]);
  }
  for (const direction of ["ingress", "egress"] as const) {
    const word = direction === "ingress" ? "Ingress" : "Egress";
    for (const rule of graph.ofType(`aws:vpc/securityGroup${word}Rule:SecurityGroup${word}Rule`)) {
      const { cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId } = rule.inputs;
      add(rules, graph, rule, direction, [referencedSecurityGroupId, cidrIpv4, cidrIpv6, prefixListId]);
    }
  }
  return rules;
}

function add(
  rules: Map<string, FirewallRule[]>,
  graph: Graph,
  rule: PlanResource,
  direction: FirewallRule["direction"],
  peers: readonly (PlanValue | undefined)[],
): void {
  const group = graph.target(rule.inputs.securityGroupId)?.resource.urn;
  if (group === undefined) return;
  const list = rules.get(group);
  const made = ruleOf(rule.inputs, direction, group, rule.label, peers);
  if (list === undefined) rules.set(group, [made]);
  else list.push(made);
}

function inlineRules(group: PlanResource, direction: FirewallRule["direction"]): FirewallRule[] {
  return listOf(group.inputs[direction]).flatMap((value) => {
    const bag = bagOf(value);
    return bag === undefined
      ? []
      : [
          ruleOf(bag, direction, group.urn, group.label, [
            ...listOf(bag.securityGroups),
            ...addressesOf(bag),
          ]),
        ];
  });
}

function addressesOf(bag: PlanValues): PlanValue[] {
  return [...listOf(bag.cidrBlocks), ...listOf(bag.ipv6CidrBlocks), ...listOf(bag.prefixListIds)];
}

function ruleOf(
  bag: PlanValues,
  direction: FirewallRule["direction"],
  group: string,
  label: string,
  peers: readonly (PlanValue | undefined)[],
): FirewallRule {
  return {
    direction,
    group,
    protocol: stringOf(bag.protocol ?? bag.ipProtocol) ?? show(bag.protocol ?? bag.ipProtocol),
    from: numberOf(bag.fromPort) ?? 0,
    to: numberOf(bag.toPort) ?? 65535,
    peers: peers.filter((peer) => peer !== undefined),
    self: isTrue(bag.self),
    label,
  };
}

/** Whether a rule covers a TCP port. */
export function coversTcp(rule: FirewallRule, port: number): boolean {
  if (rule.protocol === "-1" || rule.protocol === "all") return true;
  return (rule.protocol === "tcp" || rule.protocol === "6") && rule.from <= port && port <= rule.to;
}

/**
 * Whether an egress rule lets traffic out to an endpoint, or to the Internet when none is given: to everybody, to the
 * endpoint's groups, to its prefix list, or to the range of its VPC. A peer of which we know nothing counts as one.
 */
export function letsOut(rule: FirewallRule, endpoint: PlanResource | undefined, graph: Graph): boolean {
  const groups = listOf(endpoint?.inputs.securityGroupIds).map((group) => graph.target(group)?.resource.urn);
  const range = graph.target(endpoint?.inputs.vpcId)?.resource.inputs.cidrBlock;
  if (rule.self && groups.includes(rule.group)) return true;
  return rule.peers.some((peer) => {
    if (isAnywhere(peer) || markOf(peer) === marks.computed) return true;
    const target = graph.target(peer);
    if (endpoint === undefined) return false;
    if (target !== undefined) return target.resource === endpoint || groups.includes(target.resource.urn);
    return (
      show(peer).startsWith("pl-") ||
      containsRange(peer, range) ||
      containsRange(range ?? null, stringOf(peer))
    );
  });
}

/** Whether an address range means everybody. */
export function isAnywhere(peer: PlanValue): boolean {
  return peer === "0.0.0.0/0" || peer === "::/0";
}

/** Whether one IPv4 range contains another; false when either is not known. */
export function containsRange(outer: PlanValue, inner: PlanValue | undefined): boolean {
  const [wide, narrow] = [rangeOf(outer), rangeOf(inner)];
  if (wide === undefined || narrow === undefined || wide.bits > narrow.bits) return false;
  const shift = 2 ** (32 - wide.bits);
  return Math.floor(wide.base / shift) === Math.floor(narrow.base / shift);
}

function rangeOf(value: PlanValue | undefined): { base: number; bits: number } | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(stringOf(value) ?? "");
  if (match === null) return undefined;
  const numbers = match.slice(1).map(Number);
  const bits = numbers.pop() ?? 0;
  return { base: numbers.reduce((sum, number) => sum * 256 + number, 0), bits };
}
