import type { WatchAgents } from "./agents.ts";
import { gatewayEndpoint, interfaceEndpoint } from "./endpoints.ts";
import { coversTcp, letsOut, rulesByGroup, type FirewallRule } from "./firewall.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import { names } from "./names.ts";
import { subnetsOf, wayOut } from "./network.ts";
import type { PlanResource } from "./plan.ts";
import { isTrue } from "./value.ts";
import type { Watch } from "./watch.ts";

/** How the agents in one subnet reach one address. */
export interface SendingRoute {
  /** Label of what runs the instances. */
  host: string;
  /** Label of the subnet; absent when the program does not tell it. */
  subnet?: string;
  /** What for. */
  purpose: "flow reports" | "credentials" | "SSM commands" | "agent package" | "agent image";
  /** Host name and port. */
  destination: string;
  via:
    | "interface endpoint"
    | "gateway endpoint"
    | "NAT gateway"
    | "internet gateway"
    | "other"
    | "none"
    | "unknown";
  /** Labels of what the traffic passes, in order. */
  through: string[];
  /** `open`, `closed`, or `unknown` when part of the way is not in the program. */
  state: "open" | "closed" | "unknown";
  /** Why it is not open. */
  reason?: string;
}

interface Destination {
  purpose: SendingRoute["purpose"];
  service: string;
  address: string;
  gateway: boolean;
}

/** Derives from a plan's resources how agents reach what they need. */
export function routesOf(watch: Watch, graph: Graph, hosts: readonly Host[], region: string): SendingRoute[] {
  const rules = rulesByGroup(graph);
  const byUrn = new Map(hosts.map((host) => [host.resource.urn, host]));
  const routes = new Map<string, SendingRoute>();
  for (const agents of watch.agents.filter(({ state }) => state !== "stopped")) {
    for (const destination of destinationsOf(agents, region)) {
      for (const { urn } of agents.hosts) {
        const host = byUrn.get(urn);
        if (host === undefined) continue;
        for (const route of hostRoutes(host, destination, rules, graph)) {
          routes.set([route.destination, route.host, route.subnet ?? ""].join(" "), route);
        }
      }
    }
  }
  return [...routes.keys()]
    .sort()
    .flatMap((key) => routes.get(key) ?? [])
    .sort(byPurpose);
}

const order: readonly SendingRoute["purpose"][] = [
  "flow reports",
  "credentials",
  "SSM commands",
  "agent package",
  "agent image",
];

function byPurpose(a: SendingRoute, b: SendingRoute): number {
  return order.indexOf(a.purpose) - order.indexOf(b.purpose);
}

/**
 * Distributor packages come from S3; add-ons need no SSM, but their image and, with Pod Identity or IRSA, credentials.
 * Source: CloudWatch User Guide, SSM agent setup; EKS User Guide, "Deploy private clusters with limited internet access".
 */
function destinationsOf({ by, credentials }: WatchAgents, region: string): Destination[] {
  const to = (
    purpose: Destination["purpose"],
    service: string,
    suffix = "amazonaws.com",
    host = service,
  ): Destination => {
    return { purpose, service, address: `${host}.${region}.${suffix}:443`, gateway: service === "s3" };
  };
  const reports = to("flow reports", names.reports, "api.aws");
  if (by === "EKS add-on") {
    return [
      reports,
      ...(credentials === "Pod Identity" ? [to("credentials", "eks-auth", "api.aws")] : []),
      ...(credentials === "IRSA" ? [to("credentials", "sts")] : []),
      to("agent image", "ecr.dkr", undefined, "dkr.ecr"),
    ];
  }
  const commands = ["ssm", "ssmmessages"].map((service) => to("SSM commands", service));
  return [reports, ...commands, to("agent package", "s3")];
}

function hostRoutes(
  host: Host,
  destination: Destination,
  rules: ReadonlyMap<string, readonly FirewallRule[]>,
  graph: Graph,
): SendingRoute[] {
  const base = { host: host.resource.label, purpose: destination.purpose, destination: destination.address };
  return waysFrom(host, destination, rules, graph).map((way) => ({ ...base, ...way }));
}

