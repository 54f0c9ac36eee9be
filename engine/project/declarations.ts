import { isNode, type Document } from "yaml";
import type { Value } from "../values.ts";
import { matchesType, typeText } from "./check.ts";
import { configTypes, type ConfigDeclaration, type ConfigType } from "./types.ts";
import { entriesOf, scalarText } from "./yaml.ts";

/**
 * What Pulumi.yaml declares under `config`. A plain value is short for a default of a key of the project, and for a
 * value of a key of another namespace, such as `aws:region`.
 * Source: pulumi/pulumi, sdk/go/common/workspace/project.go, RewriteShorthandConfigValues and Validate.
 */
export function declarations(
  file: string,
  project: string,
  document: Document,
  problems: string[],
): ConfigDeclaration[] {
  return entriesOf(document.get("config", true)).map(([name, value]) => {
    const key = name.includes(":") ? name : `${project}:${name}`;
    return declaration(
      `${file}: config.${name}`,
      key,
      key.startsWith(`${project}:`),
      { value, document },
      problems,
    );
  });
}

function declaration(
  path: string,
  key: string,
  own: boolean,
  { value, document }: { value: unknown; document: Document },
  problems: string[],
): ConfigDeclaration {
  const parts = new Map(entriesOf(value));
  if (parts.size === 0) return { key, secret: false, fallback: toValue(value, document) };
  const type = configType(path, parts, problems);
  const fallback = toValue(parts.get("default"), document) ?? toValue(parts.get("value"), document);
  if (parts.has("default") && parts.has("value"))
    problems.push(`${path}: has both a default and a value: keep one`);
  if (!own && type !== undefined)
    problems.push(`${path}: only keys of the project have a type: give a value instead`);
  if (!own && fallback === undefined)
    problems.push(`${path}: is a key of another namespace: give it a value`);
  if (type !== undefined && fallback !== undefined && !matchesType(type, fallback)) {
    problems.push(`${path}.default: is not of type ${typeText(type)}`);
  }
  return {
    key,
    secret: scalarText(parts.get("secret")) === "true",
    ...(type !== undefined && { type }),
    ...(fallback !== undefined && { fallback }),
  };
}

function configType(
  path: string,
  parts: ReadonlyMap<string, unknown>,
  problems: string[],
): ConfigType | undefined {
  const given = scalarText(parts.get("type"));
  if (given === undefined) return undefined;
  const name = configTypes.find((known) => known === given);
  if (name === undefined) {
    problems.push(`${path}.type: "${given}" is no type: use one of ${configTypes.join(", ")}`);
    return undefined;
  }
  if (name !== "array") return { name };
  const items = configType(`${path}.items`, new Map(entriesOf(parts.get("items"))), problems);
  if (items === undefined)
    problems.push(`${path}.items: an array says what its items are: add "items: {type: …}"`);
  return { name, ...(items !== undefined && { items }) };
}

/** The plain value of a YAML node; undefined for an absent or empty one. */
export function toValue(node: unknown, document: Document): Value | undefined {
  if (!isNode(node)) return undefined;
  const value = node.toJS(document) as Value | undefined;
  return value === null ? undefined : value;
}
