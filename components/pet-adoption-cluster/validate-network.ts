import { prefixLength } from "../shared/cidr.ts";
import { instanceTypeProblems, isGraviton } from "../shared/instance-types.ts";
import { closedSetProblems, show, type Problem } from "../shared/problems.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { ClusterEgress, NodeArchitecture, PetCompute } from "./choices.ts";
import { settingsOf } from "./settings.ts";
import { validateVpc } from "./validate-vpc.ts";
import { zoneLimits, zoneProblems } from "./validate-zones.ts";

function within(value: number | undefined, least: number, most: number, path: string): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  const allowed = `a whole number, ${String(least)} to ${String(most)}`;
  return [{ path, given: show(value), allowed, fix: "choose one in between" }];
}

function newNetworkProblems(args: PetAdoptionClusterArgs, path: string, region?: string): Problem[] {
  const { network } = args;
  if (network === undefined) return [];
  if (args.vpc !== undefined) {
    const fix = "remove one of them";
    return [{ path, given: "a value", allowed: "nothing beside vpc", fix }];
  }
  const { least, most } = zoneLimits;
  const problems = [
    ...closedSetProblems(network.egress, Object.values(ClusterEgress), `${path}.egress`),
    ...within(network.availabilityZoneCount, least, most, `${path}.availabilityZoneCount`),
    ...zoneProblems(network.availabilityZones, `${path}.availabilityZones`, region),
  ];
  if (network.availabilityZones !== undefined && network.availabilityZoneCount !== undefined) {
    const at = `${path}.availabilityZoneCount`;
    const fix = "remove one of them";
    problems.push({ path: at, given: "a value", allowed: "nothing beside names of zones", fix });
  }
  const prefix = network.cidrBlock === undefined ? undefined : prefixLength(network.cidrBlock);
  if (network.cidrBlock !== undefined && (prefix === undefined || prefix < 16 || prefix > 20)) {
    const at = `${path}.cidrBlock`;
    const fix = 'write the first address and the length, such as "10.0.0.0/16"';
    problems.push({ path: at, given: show(network.cidrBlock), allowed: "an IPv4 range, /16 to /20", fix });
  }
  return problems;
}

/** What is wrong with the instance types: their form, or an architecture that the nodes' image has not. */
function typeProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const architecture = args.nodes?.architecture ?? NodeArchitecture.X86;
  if (args.nodes?.instanceTypes?.length === 0) {
    return [{ path, given: "[]", allowed: "one type or more", fix: "name one, or leave it out" }];
  }
  return settingsOf(args).instanceTypes.flatMap((type, index) => {
    const at = `${path}[${String(index)}]`;
    const malformed = instanceTypeProblems(type, at);
    if (malformed.length > 0) return malformed;
    if (isGraviton(type) === (architecture === NodeArchitecture.Arm64)) return [];
    const fix = "choose another type, or the other architecture";
    return [{ path: at, given: show(type), allowed: `a type of architecture ${architecture}`, fix }];
  });
}

function nodeProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { nodes } = args;
  if (nodes === undefined) return [];
  if (args.compute === PetCompute.AutoMode) {
    const allowed = 'nothing with compute "autoMode", where AWS chooses the nodes';
    return [{ path, given: "a value", allowed, fix: 'remove it, or set compute to "nodeGroups"' }];
  }
  return [
    ...closedSetProblems(nodes.architecture, Object.values(NodeArchitecture), `${path}.architecture`),
    ...within(nodes.perZone, 1, 10, `${path}.perZone`),
    ...within(nodes.diskSizeGiB, 20, 1000, `${path}.diskSizeGiB`),
    ...typeProblems(args, `${path}.instanceTypes`),
  ];
}

/** What is wrong with the network and the nodes; the Region of zones is compared when it is given. */
export function validateNetwork(args: PetAdoptionClusterArgs, path: string, region?: string): Problem[] {
  return [
    ...closedSetProblems(args.compute, Object.values(PetCompute), `${path}.compute`),
    ...newNetworkProblems(args, `${path}.network`, region),
    ...validateVpc(args, `${path}.vpc`, region),
    ...nodeProblems(args, `${path}.nodes`),
  ];
}
