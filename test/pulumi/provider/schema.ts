import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as TypeScript from "typescript";
import { shapeReader, type ObjectShape } from "./shapes.ts";

const require = createRequire(import.meta.url);

const cache = new Map<string, ObjectShape | undefined>();
const readers = new Map<string, (text: string) => ObjectShape>();

/**
 * The inputs of a resource type, as the declarations of its SDK have them: they are generated from the provider's
 * schema. Undefined where the SDK has no such type.
 */
export function inputSchema(type: string): ObjectShape | undefined {
  if (!cache.has(type)) cache.set(type, readSchema(type));
  return cache.get(type);
}

function readSchema(type: string): ObjectShape | undefined {
  const [name = "", module = "", className = ""] = type.split(":");
  const folder = dirname(require.resolve(`@pulumi/${name}/package.json`));
  const file = join(folder, `${module}.d.ts`);
  if (!existsSync(file)) return undefined;
  const text = declaration(readFileSync(file, "utf8"), `export interface ${className}Args {`, "\n}");
  return text === undefined ? undefined : readerOf(folder)(text);
}

/** A reader for one SDK: of its nested types, which are many, only those are read that something asks for. */
function readerOf(folder: string): (text: string) => ObjectShape {
  const found = readers.get(folder);
  if (found !== undefined) return found;
  // Loaded when the first type is asked for: a provider that only serves components never needs it.
  const ts = require("typescript") as typeof TypeScript;
  const nested = readFileSync(join(folder, "types", "input.d.ts"), "utf8");
  const reader = shapeReader(ts, (name) => {
    const [first = "", second] = name.split(".");
    if (second === undefined) return declaration(nested, `export interface ${first} {`, "\n}");
    const from = nested.indexOf(`export declare namespace ${first} {`);
    return declaration(nested.slice(from), `interface ${second} {`, "\n    }");
  });
  readers.set(folder, reader);
  return reader;
}

/** The text of a declaration, from its first line to the line that ends it. */
function declaration(text: string, head: string, end: string): string | undefined {
  const from = text.indexOf(head);
  return from < 0 ? undefined : text.slice(from, text.indexOf(end, from) + end.length);
}
