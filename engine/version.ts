/**
 * The version of the Pulumi CLI that this engine answers as: the one with which the behaviour of the awsx and eks
 * providers was recorded.
 */
export const PULUMI_VERSION = "3.259.0";

type Version = [major: number, minor: number, patch: number];

const COMPARISON = /^(>=|<=|>|<|==|=|!=|!)?\s*v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?$/;

/**
 * Whether a version lies in a range as Pulumi writes them: comparisons joined by spaces must all hold, groups joined by
 * `||` are alternatives, and `x` stands for any number. Throws an Error when the range cannot be read.
 * Source of the syntax: github.com/blang/semver, ParseRange.
 */
export function satisfies(version: string, range: string): boolean {
  const given = numbersOf(version);
  return range
    .split("||")
    .some((group) => comparisonsOf(group, range).every((test) => holds(given, test, range)));
}

function comparisonsOf(group: string, range: string): string[] {
  // An operator may stand apart from its version.
  const comparisons = group
    .replace(/([<>=!])\s+/g, "$1")
    .trim()
    .split(/\s+/);
  if (comparisons.includes("")) throw new Error(`could not parse version range "${range}"`);
  return comparisons;
}

function holds(given: Version, comparison: string, range: string): boolean {
  const match = COMPARISON.exec(comparison);
  if (match === null) throw new Error(`could not parse version range "${range}"`);
  const [, operator = "=", ...parts] = match;
  const numbers = parts.map(Number);
  const wildcard = numbers.findIndex(Number.isNaN);
  const order = compare(given, wildcard === -1 ? numbers : numbers.slice(0, wildcard));
  switch (operator) {
    case ">=":
      return order >= 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case "<":
      return order < 0;
    case "!":
    case "!=":
      return order !== 0;
    default:
      return order === 0;
  }
}

/** Compares only as many numbers as the range gives, so that 3.259.0 equals `3.x`. */
function compare(given: Version, wanted: number[]): number {
  for (const [index, number] of wanted.entries()) {
    const difference = (given[index] ?? 0) - number;
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return [major, minor, patch];
}
