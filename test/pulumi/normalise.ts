import { isMarked, isSecret, isValues, signatures, UNKNOWN, type Value } from "../../engine/values.ts";
import type { Values } from "../../engine/values.ts";

/** Every rule by which the CLI's preview and our plan are made comparable. There is no other. */
export const rules = [
  "A secret is the text [secret] in the CLI's JSON, whatever it holds, and a marked value in ours.",
  "The provider's Check notes the names that it made up in __defaults, and so must be left out.",
  "A name that Check made up is random in a preview, and known; the plan, which traces it, has it as computed.",
  "A remote component is registered anew by its provider, without inputs; the plan keeps those of the program.",
  "A resource among the inputs reaches a provider as its id; the plan keeps the reference.",
  "A property without a value is left out, as JSON leaves it out.",
];

/** Names that Check made up, of all resources of a preview. */
export function madeUp(bags: Values[]): string[] {
  return bags.flatMap((inputs) => defaults(inputs).map((key) => inputs[key] as string));
}

function defaults({ __defaults: names }: Values): string[] {
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

/** Inputs by the rules above; `names` are those that Check made up. */
export function normalised(inputs: Values, names: string[], remote = false): Values {
  if (remote) return {};
  const left = ["__defaults", ...defaults(inputs)];
  const kept = Object.entries(inputs).filter(([key]) => !left.includes(key));
  return value(Object.fromEntries(kept), names) as Values;
}

function value(given: Value, names: string[]): Value {
  if (isSecret(given)) return "[secret]";
  if (isMarked(given, signatures.resourceReference)) return given.id ?? UNKNOWN;
  if (typeof given === "string") return names.some((name) => given.includes(name)) ? UNKNOWN : given;
  if (Array.isArray(given)) return given.map((item) => value(item, names));
  if (!isValues(given)) return given;
  const entries = Object.entries(given).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, value(item, names)]));
}
