import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as TypeScript from "typescript";

const require = createRequire(import.meta.url);

/** What the SDK says about the inputs of a type. */
export interface InputSchema {
  required: string[];
  known: Set<string>;
}

const cache = new Map<string, InputSchema | undefined>();

/**
 * The inputs of a resource type, as the declarations of its SDK have them: they are generated from the provider's
 * schema. Undefined where the SDK has no such type.
 */
export function inputSchema(type: string): InputSchema | undefined {
  if (!cache.has(type)) cache.set(type, readSchema(type));
  return cache.get(type);
}

function readSchema(type: string): InputSchema | undefined {
  // Loaded when the first type is asked for: a provider that only serves components never needs it.
  const ts = require("typescript") as typeof TypeScript;
  const [name = "", module = "", className = ""] = type.split(":");
  const folder = dirname(require.resolve(`@pulumi/${name}/package.json`));
  const file = join(folder, `${module}.d.ts`);
  if (!existsSync(file)) return undefined;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement) || statement.name.text !== `${className}Args`) continue;
    const members = statement.members.filter(ts.isPropertySignature);
    const nameOf = (member: TypeScript.PropertySignature) => member.name.getText(source).replaceAll('"', "");
    return {
      required: members.filter(({ questionToken }) => questionToken === undefined).map(nameOf),
      known: new Set(members.map(nameOf)),
    };
  }
  return undefined;
}
