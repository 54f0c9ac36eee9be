import { isSecret, isUnknown, isValues, UNKNOWN, type Value, type Values } from "../../engine/values.ts";
import { markOf, marks } from "../../plan/value.ts";
/**
 * Every rule by which the CLI's preview and the plan are made comparable. There is no other.
 * 1. What the plan marks as a reference, a text with references or computed is unknown to the CLI.
 * 2. Where the CLI knows nothing, the plan may show a list or object with such marks inside, or <what it will be>.
 * 3. A secret is the text [secret] in the CLI's JSON, and a marked value in the plan.
 * 4. A name that Check made up, as __defaults notes, is random in the CLI; the plan has it where it is used, as 1.
 * 5. A remote component is registered anew by its provider, without inputs; the plan keeps the program's.
 * 6. The plan has its stack as a name, and nothing as the parent of what is right below it.
 * 7. A property without a value is left out, as JSON leaves it out; so are resources of type pulumi:providers:*.
 */
export function ofCli({ __defaults: made, ...inputs }: Values, names: string[]): Value {
  const kept = Object.entries(inputs).filter(([key]) => !textsOf(made).includes(key));
  const isMadeUp = (given: Value) => typeof given === "string" && names.some((name) => given.includes(name));
  const known = (given: Value): Value =>
    isSecret(given) ? "[secret]" : isMadeUp(given) ? UNKNOWN : parts(given, known);
  return known(Object.fromEntries(kept));
}
/** Names that Check made up in a resource. */
export function madeUp({ __defaults: made, ...inputs }: Values): string[] {
  return textsOf(made).flatMap((key) => textsOf([inputs[key] ?? null]));
}
/** Inputs in the plan, beside those that the CLI has. */
export function ofPlan(given: Value, cli: Value | undefined): Value {
  const mark = markOf(given);
  if (mark === marks.secret) return "[secret]";
  if (mark === marks.reference || mark === marks.text || mark === marks.computed) return UNKNOWN;
  const known = parts(given, (item, key) => ofPlan(item, (cli as Values | undefined)?.[key]));
  const unsure =
    JSON.stringify(known).includes(UNKNOWN) || (typeof given === "string" && /^<.+>$/.test(given));
  return unsure && isUnknown(cli) ? UNKNOWN : known;
}
const textsOf = (list: Value | undefined) => [list].flat().filter((item) => typeof item === "string");
function parts(given: Value, change: (item: Value, key: string) => Value): Value {
  if (Array.isArray(given)) return given.map((item, index) => change(item, String(index)));
  const entries = isValues(given) ? Object.entries(given).filter(([, item]) => item !== null) : [];
  return isValues(given) ? Object.fromEntries(entries.map(([key, item]) => [key, change(item, key)])) : given;
}
