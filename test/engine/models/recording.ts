import { readFileSync } from "node:fs";
import type { Value, Values } from "../../../engine/values.ts";

/** One RegisterResource request of a recording. References to resources are `type::name`. */
export interface RecordedRegistration {
  type: string;
  name: string;
  parent: string | null;
  custom: boolean;
  inputs: Values;
  remote?: boolean;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
  ignoreChanges?: string[];
  version?: string;
  provider?: string;
  providers?: Record<string, string>;
}

/** One run of a recorded program. */
export interface RecordedPhase {
  registrations: RecordedRegistration[];
  invokes: { token: string; args: Values; result: Values }[];
  diagnostics: { message: string; severity: string }[];
  componentOutputs: Record<string, Values>;
}

/** A recording of the real providers. */
export interface Recording {
  scenario: string;
  description: string;
  preview: RecordedPhase;
  up: RecordedPhase;
  state: { type: string; name: string; id?: string; custom: boolean; inputs: Values; outputs: Values }[];
}

/** A program that the real providers refused. */
export interface Rejection {
  id: string;
  description: string;
  program: Record<string, Values>;
  preview: { messages: string[] };
  up: { messages: string[] };
}

const folder = new URL("../../recordings/", import.meta.url);

/** Reads one recording. */
export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Recording;
}

/** Reads all refusals. */
export function readRejections(): Rejection[] {
  return JSON.parse(readFileSync(new URL("rejections.json", folder), "utf8")) as Rejection[];
}

/** Replaces every text inside a value. */
export function mapTexts(value: Value, replace: (text: string) => Value): Value {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const replaced = replace(key);
      return [typeof replaced === "string" ? replaced : key, mapTexts(entry, replace)];
    }),
  );
}

/** Something that has an id and outputs: a resource of the recording's state, or of a replay. */
export interface Identified {
  key: string;
  id: Value;
  inputs: Values;
  outputs: Values;
}

/**
 * Names for the texts that AWS, or its fake, made up: `<type::name.property>`. The longest come first, so that an ARN
 * is not taken for the id inside it.
 */
export function labelsOf(resources: Identified[]): [text: string, label: string][] {
  const labels = new Map<string, string>();
  for (const { key, id, inputs, outputs } of [...resources].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const given = new Set(textsOf(inputs).map(({ text }) => text));
    const made = textsOf(outputs).filter(({ text }) => !given.has(text));
    for (const { path, text } of [...textsOf({ id }), ...made.sort((a, b) => (a.path < b.path ? -1 : 1))]) {
      if (!isMadeUp(path, text)) continue;
      if (!labels.has(text))
        labels.set(text, key.startsWith("pulumi:providers:") ? "<uuid>" : `<${key}.${path}>`);
      // EKS names a cluster's hosts by 32 digits, which then stand in other texts too.
      const digits = /[0-9A-F]{32}/.exec(text)?.[0];
      if (digits !== undefined && !labels.has(digits)) labels.set(digits, `<${key}.digits>`);
    }
  }
  return [...labels].sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
}

/** Every text inside a value, with its path. */
function textsOf(value: Value, path = ""): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [...entries].flatMap(([key, entry]) =>
    textsOf(entry, path === "" ? String(key) : `${path}.${String(key)}`),
  );
}

/** Made-up texts carry at least seven hexadecimal digits in a row, or are ARNs, or a cluster's certificate. */
function isMadeUp(path: string, text: string): boolean {
  return path === "certificateAuthority.data" || /[0-9a-f]{7}|[0-9A-F]{16}|^arn:/.test(text);
}
