import { zonesOf } from "./agent-hosts.ts";
import { containsRange, type FirewallRule } from "./firewall.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import { subnetsOfDatabase } from "./kubernetes/aws.ts";
import type { FlowTarget } from "./kubernetes/targets.ts";
import { categories, type Category } from "./names.ts";
import { subnetsOf, vpcOf } from "./network.ts";
import type { PlanResource } from "./plan.ts";
import { waysFrom, type SendingRoute, type SubnetWay } from "./routes.ts";
import { isTrue } from "./value.ts";

/** Where a flow passes, and what Network Flow Monitor should call it. */
export interface FlowWay {
  via?: SendingRoute["via"];
  through: string[];
  categories: Category[];
  state: "open" | "closed" | "unknown";
  reason?: string;
}

/** What the way of a flow is read from. */
export interface Surroundings {
  graph: Graph;
  hosts: readonly Host[];
  rules: ReadonlyMap<string, readonly FirewallRule[]>;
  region: string;
}

const { intraAz, interAz, interVpc, interRegion, s3, dynamoDb, unclassified } = categories;

/** Services with a category of their own. Source: API reference, DestinationCategory. */
const own: Readonly<Record<string, Category>> = { dynamodb: dynamoDb, s3 };

/**
 * The way of connections from the nodes of a cluster to a target, and their categories. Documents tell the categories
 * of pods and of S3 and DynamoDB; those behind interface endpoints and NAT gateways are inferred from the addresses.
 */
export function wayOf(target: FlowTarget, cluster: string, around: Surroundings): FlowWay {
  const nodes = nodesOf(cluster, around);
  switch (target.kind) {
    case "pods":
      return inside(target.local ? [intraAz] : neighbours(nodes, around));
    case "service":
      return inside(neighbours(nodes, around));
    case "AWS service": {
      if (target.region !== undefined && target.region !== around.region) {
        return leaving("", nodes, () => [interRegion], around);
      }
      return leaving(
        target.service,
        nodes,
        (via) => serviceCategories(target.service, via, nodes, around),
        around,
      );
    }
    case "internet":
      return leaving("", nodes, () => [unclassified], around);
    case "addresses":
      return isInVpc(target.range, nodes, around) ? inside(neighbours(nodes, around)) : elsewhere();
    case "load balancer":
      return isTrue(target.resource.inputs.internal)
        ? inside(neighbours(nodes, around))
        : leaving("", nodes, () => [unclassified], around);
    case "database":
      return "resource" in target ? inside(databaseCategories(target.resource, nodes, around)) : elsewhere();
  }
}

/** The VPCs that the nodes of a cluster are in, as far as the program says. */
export function vpcsOf(cluster: string, around: Surroundings): PlanResource[] {
  return vpcsOfNodes(nodesOf(cluster, around), around);
}

function nodesOf(cluster: string, { hosts }: Surroundings): Host[] {
  return hosts.filter((host) => host.cluster?.label === cluster);
}

function inside(found: Category[]): FlowWay {
  return { through: [], categories: [...found].sort(), state: "open" };
}

function elsewhere(): FlowWay {
  return { through: [], categories: [], state: "unknown", reason: "where that is, is not in this program" };
}

/** Pods start in any zone that has nodes, and so do the other ends. */
function neighbours(nodes: readonly Host[], { graph }: Surroundings): Category[] {
  const zones = new Set<string>();
  for (const node of nodes) {
    const found = zonesOf(node, graph);
    if (found.length === 0) return [interAz, intraAz];
    for (const zone of found) zones.add(zone);
  }
  return zones.size === 1 ? [intraAz] : [interAz, intraAz];
}

function serviceCategories(
  service: string,
  via: SendingRoute["via"],
  nodes: readonly Host[],
  around: Surroundings,
): Category[] {
  const special = own[service];
  if (special !== undefined) return [special];
  if (via === "interface endpoint") return neighbours(nodes, around);
  return via === "unknown" || via === "other" ? [] : [unclassified];
}

function databaseCategories(
  database: PlanResource,
  nodes: readonly Host[],
  around: Surroundings,
): Category[] {
  const { graph } = around;
  const homes = new Set(subnetsOfDatabase(database, graph).flatMap((subnet) => vpcOf(subnet, graph) ?? []));
  const ours = vpcsOfNodes(nodes, around);
  const apart = homes.size > 0 && ours.length > 0 && ours.every((vpc) => !homes.has(vpc));
  return apart ? [interVpc] : neighbours(nodes, around);
}

function isInVpc(range: string, nodes: readonly Host[], around: Surroundings): boolean {
  return vpcsOfNodes(nodes, around).some(({ inputs }) => containsRange(inputs.cidrBlock ?? null, range));
}

function vpcsOfNodes(nodes: readonly Host[], { graph }: Surroundings): PlanResource[] {
  const subnets = nodes.flatMap((node) => subnetsOf(node.subnets, graph).subnets);
  return [...new Set(subnets.flatMap((subnet) => vpcOf(subnet, graph) ?? []))];
}

/** The ways of all nodes together: open as soon as one is, with the categories of those that are. */
function leaving(
  service: string,
  nodes: readonly Host[],
  categoriesOf: (via: SendingRoute["via"]) => Category[],
  { graph, rules }: Surroundings,
): FlowWay {
  const destination = { service, gateway: service in own };
  const ways = nodes.flatMap((node) => waysFrom(node, destination, rules, graph));
  const open = ways.filter(({ state }) => state !== "closed");
  const [first] = open.length > 0 ? sorted(open) : sorted(ways);
  if (first === undefined) {
    const reason = "the nodes are not in this program";
    return { through: [], categories: categoriesOf("unknown"), state: "unknown", reason };
  }
  const found = new Set(open.flatMap(({ via }) => categoriesOf(via)));
  const through = [...new Set(sorted(open).flatMap((way) => way.through))];
  return {
    via: first.via,
    through,
    categories: [...found].sort(),
    state: first.state,
    ...(first.reason === undefined ? {} : { reason: first.reason }),
  };
}

/** Ways that are known to be open first. */
function sorted(ways: readonly SubnetWay[]): SubnetWay[] {
  const rank = { open: 0, unknown: 1, closed: 2 };
  return [...ways].sort((a, b) => rank[a.state] - rank[b.state]);
}
