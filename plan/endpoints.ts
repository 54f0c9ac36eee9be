import { containsRange, coversTcp, isAnywhere, type FirewallRule } from "./firewall.ts";
import type { Graph } from "./graph.ts";
import { tableOf, vpcOf } from "./network.ts";
import type { PlanResource } from "./plan.ts";
import { isTrue, listOf, stringOf, type PlanValue } from "./value.ts";

/** An endpoint that traffic to an AWS service takes, and why it fails if it does. */
export interface EndpointWay {
  endpoint: PlanResource;
  problem?: string;
}

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

/**
 * The interface endpoint with private DNS for a service in a subnet's VPC. With private DNS the service's name
 * resolves to the endpoint for the whole VPC, so a closed endpoint blocks even where a NAT gateway exists.
 */
export function interfaceEndpoint(
  service: string,
  subnet: PlanResource,
  groups: readonly PlanValue[],
  rules: ReadonlyMap<string, readonly FirewallRule[]>,
  graph: Graph,
): EndpointWay | undefined {
  const endpoint = endpointsFor(service, "Interface", subnet, graph)[0];
  if (endpoint === undefined) return undefined;
  const vpc = vpcOf(subnet, graph);
  if (!isTrue(endpoint.inputs.privateDnsEnabled))
    return { endpoint, problem: "has no private DNS, so nothing resolves to it" };
  if (vpc !== undefined && !isTrue(vpc.inputs.enableDnsHostnames)) {
    return { endpoint, problem: `needs enableDnsHostnames on ${vpc.name}` };
  }
  const open = listOf(endpoint.inputs.securityGroupIds);
  if (open.length === 0) return inDefaultGroup(endpoint, vpc, groups, graph);
  const allowed = open.some((group) => admits(group, subnet, groups, rules, graph));
  return allowed
    ? { endpoint }
    : { endpoint, problem: `admits no 443 from ${subnet.name} by its security groups` };
}

/** The default group admits only its own members, and nobody once the program closes it. */
function inDefaultGroup(
  endpoint: PlanResource,
  vpc: PlanResource | undefined,
  clients: readonly PlanValue[],
  graph: Graph,
): EndpointWay {
  const closed =
    vpc !== undefined &&
    graph.users("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId", vpc).length > 0;
  if (clients.length === 0 && !closed) return { endpoint };
  return {
    endpoint,
    problem: "has no security group of its own, and the VPC's default group does not admit the instances",
  };
}

/** The gateway endpoint of a service that the subnet's route table uses. */
export function gatewayEndpoint(
  service: string,
  subnet: PlanResource,
  graph: Graph,
): EndpointWay | undefined {
  const table = tableOf(subnet, graph);
  const endpoint = endpointsFor(service, "Gateway", subnet, graph).find((candidate) =>
    listOf(candidate.inputs.routeTableIds).some((id) => graph.target(id)?.resource.urn === table?.urn),
  );
  if (endpoint !== undefined && table !== undefined) return { endpoint };
  const joined = graph
    .ofType("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation")
    .find(
      ({ inputs }) => table !== undefined && graph.target(inputs.routeTableId)?.resource.urn === table.urn,
    );
  const found = joined === undefined ? undefined : graph.find(joined.inputs.vpcEndpointId, endpointType);
  return found !== undefined && isFor(found, service) ? { endpoint: found } : undefined;
}

function endpointsFor(service: string, type: string, subnet: PlanResource, graph: Graph): PlanResource[] {
  const vpc = graph.target(subnet.inputs.vpcId)?.resource;
  return vpc === undefined
    ? []
    : graph
        .users(endpointType, "vpcId", vpc)
        .filter(
          (endpoint) =>
            isFor(endpoint, service) && (stringOf(endpoint.inputs.vpcEndpointType) ?? "Gateway") === type,
        );
}

function isFor(endpoint: PlanResource, service: string): boolean {
  return (stringOf(endpoint.inputs.serviceName) ?? "").endsWith(`.${service}`);
}

function admits(
  group: PlanValue,
  subnet: PlanResource,
  clients: readonly PlanValue[],
  rules: ReadonlyMap<string, readonly FirewallRule[]>,
  graph: Graph,
): boolean {
  const own = graph.target(group)?.resource.urn;
  if (own === undefined) return true; // A group of another stack: not ours to judge.
  const callers = new Set(clients.map((client) => graph.target(client)?.resource.urn));
  return (rules.get(own) ?? []).some((rule) => {
    if (rule.direction !== "ingress" || !coversTcp(rule, 443)) return false;
    if (rule.self && callers.has(own)) return true;
    return rule.peers.some((peer) => isAdmitted(peer, subnet, callers, graph));
  });
}

function isAdmitted(
  peer: PlanValue,
  subnet: PlanResource,
  callers: ReadonlySet<string | undefined>,
  graph: Graph,
): boolean {
  if (isAnywhere(peer) || containsRange(peer, subnet.inputs.cidrBlock)) return true;
  const target = graph.target(peer);
  if (target === undefined) return false;
  return (
    callers.has(target.resource.urn) ||
    containsRange(target.resource.inputs.cidrBlock ?? null, subnet.inputs.cidrBlock)
  );
}