/** How instances reach a service of AWS, or the Internet when its name is empty: one way for each subnet. */
export function waysFrom(
  host: Host,
  destination: Pick<Destination, "service" | "gateway">,
  rules: ReadonlyMap<string, readonly FirewallRule[]>,
  graph: Graph,
): SubnetWay[] {
  const { subnets, unknown } = subnetsOf(host.subnets, graph);
  const ways = subnets.map((subnet): SubnetWay => {
    const way = wayFrom(subnet, host, destination, rules, graph);
    const reason = way.state === "closed" ? undefined : egressProblem(host, way, rules, graph);
    return {
      subnet: subnet.label,
      ...shown(way),
      ...(reason === undefined ? {} : { state: "closed", reason }),
    };
  });
  if (unknown > 0 || host.subnets.length === 0) {
    const reason = "its subnets are not in this program";
    ways.push({ via: "unknown", through: [], state: "unknown", reason });
  }
  return ways;
}

/** How traffic leaves one subnet. */
export type SubnetWay = Pick<SendingRoute, "subnet" | "via" | "through" | "state" | "reason">;

type Shown = Pick<SendingRoute, "via" | "through" | "state" | "reason">;

interface Way extends Shown {
  /** The endpoint that the traffic goes to, if any: its groups and ranges are what egress rules must admit. */
  endpoint?: PlanResource;
}

function shown({ via, through, state, reason }: Way): Shown {
  return { via, through, state, ...(reason === undefined ? {} : { reason }) };
}

function wayFrom(
  subnet: PlanResource,
  host: Host,
  destination: Pick<Destination, "service" | "gateway">,
  rules: ReadonlyMap<string, readonly FirewallRule[]>,
  graph: Graph,
): Way {
  const gateway = destination.gateway ? gatewayEndpoint(destination.service, subnet, graph) : undefined;
  if (gateway !== undefined) {
    return {
      via: "gateway endpoint",
      through: [gateway.endpoint.label],
      state: "open",
      endpoint: gateway.endpoint,
    };
  }
  const inside = interfaceEndpoint(destination.service, subnet, host.groups, rules, graph);
  if (inside === undefined || !isTrue(inside.endpoint.inputs.privateDnsEnabled))
    return internetWay(subnet, host, graph);
  const { endpoint, problem } = inside;
  const state = problem === undefined ? "open" : "closed";
  const reason = problem === undefined ? undefined : `${endpoint.name} ${problem}`;
  return { via: "interface endpoint", through: [endpoint.label], state, reason, endpoint };
}

function internetWay(subnet: PlanResource, host: Host, graph: Graph): Way {
  const way = wayOut(subnet, graph);
  switch (way.via) {
    case "none":
      return { via: "none", through: [], state: "closed", reason: way.reason };
    case "unknown":
      return { via: "unknown", through: [], state: "unknown", reason: way.reason };
    case "other":
      return {
        via: "other",
        through: [way.gateway],
        state: "unknown",
        reason: `what lies behind ${way.gateway} is not in this program`,
      };
    case "internet gateway":
      return publicAddress(subnet, host)
        ? { via: "internet gateway", through: [way.gateway], state: "open" }
        : {
            via: "internet gateway",
            through: [way.gateway],
            state: "closed",
            reason: "the instances have no public address",
          };
    case "NAT gateway":
      return natWay(way.gateway, way.nat, graph);
  }
}

function natWay(gateway: string, nat: PlanResource | undefined, graph: Graph): Way {
  const home = nat === undefined ? undefined : graph.find(nat.inputs.subnetId, "aws:ec2/subnet:Subnet");
  if (home === undefined) {
    return {
      via: "NAT gateway",
      through: [gateway],
      state: "unknown",
      reason: `where ${gateway} stands is not in this program`,
    };
  }
  const onward = wayOut(home, graph);
  if (onward.via === "internet gateway")
    return { via: "NAT gateway", through: [gateway, onward.gateway], state: "open" };
  return {
    via: "NAT gateway",
    through: [gateway],
    state: "closed",
    reason: `${gateway} stands in ${home.name}, which has no internet gateway`,
  };
}

function publicAddress(subnet: PlanResource, host: Host): boolean {
  return host.publicAddress ?? isTrue(subnet.inputs.mapPublicIpOnLaunch);
}

/** What the host's groups keep in. Groups of other programs are not ours to judge. */
function egressProblem(
  host: Host,
  way: Way,
  rules: ReadonlyMap<string, readonly FirewallRule[]>,
  graph: Graph,
): string | undefined {
  const groups = host.groups.map((group) => graph.target(group)?.resource);
  if (groups.length === 0 || groups.includes(undefined)) return undefined;
  const out = groups
    .flatMap((group) => rules.get(group?.urn ?? "") ?? [])
    .filter((rule) => rule.direction === "egress" && coversTcp(rule, 443));
  if (out.some((rule) => letsOut(rule, way.endpoint, graph))) return undefined;
  return `no egress rule of ${groups.map((group) => group?.name).join(", ")} lets 443 out that way`;
}
