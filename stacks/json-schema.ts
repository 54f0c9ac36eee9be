import { z } from "zod";
import { supportedRegions } from "../components/nfm/index.ts";
import { namespace, workloads } from "./schema.ts";

type Json = Record<string, unknown>;

/** zod gives every whole number the bounds of JavaScript, which say nothing to a reader. */
function withoutBounds({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema["minimum"] === Number.MIN_SAFE_INTEGER) delete jsonSchema["minimum"];
  if (jsonSchema["maximum"] === Number.MAX_SAFE_INTEGER) delete jsonSchema["maximum"];
}

function properties(schema: z.ZodType): Json {
  const json = z.toJSONSchema(schema, { target: "draft-7", io: "input", override: withoutBounds });
  const own = Object.entries(json.properties ?? {}).filter(([key]) => key !== "workload");
  return Object.fromEntries(own.map(([key, value]) => [`${namespace}:${key}`, value]));
}

/** For one workload: the keys that only others have are refused. */
function workloadRule(name: string, own: Json, all: Json): Json {
  const foreign = Object.keys(all).filter((key) => !Object.hasOwn(own, key));
  return {
    if: { properties: { [`${namespace}:workload`]: { const: name } } },
    then: { properties: Object.fromEntries(foreign.map((key) => [key, false])) },
  };
}

/**
 * The JSON Schema of `Pulumi.<stack>.yaml`, made from the schema that the program itself uses, for editors. Keys of
 * other namespaces, such as `aws:profile`, are left alone.
 */
export function stackFileSchema(): Json {
  const byWorkload = Object.entries(workloads).map(([name, schema]) => ({ name, own: properties(schema) }));
  const sections: Json = Object.assign({}, ...byWorkload.map(({ own }) => own)) as Json;
  const workloadKey = `${namespace}:workload`;
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
        required: ["aws:region", workloadKey, `${namespace}:scope`],
        properties: known,
        propertyNames: { anyOf: [{ enum: Object.keys(known) }, { pattern: `^(?!${namespace}:)[\\w-]+:` }] },
        allOf: byWorkload.map(({ name, own }) => workloadRule(name, own, sections)),
      },
    },
  };
}

/** The same as text, as it is committed. */
export function stackFileSchemaText(): string {
  return `${JSON.stringify(stackFileSchema(), null, 2)}\n`;
}
