import type { Values } from "../../values.ts";
import type { SubnetSpec } from "./args.ts";
import { type Block, blockAt, contains, firstHost, lastHost, next, parseBlock } from "./cidr.ts";
import type { PlacedSubnet } from "./placed.ts";

/** The `subnetLayout` output for specs that the program gave. */
export function layoutOfSpecs(specs: SubnetSpec[]): Values[] {
  return specs.map(({ name, cidrBlocks, cidrMask, size, type }) => ({
    ...(name === undefined ? {} : { name }),
    ...(cidrBlocks === undefined ? {} : { cidrBlocks }),
    ...(cidrMask === undefined ? {} : { cidrMask }),
    ...(size === undefined ? {} : { size }),
    type,
  }));
}

/**
 * The `subnetLayout` output for subnets that awsx placed without specs, or by its legacy strategy: the first subnets
 * of the list, as many as a zone has, with `Unused` entries for the space between them.
 */
export function layoutOfSubnets(subnets: PlacedSubnet[], zoneCount: number): Values[] {
  const layout: Values[] = [];
  let previous: Block | undefined;
  for (const subnet of subnets.slice(0, subnets.length / zoneCount)) {
    const block = parseBlock(subnet.cidrBlock);
    const unused = previous === undefined ? [] : gaps(previous, block);
    layout.push(...unused.map(({ mask }) => ({ cidrMask: mask, type: "Unused" })));
    layout.push({ cidrMask: block.mask, type: subnet.type });
    previous = block;
  }
  return layout;
}

/** The largest blocks that fill the space between two. */
function gaps(a: Block, b: Block): Block[] {
  const [start, end] = a.base < b.base ? [a, b] : [b, a];
  const found: Block[] = [];
  let previous = a;
  let candidate = next(start);
  while (candidate.base < end.base) {
    for (;;) {
      const wider = blockAt(candidate.base, candidate.mask - 1);
      if (contains(wider, lastHost(previous)) || contains(wider, firstHost(end))) break;
      candidate = wider;
    }
    found.push(candidate);
    previous = candidate;
    candidate = next(candidate);
  }
  return found;
}
