/** An IPv4 range. */
export interface Cidr {
  /** First address as a number. */
  base: number;
  /** Length of the prefix, bits. */
  prefix: number;
}

/** Reads an IPv4 range in CIDR notation; undefined when it is none, or when its address is not the range's first. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0, prefix = 0] = match.slice(1).map(Number);
  const octets = [first, second, third, fourth];
  if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  const base = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return base % 2 ** (32 - prefix) === 0 ? { base, prefix } : undefined;
}
