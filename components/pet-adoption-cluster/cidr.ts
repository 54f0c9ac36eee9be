import { show, type Problem } from "../shared/problems.ts";

/** The bits of an IPv4 range's address, and how many of them are the network's. */
interface Range {
  address: number;
  prefix: number;
}

/** Reads an IPv4 range; undefined when the text is not one. */
export function parseCidr(text: string): Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((part) => part > 255) || prefix > 32) return undefined;
  const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  if (address % 2 ** (32 - prefix) !== 0) return undefined;
  return { address, prefix };
}

/** What is wrong with an IPv4 range: its form, or an address that is not its first. */
export function cidrProblems(text: string, path: string): Problem[] {
  if (parseCidr(text) !== undefined) return [];
  const fix = 'write the first address of the range and its length, such as "192.0.2.0/24"';
  return [{ path, given: show(text), allowed: "an IPv4 range", fix }];
}
