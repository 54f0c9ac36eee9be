import type { SubnetSpec } from "./args.ts";
import { parseBlock, sizeOf } from "./cidr.ts";

/** The specs after their sizes agree, and whether they name their blocks themselves. */
export interface NormalSpecs {
  specs: SubnetSpec[];
  explicit: boolean;
}

/**
 * Checks that names, masks, sizes and blocks of the specs agree, and fills in what follows from another.
 * Throws one error with every problem, in the words of awsx.
 */
export function normalize(specs: SubnetSpec[] | undefined, zoneCount: number): NormalSpecs | undefined {
  if (specs === undefined) return undefined;
  const explicit = specs.some(({ cidrBlocks }) => cidrBlocks !== undefined);
  const resolved = explicit ? specs : specs.map(withMask);
  const problems = [
    ...duplicateProblems(specs),
    ...sizeProblems(specs),
    ...specs.flatMap((spec, index) =>
      explicit ? blockProblem(spec, index, zoneCount) : disagreement(spec, resolved[index]),
    ),
  ];
  if (problems.length > 0) throw new Error(`Invalid subnet specifications:\n - ${problems.join("\n - ")}`);
  return { specs: resolved, explicit };
}

function duplicateProblems(specs: SubnetSpec[]): string[] {
  const types = [...new Set(specs.map(({ type }) => type.toLowerCase()))];
  return types.flatMap((type) => {
    const names = specs.filter((spec) => spec.type.toLowerCase() === type).map(({ name }) => name);
    const given = names.filter((name) => name !== undefined);
    if (names.length - given.length <= 1 && new Set(given).size === given.length) return [];
    return [
      `Multiple subnet specs of type "${type}" require unique names. You can have at most one unnamed subnet per type. All other subnets of the same type must have unique "name" properties to avoid duplicate resource names.`,
    ];
  });
}

function sizeProblems(specs: SubnetSpec[]): string[] {
  const valid = Array.from({ length: 31 }, (_, mask) => 2 ** (32 - mask));
  const invalid = specs.flatMap(({ size }) => (size !== undefined && !valid.includes(size) ? [size] : []));
  if (invalid.length === 0) return [];
  return [
    `The following subnet sizes are invalid: ${invalid.join(", ")}. Valid sizes are: ${valid.join(", ")}.`,
  ];
}

function blockProblem(spec: SubnetSpec, index: number, zoneCount: number): string[] {
  const { cidrBlocks, cidrMask, size } = spec;
  if (cidrBlocks === undefined) {
    return ["If any subnet spec has explicit cidrBlocks, all subnets must have explicit cidrBlocks."];
  }
  const where = `in subnetSpecs[${index}] must match`;
  if (cidrBlocks.length !== zoneCount) {
    return [`The number of CIDR blocks ${where} the number of availability zones (${zoneCount}).`];
  }
  const blocks = cidrBlocks.map(parseBlock);
  if (cidrMask !== undefined && blocks.some(({ mask }) => mask !== cidrMask)) {
    return [`The cidrMask ${where} all cidrBlocks or be left undefined.`];
  }
  if (size !== undefined && blocks.some((block) => sizeOf(block) !== size)) {
    return [`The size ${where} all cidrBlocks or be left undefined.`];
  }
  return [];
}

function withMask(spec: SubnetSpec): SubnetSpec {
  const cidrMask = spec.cidrMask ?? (spec.size === undefined ? undefined : 32 - Math.log2(spec.size));
  return { ...spec, cidrMask, size: cidrMask === undefined ? undefined : 2 ** (32 - cidrMask) };
}

function disagreement(given: SubnetSpec, resolved: SubnetSpec | undefined): string[] {
  const expected = resolved?.size;
  if (given.size === undefined || given.cidrMask === undefined || given.size === expected) return [];
  return [
    `Subnet size ${given.size} does not match the expected size for a /${given.cidrMask} subnet (${expected}).`,
  ];
}
