import { isValues, type Value, type Values } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Stored } from "./account.ts";
import { mentions } from "./mentions.ts";

/** From where something calls AWS. */
export interface Place {
  subnet: Value;
  /** Whether it has a public address, without which an internet gateway sends nothing. Default: what the subnet says. */
  publicAddress?: boolean;
}

/** Services, such as `ssm`, that are not reached from a place: neither over the internet nor by an endpoint. */
export function unreached(state: AccountState, place: Place, services: readonly string[]): string[] {
  const subnet = resourcesOf(state, "aws:ec2/subnet:Subnet").find(({ id }) => id === place.subnet);
  if (subnet === undefined) return [...services];
  const publicAddress = place.publicAddress ?? subnet.outputs.mapPublicIpOnLaunch === true;
  if (reachesInternet(state, subnet, publicAddress)) return [];
  return services.filter((service) => !hasEndpoint(state, subnet, service));
}

/** The route table that is associated with a subnet, else the main one of its VPC. */
function routeTableOf(state: AccountState, subnet: Stored): string {
  const association = resourcesOf(state, "aws:ec2/routeTableAssociation:RouteTableAssociation").find(
    ({ inputs }) => inputs.subnetId === subnet.id,
  );
  return text(association?.inputs.routeTableId ?? vpcOf(state, subnet)?.outputs.mainRouteTableId);
}

function vpcOf(state: AccountState, { inputs }: Stored): Stored | undefined {
  return resourcesOf(state, "aws:ec2/vpc:Vpc").find(({ id }) => id === inputs.vpcId);
}

/** Default routes of a table: resources of their own, and those that stand in the table. */
function defaultRoutes(state: AccountState, table: string): Values[] {
  const alone = resourcesOf(state, "aws:ec2/route:Route").filter(
    ({ inputs }) => inputs.routeTableId === table && inputs.destinationCidrBlock === "0.0.0.0/0",
  );
  const own = resourcesOf(state, "aws:ec2/routeTable:RouteTable").find(({ id }) => id === table)?.inputs
    .routes;
  const inside = Array.isArray(own) ? own.filter(isValues) : [];
  return [...alone.map(({ inputs }) => inputs), ...inside.filter((route) => route.cidrBlock === "0.0.0.0/0")];
}

function reachesInternet(state: AccountState, subnet: Stored, publicAddress: boolean): boolean {
  return defaultRoutes(state, routeTableOf(state, subnet)).some((route) => {
    if (route.natGatewayId !== undefined) return natSends(state, route.natGatewayId);
    return publicAddress && gatewaySends(state, route.gatewayId, subnet);
  });
}

/** An internet gateway sends for the VPC that it is attached to. */
function gatewaySends(state: AccountState, gatewayId: Value | undefined, subnet: Stored): boolean {
  return resourcesOf(state, "aws:ec2/internetGateway:InternetGateway").some(
    ({ id, inputs }) => id === gatewayId && inputs.vpcId === subnet.inputs.vpcId,
  );
}

/** A NAT gateway sends for others from its own subnet, which needs an internet gateway. */
function natSends(state: AccountState, natGatewayId: Value): boolean {
  const nat = resourcesOf(state, "aws:ec2/natGateway:NatGateway").find(({ id }) => id === natGatewayId);
  const subnet = resourcesOf(state, "aws:ec2/subnet:Subnet").find(({ id }) => id === nat?.inputs.subnetId);
  return (
    subnet !== undefined && nat?.inputs.connectivityType !== "private" && reachesInternet(state, subnet, true)
  );
}

/**
 * A gateway endpoint serves the route tables that it names; an interface endpoint the VPC, under the service's own name
 * only with private DNS, for which the VPC resolves names, and to whom its security groups let in.
 * Source: AWS PrivateLink guide, "Gateway endpoints" and "Access an AWS service using an interface VPC endpoint".
 */
function hasEndpoint(state: AccountState, subnet: Stored, service: string): boolean {
  const vpc = vpcOf(state, subnet);
  const names = vpc?.outputs.enableDnsSupport !== false && vpc?.outputs.enableDnsHostnames === true;
  const table = routeTableOf(state, subnet);
  return resourcesOf(state, "aws:ec2/vpcEndpoint:VpcEndpoint").some(({ inputs }) => {
    if (inputs.vpcId !== vpc?.id || !text(inputs.serviceName).endsWith(`.${service}`)) return false;
    if (inputs.vpcEndpointType !== "Interface") return mentions(inputs.routeTableIds, table);
    return names && inputs.privateDnsEnabled === true && letsIn(state, inputs.securityGroupIds);
  });
}

/** Whether any of some groups lets HTTPS in. */
function letsIn(state: AccountState, groups: Value | undefined): boolean {
  const rules = resourcesOf(state, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .filter(({ inputs }) => mentions(groups, text(inputs.securityGroupId)))
    .map(({ inputs }) => inputs);
  const inside = resourcesOf(state, "aws:ec2/securityGroup:SecurityGroup")
    .filter(({ id }) => mentions(groups, id))
    .flatMap(({ inputs }) => (Array.isArray(inputs.ingress) ? inputs.ingress.filter(isValues) : []));
  return [...rules, ...inside].some(
    ({ fromPort, toPort }) => Number(fromPort) <= 443 && Number(toPort) >= 443,
  );
}
