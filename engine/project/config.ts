import type { Document } from "yaml";
import { isValues, type Value, type Values } from "../values.ts";
import { toValue } from "./declarations.ts";
import { parsePath, valueWithin, withValueAt } from "./path.ts";
import type { ConfigType, ConfigValue } from "./types.ts";
import { scalarText } from "./yaml.ts";

/** What stands for a secret that is not decrypted, unless Pulumi.yaml gives the key another type than text. */
export const placeholderText = "[secret]";

/** The placeholder of a secret that reads as a value of its declared type. */
export function placeholder(type: ConfigType | undefined): string {
  switch (type?.name) {
    case "integer":
      return "0";
    case "boolean":
      return "false";
    case "array":
      return "[]";
    case "object":
      return "{}";
    case "string":
    case undefined:
      return placeholderText;
  }
}

/** A key with its namespace; a bare name belongs to the project. */
export function keyOf(project: string, key: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/**
 * Sets a value as the command line gives it. A key with a path, such as `nfm:scope.mode`, changes that part of the
 * value and leaves the others. Throws an Error that says why it cannot.
 * Source: pulumi/pulumi, pkg/cmd/pulumi/config/io.go, parseConfigKey, and sdk/go/common/resource/config/map.go, Set.
 */
export function override(
  config: Map<string, ConfigValue>,
  project: string,
  given: string,
  text: string,
): void {
  const from = given.search(/[.[]/);
  if (from === -1) {
    config.set(keyOf(project, given), { text, secret: false, json: false });
    return;
  }
  const [namespace = "", ...name] = keyOf(project, given.slice(0, from)).split(":");
  const [first, ...path] = parsePath(name.join(":") + given.slice(from));
  if (typeof first !== "string" || first === "") throw new Error("a key starts with a name");
  const key = `${namespace}:${first}`;
  const own = config.get(key);
  const whole = own?.json === true ? (JSON.parse(own.text) as Value) : undefined;
  const value =
    path.length === 0
      ? { text, secret: false, json: false }
      : configText(withValueAt(whole, path, valueWithin(text)));
  config.set(key, { ...value, secret: path.length > 0 && own?.secret === true });
}

/** A configuration value as the CLI hands it to the program: objects and lists as JSON with sorted keys. */
export function configText(value: Value): ConfigValue {
  if (typeof value === "object" && value !== null) {
    return { text: JSON.stringify(sorted(value)), secret: false, json: true };
  }
  return { text: String(value ?? ""), secret: false, json: false };
}

/** A value of a stack file; what is encrypted, at any depth, is replaced by the placeholder. */
export function configValue(node: unknown, document: Document): ConfigValue {
  const text = scalarText(node);
  if (text !== undefined) return { text, secret: false, json: false };
  const value = toValue(node, document) ?? {};
  if (isEncrypted(value)) return { text: placeholderText, secret: true, json: false };
  const plain = withoutSecrets(value);
  return { ...configText(plain.value), secret: plain.secret };
}

/** A value of an ESC environment, below the stack's own: mappings merge and the stack wins. */
export function mergeUnder(own: ConfigValue | undefined, below: Value): ConfigValue {
  if (own === undefined) return configText(below);
  const top = own.json ? (JSON.parse(own.text) as Value) : own.text;
  if (!isValues(top) || !isValues(below)) return own;
  return { ...configText(merged(top, below)), secret: own.secret };
}

function merged(top: Values, below: Values): Values {
  const result: Values = { ...below, ...top };
  for (const [key, value] of Object.entries(top)) {
    const under = below[key];
    if (isValues(value) && isValues(under)) result[key] = merged(value, under);
  }
  return result;
}

function isEncrypted(value: Value): boolean {
  return isValues(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}

function withoutSecrets(value: Value): { value: Value; secret: boolean } {
  if (isEncrypted(value)) return { value: placeholderText, secret: true };
  if (Array.isArray(value)) {
    const items = value.map(withoutSecrets);
    return { value: items.map((item) => item.value), secret: items.some((item) => item.secret) };
  }
  if (!isValues(value)) return { value, secret: false };
  const entries = Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)] as const);
  return {
    value: Object.fromEntries(entries.map(([key, item]) => [key, item.value])),
    secret: entries.some(([, item]) => item.secret),
  };
}

function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isValues(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
