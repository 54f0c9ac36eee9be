import { plain } from "../shared/inputs.ts";
import { show, type Problem } from "../shared/problems.ts";
import { NetworkLayout, type Ec2WorkloadArgs } from "./args.ts";
import { prefixLength } from "../shared/cidr.ts";
import { settingsOf } from "./settings.ts";

const zoneLimits = { fewest: 2, most: 6 } as const;

/** Sizes of a VPC's range. Source: VPC User Guide, "VPC CIDR blocks". */
const widestPrefix = 16;

const subnetPrefix = 24;

/** Rules of a security group: 60, of which a range takes two with HTTPS. Source: VPC User Guide, "Amazon VPC quotas". */
const mostRanges = 25;

function zoneListProblems(zones: string[], path: string, region: string | undefined): Problem[] {
  const problems: Problem[] = [];
  if (
    zones.length < zoneLimits.fewest ||
    zones.length > zoneLimits.most ||
    new Set(zones).size !== zones.length
  ) {
    const allowed = `${String(zoneLimits.fewest)} to ${String(zoneLimits.most)} different zones`;
    const fix = "a load balancer needs two; name each once";
    problems.push({ path, given: show(zones), allowed, fix });
  }
  zones.forEach((zone, index) => {
    const zoneRegion = /^([a-z]{2}(?:-[a-z]+)+-\d+)[a-z]$/.exec(zone)?.[1];
    if (zoneRegion === undefined || (region !== undefined && zoneRegion !== region)) {
      const allowed = `the name of a zone, such as ${region ?? "ap-northeast-1"}a`;
      const fix = "take it from `aws ec2 describe-availability-zones`";
      problems.push({ path: `${path}[${String(index)}]`, given: show(zone), allowed, fix });
    }
  });
  return problems;
}

/** What is wrong with the Availability Zones, by name or by number. */
export function zoneProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  const { availabilityZones: zones, availabilityZoneCount: count } = args;
  const at = `${path}.availabilityZoneCount`;
  const problems: Problem[] = [];
  if (zones !== undefined) {
    problems.push(...zoneListProblems(zones, `${path}.availabilityZones`, plain(args.region)));
    if (count !== undefined) {
      const allowed = "nothing beside availabilityZones";
      problems.push({ path: at, given: show(count), allowed, fix: "remove one of the two" });
    }
  } else if (count !== undefined) {
    const { fewest, most } = zoneLimits;
    if (!(Number.isInteger(count) && count >= fewest && count <= most)) {
      const allowed = `whole numbers, ${String(fewest)} to ${String(most)}`;
      problems.push({ path: at, given: show(count), allowed, fix: "leave it out for 2" });
    }
  }
  return problems;
}

/**
 * Longest prefix of a VPC that holds a /24 for each subnet. awsx halves the range until there is a part for each
 * zone, and places a zone's subnets in its part.
 */
export function longestPrefix(zoneCount: number, subnetsPerZone: number): number {
  return subnetPrefix - Math.ceil(Math.log2(subnetsPerZone)) - Math.ceil(Math.log2(Math.max(zoneCount, 1)));
}

function vpcRangeProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  const { network, zoneCount, cidrBlock } = settingsOf(args);
  const longest = longestPrefix(zoneCount, network === NetworkLayout.Public ? 1 : 2);
  const prefix = prefixLength(cidrBlock);
  if (prefix !== undefined && prefix >= widestPrefix && prefix <= longest) return [];
  const allowed = `an IPv4 range of /${String(widestPrefix)} to /${String(longest)} by its first address`;
  return [{ path: `${path}.cidrBlock`, given: show(cidrBlock), allowed, fix: "take 10.0.0.0/16" }];
}

function allowedRangeProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  const at = `${path}.allowedCidrs`;
  const ranges = args.allowedCidrs;
  if (ranges === undefined) {
    if (args.internetFacing !== true) return [];
    const fix = "name your own address as a /32, or 0.0.0.0/0 for everyone";
    return [{ path: at, given: "nothing", allowed: "the ranges that may reach a public load balancer", fix }];
  }
  const problems: Problem[] = [];
  if (ranges.length < 1 || ranges.length > mostRanges || new Set(ranges).size !== ranges.length) {
    const allowed = `1 to ${String(mostRanges)} different ranges`;
    problems.push({ path: at, given: show(ranges), allowed, fix: "name each once, and join neighbours" });
  }
  ranges.forEach((range, index) => {
    if (prefixLength(range) !== undefined) return;
    const allowed = "an IPv4 range by its first address, such as 192.0.2.0/24";
    problems.push({ path: `${at}[${String(index)}]`, given: show(range), allowed, fix: "correct it" });
  });
  return problems;
}

/** What is wrong with the range of the VPC and with the ranges that may reach the load balancer. */
export function cidrProblems(args: Ec2WorkloadArgs, path: string): Problem[] {
  return [...vpcRangeProblems(args, path), ...allowedRangeProblems(args, path)];
}
