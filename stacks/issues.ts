import { z } from "zod";
import { oneOf, show, type Problem } from "../components/shared/problems.ts";
import { nearest } from "./nearest.ts";

/** What may stand in a JSON Schema node, as far as messages need it. */
interface Node {
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  items?: Node;
}

const longest = 80;

/** A path as `pulumi config set --path` takes it: `nfm:monitors.web.localResources[0].type`. */
export function pathText(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${String(step)}]`;
    const key = String(step);
    return /^[\w-]+$/.test(key) ? `${text}.${key}` : `${text}[${JSON.stringify(key)}]`;
  }, base);
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, step) => {
    if (typeof at !== "object" || at === null) return undefined;
    return (at as Record<PropertyKey, unknown>)[step];
  }, value);
}

/** The part of a schema that describes what stands at a path. */
function nodeAt(schema: z.ZodType, path: readonly PropertyKey[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, step) => {
      if (typeof step === "number") return node?.items;
      const rest = node?.additionalProperties;
      return node?.properties?.[String(step)] ?? (typeof rest === "object" ? rest : undefined);
    },
    z.toJSONSchema(schema, { io: "input" }) as Node,
  );
}

function keysOf(node: Node | undefined): string[] {
  return Object.keys(node?.properties ?? {}).sort();
}

/** A value as given, cut short: a whole section is no help in a line. */
function brief(value: unknown): string {
  const text = show(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** A key that the schema does not have, with the known one that is nearest. */
export function unknownKey(path: string, key: string, known: readonly string[], prefix = ""): Problem {
  const meant = nearest(key, known);
  return {
    path,
    given: `key ${show(key)}`,
    allowed: known.map((each) => prefix + each).join(", "),
    fix: meant === undefined ? "remove it" : `rename it to ${prefix}${meant}`,
  };
}

const wholeNumber = { allowed: "a whole number", fix: "write it with digits only, without quotes" };

const expectations: Record<string, { allowed: string; fix: string }> = {
  string: { allowed: "text", fix: "write text, in quotes where it looks like a number or true or false" },
  // zod calls it by either name, depending on what it got instead.
  int: wholeNumber,
  number: wholeNumber,
  boolean: { allowed: "true or false", fix: "write true or false, without quotes" },
  array: { allowed: "a list", fix: "write a list, each entry on a line that begins with a hyphen" },
  object: { allowed: "keys with values", fix: "write each key on a line of its own, indented under it" },
  record: { allowed: "names with values", fix: "write each name on a line of its own, indented under it" },
};

function wrongType(expected: string, node: Node | undefined) {
  const keys = keysOf(node);
  const known = expectations[expected] ?? { allowed: expected, fix: "write it so" };
  return keys.length === 0 ? known : { ...known, allowed: `the keys ${keys.join(", ")}` };
}

function wrongWord(given: unknown, words: readonly string[]) {
  const meant = typeof given === "string" ? nearest(given, words) : undefined;
  return { allowed: oneOf(words), fix: meant === undefined ? "choose one of them" : `write ${show(meant)}` };
}

/** A finding of zod as problems in the user's terms. */
export function issueProblems(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  value: unknown,
  base: string,
): Problem[] {
  const path = pathText(base, issue.path);
  const node = nodeAt(schema, issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(pathText(path, [key]), key, keysOf(node)));
  }
  const found = valueAt(value, issue.path);
  const given = brief(found);
  if (issue.code === "invalid_value") return [{ path, given, ...wrongWord(found, issue.values.map(String)) }];
  if (issue.code === "invalid_type") {
    const { allowed, fix } = wrongType(issue.expected, node);
    return [{ path, given, allowed, fix: found === undefined ? "add it" : fix }];
  }
  return [{ path, given, allowed: issue.message, fix: "change it" }];
}
