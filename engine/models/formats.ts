import type { Format } from "./declare.ts";

/** A UUID of version 4, as many services identify their resources. */
export const uuid: Format = ({ token: t }) =>
  [t.slice(0, 8), t.slice(8, 12), `4${t.slice(12, 15)}`, `8${t.slice(14, 17)}`, (t + t).slice(5, 17)].join(
    "-",
  );

/** An IPv4 address of 240.0.0.0/4, which is reserved and nobody's. */
export const address: Format = ({ token }) => {
  const bytes = [0, 2, 4, 6].map((at) => Number.parseInt(token.slice(at, at + 2), 16));
  return [240 + ((bytes[0] ?? 0) % 15), ...bytes.slice(1)].join(".");
};

/** Ten decimal digits. */
export const digits: Format = ({ token }) => String(Number.parseInt(token.slice(0, 8), 16)).padStart(10, "0");

/** Sixteen hexadecimal digits, as Elastic Load Balancing ends its ARNs. */
export const hex16: Format = ({ token }) => token.slice(0, 16);

/** An id of IAM: four letters that say what it is, and 17 upper-case letters and digits. */
export function iamId(kind: string): Format {
  return ({ token }) => `${kind}${token.toUpperCase()}`;
}
