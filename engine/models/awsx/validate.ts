import { formatAddress, lastHost, next, overlap, parseBlock } from "./cidr.ts";
import type { PlacedSubnet } from "./placed.ts";

/** Refuses addresses for NAT gateways that do not fit the strategy, and strategies that there are not. */
export function refuseAddresses(strategy: string, addressCount: number, zoneCount: number): void {
  switch (strategy.toLowerCase()) {
    case "none":
      if (addressCount === 0) return;
      throw new Error(
        `Elastic IP allocation IDs cannot be specified when NAT Gateway strategy is '${strategy}'.`,
      );
    case "single":
      if (addressCount <= 1) return;
      throw new Error(`Exactly one Elastic IP may be specified when NAT Gateway strategy is '${strategy}'.`);
    case "oneperaz":
      if (addressCount === 0 || addressCount === zoneCount) return;
      throw new Error(
        `The number of Elastic IPs, if specified, must match the number of availability zones for the VPC (${zoneCount}) when NAT Gateway strategy is '${strategy}'`,
      );
    default:
      throw new Error(`Unknown NatGatewayStrategy '${strategy}'`);
  }
}

/** Refuses a layout that overlaps, has gaps where none are allowed, or has no place for its NAT gateways. */
export function refuseLayout(
  subnets: PlacedSubnet[],
  options: { vpcCidr: string; exact: boolean; natStrategy: string },
): void {
  refuseOverlaps(subnets);
  if (options.exact) refuseGaps(subnets, options.vpcCidr);
  if (options.natStrategy.toLowerCase() !== "none") refuseMissingTiers(subnets);
}

function refuseOverlaps(subnets: PlacedSubnet[]): void {
  const blocks = subnets.map(({ cidrBlock }) => parseBlock(cidrBlock));
  const overlapping = subnets.filter((_, at) =>
    blocks.some((other, otherAt) => otherAt !== at && overlap(other, blocks[at] ?? other)),
  );
  if (overlapping.length === 0) return;
  const lines = overlapping.map(({ name, cidrBlock }, at) => `${at + 1}. ${name}: ${cidrBlock}\n`);
  throw new Error(
    `The following subnets overlap with at least one other subnet. Make the CIDR for the VPC larger, reduce the size of the subnets per AZ, or use less Availability Zones:\n\n${lines.join("")}`,
  );
}

function refuseGaps(subnets: PlacedSubnet[], vpcCidr: string): void {
  const vpc = parseBlock(vpcCidr);
  const gaps: string[] = [];
  let previous: PlacedSubnet | undefined;
  for (const subnet of subnets) {
    const { base } = parseBlock(subnet.cidrBlock);
    const label = `${subnet.name} (${subnet.cidrBlock})`;
    if (previous === undefined) {
      if (base !== vpc.base) gaps.push(`${label} does not start at the beginning of the VPC (${vpcCidr})`);
    } else if (base !== next(parseBlock(previous.cidrBlock)).base) {
      gaps.push(`${previous.name} (${previous.cidrBlock}) <=> ${label}`);
    }
    previous = subnet;
  }
  const end = previous === undefined ? undefined : lastHost(parseBlock(previous.cidrBlock));
  if (previous !== undefined && end !== undefined && end !== lastHost(vpc)) {
    // The brace stands in the message of awsx.
    gaps.push(
      `${previous.name} (ending ${formatAddress(end)}) ends before VPC ends (at ${formatAddress(lastHost(vpc))}})`,
    );
  }
  if (gaps.length > 0) {
    throw new Error(`There are gaps in the subnet ranges. Please fix the following gaps: ${gaps.join(", ")}`);
  }
}

function refuseMissingTiers(subnets: PlacedSubnet[]): void {
  const types = new Set(subnets.map(({ type }) => type.toLowerCase()));
  if (types.has("public") && (types.has("private") || types.has("isolated"))) return;
  throw new Error(
    "If NAT Gateway strategy is 'OnePerAz' or 'Single', public subnets must be declared to host the NAT Gateway resource, along with private or isolated subnets to route through it.",
  );
}
