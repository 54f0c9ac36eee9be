import { cidrProblems, prefixLength } from "../shared/cidr.ts";
import { isGraviton } from "../shared/instance-types.ts";
import { closedSetProblems, oneOf, show, type Problem } from "../shared/problems.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { ClusterEgress, NodeArchitecture, PetCompute } from "./choices.ts";
import { gatewayServices, interfaceServices } from "./endpoint-services.ts";
import { settingsOf } from "./settings.ts";

/** Zones: EKS needs two, and awsx splits a VPC into equal parts for up to four. */
const zones = { least: 2, most: 4 } as const;

function within(value: number | undefined, least: number, most: number, path: string): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  const allowed = `a whole number, ${String(least)} to ${String(most)}`;
  return [{ path, given: show(value), allowed, fix: "choose one in between" }];
}

function zoneProblems(names: string[] | undefined, path: string): Problem[] {
  if (names === undefined) return [];
  const problems: Problem[] = [];
  const distinct = new Set(names).size;
  if (distinct !== names.length || distinct < zones.least || distinct > zones.most) {
    const allowed = `${String(zones.least)} to ${String(zones.most)} different zones`;
    problems.push({ path, given: show(names), allowed, fix: "name each zone once" });
  }
  names.forEach((name, index) => {
    if (/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/.test(name)) return;
    const fix = "take it from `aws ec2 describe-availability-zones`; an id such as apne1-az4 is not a name";
    problems.push({
      path: `${path}[${String(index)}]`,
      given: show(name),
      allowed: "the name of a zone",
      fix,
    });
  });
  return problems;
}

function newNetworkProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { network } = args;
  if (network === undefined) return [];
  if (args.vpc !== undefined) {
    const fix = "remove one of them";
    return [{ path, given: "a value", allowed: "nothing beside vpc", fix }];
  }
  const problems = [
    ...closedSetProblems(network.egress, Object.values(ClusterEgress), `${path}.egress`),
    ...within(network.availabilityZoneCount, zones.least, zones.most, `${path}.availabilityZoneCount`),
    ...zoneProblems(network.availabilityZones, `${path}.availabilityZones`),
  ];
  if (network.availabilityZones !== undefined && network.availabilityZoneCount !== undefined) {
    const at = `${path}.availabilityZoneCount`;
    problems.push({
      path: at,
      given: "a value",
      allowed: "nothing beside names of zones",
      fix: "remove one of them",
    });
  }
  const prefix = network.cidrBlock === undefined ? undefined : prefixLength(network.cidrBlock);
  if (network.cidrBlock !== undefined && (prefix === undefined || prefix < 16 || prefix > 20)) {
    const fix = 'write the first address and the length, such as "10.0.0.0/16"';
    problems.push({
      path: `${path}.cidrBlock`,
      given: show(network.cidrBlock),
      allowed: "an IPv4 range, /16 to /20",
      fix,
    });
  }
  return problems;
}

/** Endpoints that an existing VPC lacks, all in one line. */
function missingEndpoints(args: PetAdoptionClusterArgs, path: string): Problem[] {
  if (args.vpc === undefined) return [];
  const settings = settingsOf(args);
  const isolated = settings.egress === ClusterEgress.Endpoints;
  const interfaces = interfaceServices(settings, args.ingress !== undefined);
  const needed = [...(isolated ? gatewayServices : []), ...interfaces].sort();
  const missing = needed.filter((service) => args.vpc?.endpoints?.includes(service) !== true);
  if (missing.length === 0) return [];
  const given = `no endpoint for ${oneOf(missing).replace(" or ", " and ")}`;
  const fix = isolated
    ? 'make them in that VPC and list them, or set its egress to "nat" if it has NAT'
    : "make it in that VPC and list it, or give statusUpdaterUrl";
  const allowed = isolated
    ? "an endpoint for all that the cluster calls, without NAT"
    : "an endpoint for the private API";
  return [{ path: `${path}.endpoints`, given, allowed, fix }];
}

/** What an ingress needs of an existing VPC. */
function ingressSubnetProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  if (args.ingress === undefined) return [];
  const { publicSubnetIds = [], publicSubnetCidrs = [] } = args.vpc ?? {};
  const problems: Problem[] = publicSubnetCidrs.flatMap((cidr, index) =>
    cidrProblems(cidr, `${path}.publicSubnetCidrs[${String(index)}]`),
  );
  if (publicSubnetIds.length < 2) {
    const given = `${String(publicSubnetIds.length)} subnets`;
    const fix = "give subnets for the load balancer in two zones";
    problems.push({ path: `${path}.publicSubnetIds`, given, allowed: "two or more with an ingress", fix });
  }
  if (publicSubnetCidrs.length !== publicSubnetIds.length) {
    const at = `${path}.publicSubnetCidrs`;
    const fix = "give the range of each, so that network policies let only the load balancer in";
    problems.push({ path: at, given: show(publicSubnetCidrs), allowed: "one for each public subnet", fix });
  }
  return problems;
}

function existingVpcProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { vpc } = args;
  if (vpc === undefined) return [];
  const problems = [
    ...closedSetProblems(vpc.egress, Object.values(ClusterEgress), `${path}.egress`),
    ...cidrProblems(vpc.cidrBlock, `${path}.cidrBlock`),
    ...zoneProblems(vpc.availabilityZones, `${path}.availabilityZones`),
    ...missingEndpoints(args, path),
  ];
  if (vpc.privateSubnetIds.length !== vpc.availabilityZones.length) {
    const given = `${String(vpc.privateSubnetIds.length)} subnets`;
    const allowed = `one for each of the ${String(vpc.availabilityZones.length)} zones`;
    const fix = "give one private subnet for each zone, in the same order";
    problems.push({ path: `${path}.privateSubnetIds`, given, allowed, fix });
  }
  problems.push(...ingressSubnetProblems(args, path));
  return problems;
}

function nodeProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { nodes } = args;
  if (nodes === undefined) return [];
  if (args.compute === PetCompute.AutoMode) {
    const allowed = 'nothing with compute "autoMode", where AWS chooses the nodes';
    return [{ path, given: "a value", allowed, fix: 'remove it, or set compute to "nodeGroups"' }];
  }
  const problems = [
    ...closedSetProblems(nodes.architecture, Object.values(NodeArchitecture), `${path}.architecture`),
    ...within(nodes.perZone, 1, 10, `${path}.perZone`),
    ...within(nodes.diskSizeGiB, 20, 1000, `${path}.diskSizeGiB`),
  ];
  const architecture = nodes.architecture ?? NodeArchitecture.X86;
  settingsOf(args).instanceTypes.forEach((type, index) => {
    if (isGraviton(type) === (architecture === NodeArchitecture.Arm64)) return;
    const at = `${path}.instanceTypes[${String(index)}]`;
    const fix = "choose another type, or the other architecture";
    problems.push({ path: at, given: show(type), allowed: `a type of architecture ${architecture}`, fix });
  });
  if (nodes.instanceTypes?.length === 0) {
    const at = `${path}.instanceTypes`;
    problems.push({ path: at, given: "[]", allowed: "one type or more", fix: "name one, or leave it out" });
  }
  return problems;
}

/** What is wrong with the network and the nodes. */
export function validateNetwork(args: PetAdoptionClusterArgs, path: string): Problem[] {
  return [
    ...closedSetProblems(args.compute, Object.values(PetCompute), `${path}.compute`),
    ...newNetworkProblems(args, `${path}.network`),
    ...existingVpcProblems(args, `${path}.vpc`),
    ...nodeProblems(args, `${path}.nodes`),
  ];
}
