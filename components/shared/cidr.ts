import { show, type Problem } from "./problems.ts";

/** First and last address of a range, as numbers, and the length of its prefix, bits. */
interface Range {
  first: number;
  last: number;
  prefix: number;
}

function rangeOf(text: string): Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const prefix = Number(match[5]);
  if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  const first = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, last: first + size - 1, prefix } : undefined;
}

/**
 * Length of the prefix of an IPv4 range in CIDR notation, bits; undefined when the text is no range, or when its
 * address is not the range's first.
 */
export function prefixLength(text: string): number | undefined {
  return rangeOf(text)?.prefix;
}

/** Whether two IPv4 ranges have an address in common; never for a text that is no range. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

/** What is wrong with an IPv4 range: its form, or an address that is not its first. */
export function cidrProblems(text: string, path: string): Problem[] {
  if (prefixLength(text) !== undefined) return [];
  const fix = 'write the first address of the range and its length, such as "192.0.2.0/24"';
  return [{ path, given: show(text), allowed: "an IPv4 range", fix }];
}
