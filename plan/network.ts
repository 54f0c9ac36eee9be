import type { Graph } from "./graph.ts";
import type { PlanResource } from "./plan.ts";
import { bagOf, listOf, markOf, marks, stringOf, type PlanValue, type PlanValues } from "./value.ts";

const types = {
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  main: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  table: "aws:ec2/routeTable:RouteTable",
  defaultTable: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  route: "aws:ec2/route:Route",
  nat: "aws:ec2/natGateway:NatGateway",
  subnet: "aws:ec2/subnet:Subnet",
  vpc: "aws:ec2/vpc:Vpc",
} as const;

/** Where a subnet's traffic to the Internet goes. */
export type WayOut =
  | { via: "internet gateway"; gateway: string }
  | { via: "NAT gateway"; gateway: string; nat: PlanResource | undefined }
  | { via: "other"; gateway: string }
  | { via: "none"; reason: string }
  | { via: "unknown"; reason: string };

/** Finds a subnet's default route: its own association, else the main route table of its VPC. */
export function wayOut(subnet: PlanResource, graph: Graph): WayOut {
  const association = graph.users(types.association, "subnetId", subnet)[0];
  const vpc = graph.find(subnet.inputs.vpcId, types.vpc);
  if (association !== undefined) {
    const table = graph.target(association.inputs.routeTableId)?.resource;
    if (table === undefined) return { via: "unknown", reason: "its route table is not in this program" };
    return defaultRoute(table, graph);
  }
  if (vpc === undefined) return { via: "unknown", reason: "no route table association in this program" };
  const table = mainTable(vpc, graph);
  if (table === undefined) {
    return {
      via: "none",
      reason: `no route table association, and the main route table of ${vpc.name} has no default route`,
    };
  }
  return defaultRoute(table, graph);
}

/** URN of the route table that a subnet uses, when it is in the plan. */
export function tableOf(subnet: PlanResource, graph: Graph): PlanResource | undefined {
  const association = graph.users(types.association, "subnetId", subnet)[0];
  const vpc = graph.find(subnet.inputs.vpcId, types.vpc);
  if (association !== undefined) return graph.target(association.inputs.routeTableId)?.resource;
  return vpc === undefined ? undefined : mainTable(vpc, graph);
}

function mainTable(vpc: PlanResource, graph: Graph): PlanResource | undefined {
  const main = graph.users(types.main, "vpcId", vpc)[0];
  return main === undefined
    ? graph.users(types.defaultTable, "defaultRouteTableId", vpc)[0]
    : graph.target(main.inputs.routeTableId)?.resource;
}

function defaultRoute(table: PlanResource, graph: Graph): WayOut {
  const inline = listOf(table.inputs.routes)
    .map(bagOf)
    .find((bag) => isDefault(bag?.cidrBlock));
  const own = graph
    .users(types.route, "routeTableId", table)
    .find((route) => isDefault(route.inputs.destinationCidrBlock));
  const route = own?.inputs ?? inline;
  if (route === undefined) return { via: "none", reason: `${table.name} has no route to 0.0.0.0/0` };
  return wayOfRoute(route, table, graph);
}

function isDefault(value: PlanValue | undefined): boolean {
  return value === "0.0.0.0/0";
}

function wayOfRoute(route: PlanValues, table: PlanResource, graph: Graph): WayOut {
  const natId = route.natGatewayId;
  if (natId !== undefined)
    return { via: "NAT gateway", gateway: labelOf(natId, graph), nat: graph.find(natId, types.nat) };
  const gateway = graph.target(route.gatewayId)?.resource;
  if (gateway !== undefined && !gateway.type.endsWith(":InternetGateway"))
    return { via: "other", gateway: gateway.label };
  if (route.gatewayId !== undefined) {
    const known = gateway !== undefined || stringOf(route.gatewayId)?.startsWith("igw-") === true;
    return known
      ? { via: "internet gateway", gateway: labelOf(route.gatewayId, graph) }
      : { via: "unknown", reason: `the gateway of ${table.name} is not in this program` };
  }
  for (const key of [
    "transitGatewayId",
    "networkInterfaceId",
    "vpcPeeringConnectionId",
    "vpcEndpointId",
    "localGatewayId",
  ]) {
    if (route[key] !== undefined) return { via: "other", gateway: labelOf(route[key], graph) };
  }
  return { via: "unknown", reason: `the default route of ${table.name} names no gateway` };
}

function labelOf(value: PlanValue, graph: Graph): string {
  const found = graph.target(value)?.resource.label;
  if (found !== undefined) return found;
  return typeof value === "string"
    ? value
    : markOf(value) === marks.computed
      ? "a gateway known at deploy time"
      : "a gateway";
}

/** Subnets behind a list as programs give it, and whether some cannot be told before the deployment. */
export function subnetsOf(
  values: readonly PlanValue[],
  graph: Graph,
): { subnets: PlanResource[]; unknown: number } {
  const subnets = values.map((value) => graph.find(value, types.subnet));
  const known = subnets.filter((subnet) => subnet !== undefined);
  return { subnets: known, unknown: subnets.length - known.length };
}

/** The VPC of a subnet, when it is in the plan. */
export function vpcOf(subnet: PlanResource, graph: Graph): PlanResource | undefined {
  return graph.find(subnet.inputs.vpcId, types.vpc);
}
