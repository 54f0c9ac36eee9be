import { cidrProblems } from "../shared/cidr.ts";
import { ec2IdProblems } from "../shared/ec2-ids.ts";
import { plain } from "../shared/inputs.ts";
import { closedSetProblems, oneOf, show, type Problem } from "../shared/problems.ts";
import type { ExistingVpcArgs, PetAdoptionClusterArgs } from "./args.ts";
import { ClusterEgress } from "./choices.ts";
import { neededServices } from "./endpoint-services.ts";
import { settingsOf } from "./settings.ts";
import { zoneProblems } from "./validate-zones.ts";

/** Endpoints that an existing VPC lacks, all in one line. */
function missingEndpoints(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const settings = settingsOf(args);
  const isolated = settings.egress === ClusterEgress.Endpoints;
  const needed = neededServices(settings, args.ingress !== undefined);
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
function ingressProblems(vpc: ExistingVpcArgs, path: string): Problem[] {
  const { publicSubnetIds = [], publicSubnetCidrs = [] } = vpc;
  const problems: Problem[] = publicSubnetCidrs.flatMap((cidr, index) =>
    cidrProblems(cidr, `${path}.publicSubnetCidrs[${String(index)}]`),
  );
  if (publicSubnetIds.length < 2) {
    const given = `${String(publicSubnetIds.length)} subnets`;
    const fix = "give subnets for the load balancer in two zones";
    problems.push({ path: `${path}.publicSubnetIds`, given, allowed: "two or more with an ingress", fix });
  }
  if (publicSubnetIds.length > 0 && publicSubnetCidrs.length !== publicSubnetIds.length) {
    const at = `${path}.publicSubnetCidrs`;
    const fix = "give the range of each, so that network policies let only the load balancer in";
    problems.push({ path: at, given: show(publicSubnetCidrs), allowed: "one for each public subnet", fix });
  }
  return problems;
}

/** Lists of subnets. */
const subnetKeys = ["privateSubnetIds", "publicSubnetIds", "dataSubnetIds"] as const;

/** Ids of subnets one by one, and none of them twice: EKS, RDS and load balancers want different ones. */
function subnetProblems(vpc: ExistingVpcArgs, key: (typeof subnetKeys)[number], path: string): Problem[] {
  const ids = (vpc[key] ?? []).map((id) => plain<unknown>(id));
  return ids.flatMap((id, index) => {
    if (id === undefined) return [];
    const at = `${path}.${key}[${String(index)}]`;
    const malformed = ec2IdProblems(id, "subnet", at);
    if (malformed.length > 0 || ids.indexOf(id) === index) return malformed;
    return [{ path: at, given: show(id), allowed: "each subnet once", fix: "remove the second" }];
  });
}

/** A database needs subnets in two zones. Source: Amazon RDS User Guide, "Working with DB subnet groups". */
function dataSubnetProblems({ dataSubnetIds }: ExistingVpcArgs, path: string): Problem[] {
  if (dataSubnetIds === undefined || dataSubnetIds.length > 1) return [];
  const given = `${String(dataSubnetIds.length)} subnets`;
  const fix = "give subnets in two zones, or leave it out for the private ones";
  return [{ path: `${path}.dataSubnetIds`, given, allowed: "two or more", fix }];
}

function privateSubnetProblems(vpc: ExistingVpcArgs, path: string): Problem[] {
  const [subnets, zones] = [vpc.privateSubnetIds.length, vpc.availabilityZones.length];
  // Without zones there is nothing to compare with, and their absence is said.
  if (zones === 0 || subnets === zones) return [];
  const given = `${String(subnets)} subnets`;
  const allowed = `one for each of the ${String(zones)} zones`;
  const fix = "give one private subnet for each zone, in the same order";
  return [{ path: `${path}.privateSubnetIds`, given, allowed, fix }];
}

/** What is wrong with a VPC that exists already; the Region of its zones is compared when it is given. */
export function validateVpc(args: PetAdoptionClusterArgs, path: string, region?: string): Problem[] {
  const { vpc } = args;
  if (vpc === undefined) return [];
  const vpcId = plain<unknown>(vpc.vpcId);
  return [
    ...closedSetProblems(vpc.egress, Object.values(ClusterEgress), `${path}.egress`),
    ...(vpcId === undefined ? [] : ec2IdProblems(vpcId, "vpc", `${path}.vpcId`)),
    ...cidrProblems(vpc.cidrBlock, `${path}.cidrBlock`),
    ...zoneProblems(vpc.availabilityZones, `${path}.availabilityZones`, region),
    ...missingEndpoints(args, path),
    ...privateSubnetProblems(vpc, path),
    ...subnetKeys.flatMap((key) => subnetProblems(vpc, key, path)),
    ...dataSubnetProblems(vpc, path),
    ...(args.ingress === undefined ? [] : ingressProblems(vpc, path)),
  ];
}
