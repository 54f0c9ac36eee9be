import type { SubnetSpec, VpcArgs } from "./args.ts";
import { blockAt, formatBlock, nextOf, parseBlock, sizeOf, type Block } from "./cidr.ts";
import { layOutLegacy } from "./layout-legacy.ts";
import { place, type PlacedSubnet } from "./placed.ts";
import type { NormalSpecs } from "./specs.ts";

/** Places every subnet, zone by zone, as the strategy says. Throws when the range is too small. */
export function layOut(vpcName: string, args: VpcArgs, zones: string[], specs?: NormalSpecs): PlacedSubnet[] {
  const strategy = args.subnetStrategy ?? "Legacy";
  if (strategy === "Legacy" || (specs === undefined && strategy !== "Auto")) {
    return layOutLegacy(vpcName, args, zones, specs?.specs);
  }
  if (specs?.explicit === true) return layOutExplicit(vpcName, args, zones, specs.specs);
  return layOutAuto(vpcName, args, zones, specs?.specs);
}

/** Bits that tell `count` things apart. */
function bitsFor(count: number): number {
  return count === 0 ? 0 : Math.ceil(Math.log2(count));
}

/** The blocks stand in the specs. */
function layOutExplicit(
  vpcName: string,
  args: VpcArgs,
  zones: string[],
  specs: SubnetSpec[],
): PlacedSubnet[] {
  return zones.flatMap((zone, index) =>
    specs.map((spec) => place(vpcName, args, spec, zone, index, spec.cidrBlocks?.[index] ?? "")),
  );
}

/** The range is split among the zones, a power of two of them; in each, the subnets stand one behind another. */
function layOutAuto(vpcName: string, args: VpcArgs, zones: string[], given?: SubnetSpec[]): PlacedSubnet[] {
  const vpc = parseBlock(args.cidrBlock);
  const zoneMask = args.availabilityZoneCidrMask ?? vpc.mask + bitsFor(zones.length);
  const specs = given ?? defaultSpecs(zoneMask);
  if (specs.length === 0) throw new Error("No subnets specified");
  const subnetMask = zoneMask + bitsFor(specs.length);
  const masks = specs.map(({ cidrMask }) => cidrMask ?? subnetMask);

  const zoneBlock = blockAt(vpc.base, zoneMask);
  const needed = masks.reduce((sum, mask) => sum + 2 ** (32 - mask), 0);
  if (needed > sizeOf(zoneBlock)) {
    throw new Error(
      `Subnets are too large for VPC. VPC has ${sizeOf(zoneBlock)} addresses, but subnets require ${needed} addresses.`,
    );
  }

  return zones.flatMap((zone, index) => {
    const start = { base: zoneBlock.base + index * sizeOf(zoneBlock), mask: zoneMask };
    const blocks = inARow(start, masks);
    return specs.map((spec, at) => place(vpcName, args, spec, zone, index, formatBlock(blocks[at] ?? start)));
  });
}

function inARow(start: Block, masks: number[]): Block[] {
  const blocks: Block[] = [];
  for (const mask of masks) {
    const previous = blocks.at(-1);
    blocks.push(previous === undefined ? blockAt(start.base, mask) : nextOf(previous, mask));
  }
  return blocks;
}

/** Half of a zone private, a quarter public; the first /16 of a zone at most. */
function defaultSpecs(zoneMask: number): SubnetSpec[] {
  if (zoneMask > 26) {
    throw new Error(
      `Automatic subnet creation requires a VPC with at least /26 available per AZ, but only /${zoneMask} is available.If you do need very small subnets, please specify them explicitly.`,
    );
  }
  const mask = Math.max(zoneMask, 16);
  return [
    { type: "Private", cidrMask: mask + 1, tags: {} },
    { type: "Public", cidrMask: mask + 2, tags: {} },
  ];
}
