import { isValues, type Value } from "../values.ts";

/** Names of mappings and indexes of lists, outermost first. */
export type Path = (string | number)[];

/** One name or index at the start of the rest of a path: `name`, `.name`, `["any name"]`, `[0]`, `[*]`. */
const STEP = /^(?:\["((?:\\"|[^"])*)"\]|\[(\d+)\]|\[(\*)\]|\.*([^.[]+))/;

/**
 * Reads a path as `pulumi config set --path` does, such as `outer.inner`, `names[0]` or `labels["a.b"]`. Throws an
 * Error that says what is wrong.
 * Source: pulumi/pulumi, sdk/go/common/resource/properties_path.go, parsePropertyPath.
 */
export function parsePath(text: string): Path {
  const path: Path = [];
  for (let rest = text; rest !== "";) {
    const step = text.startsWith(".") ? null : STEP.exec(rest);
    if (step === null)
      throw new Error(`there is no name or index in ${rest}: write .name, [0] or ["any name"]`);
    const [all, quoted, index, star, name] = step;
    path.push(index !== undefined ? Number(index) : (quoted?.replaceAll('\\"', '"') ?? star ?? name ?? ""));
    rest = rest.slice(all.length);
  }
  return path;
}

/**
 * A text as a value within an object: true, false and whole numbers become what they look like, anything else and what
 * starts with a zero stays text. Source: pulumi/pulumi, sdk/go/common/resource/config, coerceObject.
 */
export function valueWithin(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  return /^(?:0|[1-9]\d*|[+-]\d+)$/.test(text) ? Number(text) : text;
}

/** A value with another one put at a path; what is missing on the way is made. Throws an Error where that cannot be. */
export function withValueAt(whole: Value | undefined, path: Path, value: Value): Value {
  // A plain text gives way at the top, as in the CLI.
  const top = typeof whole === "object" ? whole : undefined;
  return placed(top, path, value);
}

function placed(container: Value | undefined, [key, ...rest]: Path, value: Value): Value {
  if (key === undefined) return value;
  const own = container ?? (typeof key === "number" ? [] : {});
  if (typeof key === "number") {
    if (!Array.isArray(own)) throw new Error(`there is no list for [${key}]`);
    if (key > own.length) throw new Error(`[${key}] is out of range: the list has ${own.length} items`);
    const item = placed(own[key], rest, value);
    return [...own.slice(0, key), item, ...own.slice(key + 1)];
  }
  if (!isValues(own)) throw new Error(`there is no mapping for "${key}"`);
  const below = Object.hasOwn(own, key) ? own[key] : undefined;
  return { ...own, [key]: placed(below, rest, value) };
}
