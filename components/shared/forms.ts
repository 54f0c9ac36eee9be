import { plain } from "./inputs.ts";
import { show, type Problem } from "./problems.ts";

/**
 * What is wrong with the form of a value; nothing with one that is absent. The compiler sees to it in TypeScript;
 * programs in JavaScript and in other languages can give anything.
 */
export type Form = (value: unknown, path: string) => Problem[];

function form(fits: (value: unknown) => boolean, allowed: string, fix: string): Form {
  return (value, path) =>
    value === undefined || fits(value) ? [] : [{ path, given: given(value), allowed, fix }];
}

function given(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return plain(value) === undefined ? "a value that is known only later" : show(value);
}

/** Whether a value has keys and values, and is no list and nothing that is known only later. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return plain<unknown>(value) !== undefined;
}

/** A value whose own check takes whatever comes. */
export const anything: Form = () => [];

/** Keys with values, all known now. */
export const record: Form = form(isRecord, "keys with values", "give an object");

/** A list that is known now, whatever its items are. */
export const list: Form = form(Array.isArray, "a list", "give a list, in [ ]");

/** Text that is known now. */
export const text: Form = form((value) => typeof value === "string", "text", "write it in quotes");

/** A number that is known now. */
export const number: Form = form((value) => typeof value === "number", "a number", "write it without quotes");

/** True or false, known now. */
export const flag: Form = form(
  (value) => typeof value === "boolean",
  "true or false",
  "write it without quotes",
);

/** A list that is known now, each item by its form. An item cannot be absent. */
export function listOf(item: Form): Form {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((each: unknown, index) => item(each ?? null, `${path}[${String(index)}]`))
      : list(value, path);
}

/** A list of texts, all known now. */
export const texts: Form = listOf(text);

/** A value that may be known only later, by its form when it is known now. */
export function input(known: Form): Form {
  return (value, path) => (plain(value) === undefined ? [] : known(value, path));
}

/** A value that must be there. */
export function required(known: Form, allowed: string, fix: string): Form {
  return (value, path) =>
    value === undefined || value === null
      ? [{ path, given: given(value), allowed, fix }]
      : known(value, path);
}

/** A form for each key, so that a new argument without one does not compile. */
export type Forms<Args> = Record<keyof Args, Form>;

/** Keys with values, all known now, each by its form. */
export function fields<Args>(forms: Forms<Required<Args>>): Form {
  return (value, path) =>
    isRecord(value)
      ? Object.entries<Form>(forms).flatMap(([key, known]) => known(value[key], `${path}.${key}`))
      : record(value, path);
}

/** Whether a path is another one or lies below it. */
export function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && ["", ".", "["].includes(path.charAt(outer.length));
}

/**
 * What is wrong with arguments: first their form, then, by the rules, whatever has the right one. Rules see neither
 * what is misshapen, so they can trust the types of the rest; what they say about it is left out.
 */
export function judge<Args extends object>(
  args: Args,
  path: string,
  forms: Forms<Required<Args>>,
  rules: (usable: Partial<Args>) => Problem[],
): Problem[] {
  if (!isRecord(args)) {
    return [{ path, given: given(args), allowed: "arguments, keys with values", fix: "give an object" }];
  }
  const misshapen: Problem[] = [];
  const usable: Partial<Args> = {};
  for (const [key, known] of Object.entries<Form>(forms)) {
    const value = args[key as keyof Args];
    const problems = known(value, `${path}.${key}`);
    misshapen.push(...problems);
    if (problems.length === 0 && value !== undefined) usable[key as keyof Args] = value;
  }
  const found = rules(usable).filter((each) => !misshapen.some((one) => isWithin(one.path, each.path)));
  return [...misshapen, ...found];
}
