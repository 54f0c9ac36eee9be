import type { SubnetSpec, VpcArgs } from "./args.ts";
import { type Block, formatBlock, nextOf, overlap, parseBlock } from "./cidr.ts";
import { place, type PlacedSubnet } from "./placed.ts";

/** Types in the order in which they are placed, with the mask that they get where a zone has room. */
const kinds = [
  { type: "Private", mask: 19 },
  { type: "Public", mask: 20 },
  { type: "Isolated", mask: 24 },
];

/**
 * The strategy that awsx uses when none is given. Each zone gets an equal part of the range; in it, subnets of a type
 * begin behind the last one of the type before, at a multiple of their own size or, if that is taken, right behind.
 */
export function layOutLegacy(
  vpcName: string,
  args: VpcArgs,
  zones: string[],
  specs: SubnetSpec[] | undefined,
): PlacedSubnet[] {
  const vpc = parseBlock(args.cidrBlock);
  const bits = Math.ceil(Math.log2(Math.max(zones.length, 1)));
  const parts = zones.map((_, index) => part(vpc, bits, index));
  if (specs === undefined) return layOutDefaults(vpcName, args, zones, parts);
  return zones.flatMap((zone, index) => {
    const start = parts[index] ?? vpc;
    return placeZone(start, specs).map(({ spec, block }) =>
      place(vpcName, args, spec, zone, index, formatBlock(block)),
    );
  });
}

/** The block number `index` after dividing a block by `bits` bits; a negative number makes it larger. */
function part(block: Block, bits: number, index: number): Block {
  const mask = block.mask + bits;
  if (mask > 32) throw new Error(`Requested ${bits} new bits, but only ${32 - block.mask} are available.`);
  return { base: block.base + index * 2 ** (32 - mask), mask };
}

/** All private subnets first, then all public ones: half and a quarter of each zone. */
function layOutDefaults(vpcName: string, args: VpcArgs, zones: string[], parts: Block[]): PlacedSubnet[] {
  const halves = parts.map((zone) => part(zone, 1, 0));
  const quarters = halves.map((half) => part(part(half, 0, 1), 1, 0));
  const row = (type: string, blocks: Block[]) =>
    zones.map((zone, index) => {
      const block = blocks[index];
      return place(
        vpcName,
        args,
        { type, tags: {} },
        zone,
        index,
        block === undefined ? "" : formatBlock(block),
      );
    });
  return [...row("Private", halves), ...row("Public", quarters)];
}

function placeZone(zone: Block, specs: SubnetSpec[]): { spec: SubnetSpec; block: Block }[] {
  const placed: { spec: SubnetSpec; block: Block }[] = [];
  const spare = specs.length === 1 ? 0 : 1;
  const edge = { base: zone.base - 1, mask: 32 };
  for (const { type, mask } of kinds) {
    const before = placed.at(-1)?.block;
    const size = before ?? zone;
    const base = before === undefined ? zone : part(before, 0, 1);
    const ofType = specs.filter((spec) => spec.type.toLowerCase() === type.toLowerCase());
    for (const [index, spec] of ofType.entries()) {
      const wanted = spec.cidrMask ?? Math.max(zone.mask + spare, mask);
      let block = part(base, wanted - size.mask, index);
      const last = placed.at(-1)?.block ?? edge;
      if (overlap(last, block)) block = nextOf(last, wanted);
      placed.push({ spec: { ...spec, type }, block });
    }
  }
  return placed;
}
