import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { supportedRegions } from "../components/nfm/index.ts";
import { namespace, secretKeys, workloads } from "./schema.ts";

type Json = Record<string, unknown>;

/** zod gives every whole number the bounds of JavaScript, which say nothing to a reader. */
function withoutBounds({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema["minimum"] === Number.MIN_SAFE_INTEGER) delete jsonSchema["minimum"];
  if (jsonSchema["maximum"] === Number.MAX_SAFE_INTEGER) delete jsonSchema["maximum"];
}

/** What one workload has: its keys with their schemas, and which of them it cannot be without. */
interface WorkloadKeys {
  name: string;
  properties: Record<string, Json>;
  required: string[];
}

const workloadKey = `${namespace}:workload`;

/** A secret as it stands in the file. */
function encrypted({ description }: Json): Json {
  return { type: "object", properties: { secure: { type: "string" } }, required: ["secure"], description };
}

function keysOf(name: string, schema: z.ZodType): WorkloadKeys {
  const json = z.toJSONSchema(schema, { target: "draft-7", io: "input", override: withoutBounds });
  const properties = Object.entries((json.properties ?? {}) as Record<string, Json>)
    .filter(([key]) => key !== "workload")
    .map(([key, value]) => [`${namespace}:${key}`, secretKeys.includes(key) ? encrypted(value) : value]);
  const required = (json.required ?? []).map((key) => `${namespace}:${key}`);
  return { name, properties: Object.fromEntries(properties) as Record<string, Json>, required };
}

/** All keys. One that workloads understand differently has its description alone; each workload's rule has the rest. */
function allProperties(workloads: readonly WorkloadKeys[]): Record<string, Json> {
  const all: Record<string, Json> = {};
  for (const { properties } of workloads) {
    for (const [key, value] of Object.entries(properties)) {
      const known = all[key] ?? value;
      all[key] = isDeepStrictEqual(known, value) ? value : { description: value["description"] };
    }
  }
  return all;
}

/** For one workload: the keys that only others have are refused, and what it understands its own way is described. */
function workloadRule({ name, properties, required }: WorkloadKeys, all: Record<string, Json>): Json {
  const special = Object.entries(all)
    .filter(([key, value]) => !isDeepStrictEqual(properties[key], value))
    .map(([key]) => [key, properties[key] ?? false]);
  const needed = required.filter((key) => !requiredByAll.includes(key));
  return {
    if: { properties: { [workloadKey]: { const: name } } },
    then: {
      properties: Object.fromEntries(special) as Json,
      ...(needed.length === 0 ? {} : { required: needed }),
    },
  };
}

const requiredByAll = ["aws:region", workloadKey, `${namespace}:scope`];

/**
 * The JSON Schema of `Pulumi.<stack>.yaml`, made from the schema that the program itself uses, for editors. Keys of
 * other namespaces, such as `aws:profile`, are left alone.
 */
export function stackFileSchema(): Json {
  const byWorkload = Object.entries(workloads).map(([name, schema]) => keysOf(name, schema));
  const sections = allProperties(byWorkload);
  const known: Json = {
    "aws:region": {
      enum: supportedRegions,
      description: "Region of the stack: one that has Network Flow Monitor.",
    },
    [workloadKey]: { enum: Object.keys(workloads), description: "What the stack builds and watches." },
    ...sections,
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Pulumi.<stack>.yaml of aws-network-flow-monitor",
    type: "object",
    required: ["config"],
    properties: {
      config: {
        type: "object",
        required: requiredByAll,
        properties: known,
        propertyNames: { anyOf: [{ enum: Object.keys(known) }, { pattern: `^(?!${namespace}:)[\\w-]+:` }] },
        allOf: byWorkload.map((each) => workloadRule(each, sections)),
      },
    },
  };
}

/** The same as text, as it is committed. */
export function stackFileSchemaText(): string {
  return `${JSON.stringify(stackFileSchema(), null, 2)}\n`;
}
