import { show, type Problem } from "./problems.ts";

/**
 * Length of the prefix of an IPv4 range in CIDR notation, bits; undefined when the text is no range, or when its
 * address is not the range's first.
 */
export function prefixLength(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const prefix = Number(match[5]);
  if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return address % 2 ** (32 - prefix) === 0 ? prefix : undefined;
}

/** What is wrong with an IPv4 range: its form, or an address that is not its first. */
export function cidrProblems(text: string, path: string): Problem[] {
  if (prefixLength(text) !== undefined) return [];
  const fix = 'write the first address of the range and its length, such as "192.0.2.0/24"';
  return [{ path, given: show(text), allowed: "an IPv4 range", fix }];
}
