import { isDeepStrictEqual } from "node:util";
import { stackFileSchema } from "../../stacks/json-schema.ts";
import type { Switch } from "./switching.ts";
import type { Config } from "./world.ts";

/** As much of a JSON Schema as tells keys from values. A list is a value: what is in it comes and goes with it. */
interface Schema {
  properties?: Record<string, Schema | false>;
  additionalProperties?: Schema | boolean;
  required?: string[];
}

interface FileSchema extends Schema {
  properties: {
    config: Schema & {
      properties: Record<string, Schema>;
      allOf: {
        if: { properties: { "nfm:workload": { const: string } } };
        then: { properties: Record<string, Schema | false> };
      }[];
    };
  };
}

const { config: fileSchema } = (stackFileSchema() as unknown as FileSchema).properties;

/** The sections that workloads understand differently, by workload: each is a section of its own. */
const ownSections = Object.fromEntries(
  fileSchema.allOf.map((rule) => [rule.if.properties["nfm:workload"].const, rule.then.properties]),
);
const differing = new Set(
  Object.values(ownSections).flatMap((sections) =>
    Object.keys(sections).filter((key) => sections[key] !== false),
  ),
);

const ownName = (section: string, workload: string) => `${section} (${workload})`;

/** The sections by name: `nfm:ec2`, and `nfm:agent (ec2)` for what only that workload understands so. */
const sections: Record<string, Schema> = {
  ...Object.fromEntries(Object.entries(fileSchema.properties).filter(([key]) => !differing.has(key))),
  ...Object.fromEntries(
    Object.entries(ownSections).flatMap(([workload, own]) =>
      Object.entries(own).flatMap(([key, schema]) =>
        schema === false ? [] : [[ownName(key, workload), schema] as const],
      ),
    ),
  ),
};

/** Whether an object may be absent as a whole, which is something else than being empty. */
const comesAndGoes = ({ required = [] }: Schema) => required.length > 0;

const entrySchema = ({ additionalProperties: each }: Schema) => (typeof each === "object" ? each : undefined);

/** Keys below a path. An optional object that cannot be empty is a key itself; `*` stands for a name of the user's. */
function keysBelow(path: string, schema: Schema, optional: boolean): string[] {
  const entries = entrySchema(schema);
  if (entries !== undefined) return [`${path}.*`, ...keysBelow(`${path}.*`, entries, false)];
  const { properties, required = [] } = schema;
  if (properties === undefined) return [path];
  return [
    ...(optional && comesAndGoes(schema) ? [path] : []),
    ...Object.entries(properties).flatMap(([key, each]) =>
      each === false ? [] : keysBelow(`${path}.${key}`, each, !required.includes(key)),
    ),
  ];
}

/** Every key that the settings of a stack may have, as a path. */
export function allKeys(): Set<string> {
  const required = fileSchema.required ?? [];
  return new Set(
    Object.entries(sections).flatMap(([name, schema]) =>
      keysBelow(name, schema, !required.includes(name) && !name.includes(" (")),
    ),
  );
}

type Section = Record<string, unknown> | undefined;

/** Keys below a path whose values differ. */
function changedBelow(path: string, schema: Schema, before: unknown, after: unknown): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  const [old, next] = [before as Section, after as Section];
  const entries = entrySchema(schema);
  if (entries !== undefined) {
    return [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})])].flatMap((name) =>
      old?.[name] === undefined || next?.[name] === undefined
        ? [`${path}.*`]
        : changedBelow(`${path}.*`, entries, old[name], next[name]),
    );
  }
  if (schema.properties === undefined) return [path];
  if (comesAndGoes(schema) && (old === undefined || next === undefined)) return [path];
  return Object.entries(schema.properties).flatMap(([key, each]) =>
    each === false ? [] : changedBelow(`${path}.${key}`, each, old?.[key], next?.[key]),
  );
}

/** Keys whose values differ in two settings of the same workload. */
function changedKeys(before: Config, after: Config): string[] {
  const workload = String(after["nfm:workload"]);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((section) => {
    const name = differing.has(section) ? ownName(section, workload) : section;
    return changedBelow(name, sections[name] ?? {}, before[section], after[section]);
  });
}

/** What a stack builds, as far as it decides which sections there are. */
const kindOf = (config: Config) =>
  config["nfm:existingCluster"] === undefined ? String(config["nfm:workload"]) : "existing";

/** Keys that switches change. */
export interface SwitchedKeys {
  /** Changed while everything stays where it is. */
  inPlace: Set<string>;
  /** Changed from one time that the stack builds a workload to the next, with something else in between. */
  outAndBack: Set<string>;
}

/** The keys that a row of switches changes, each from where the one before ended. */
export function switchedKeys(start: Config, switches: Switch[]): SwitchedKeys {
  const found: SwitchedKeys = { inPlace: new Set(), outAndBack: new Set() };
  const last = new Map([[kindOf(start), start]]);
  let before = start;
  for (const { change } of switches) {
    const after = change(before, { scopeArn: "some ARN" });
    const earlier = last.get(kindOf(after));
    if (kindOf(before) === kindOf(after)) {
      for (const key of changedKeys(before, after)) found.inPlace.add(key);
    } else {
      // Sections come and go with what they are about, which says nothing of their keys.
      found.inPlace.add(
        before["nfm:workload"] === after["nfm:workload"] ? "nfm:existingCluster" : "nfm:workload",
      );
      if (earlier !== undefined) for (const key of changedKeys(earlier, after)) found.outAndBack.add(key);
    }
    last.set(kindOf(after), after);
    before = after;
  }
  return found;
}
