import { createHash } from "node:crypto";
import type { ResourceModel } from "../../../engine/models/model.ts";
import { revealedBag } from "../../../engine/outputs.ts";
import { nameOf } from "../../../engine/urn.ts";
import type { Values } from "../../../engine/values.ts";
import { isKubernetes, manifestFailures, namedObject } from "./kubernetes.ts";
import { isOfTheApi } from "./resources.ts";
import { inputSchema } from "./schema.ts";
import type { ModelEnvironment } from "../../../engine/models/model.ts";

/** What Check answers. */
export interface Checked {
  inputs: Values;
  failures: { property: string; reason: string }[];
}

/** Checks inputs against the SDK's schema and the model, and names what the program did not name. */
export function check(
  model: ResourceModel,
  environment: ModelEnvironment,
  asked: { urn: string; olds: Values; news: Values; seed: string },
): Checked {
  const { urn, olds, news } = asked;
  const failures = isKubernetes(model.type)
    ? manifestFailures(revealedBag(news)).map((reason) => ({ property: "", reason }))
    : schemaFailures(model.type, news);
  const context = { ...environment, urn, name: nameOf(urn), generated: () => "" };
  const problems = model.check?.(revealedBag(news), context) ?? [];
  for (const reason of problems.filter((problem) => !isOfTheApi(problem)))
    failures.push({ property: "", reason });
  return { inputs: named(model, nameOf(urn), olds, news, asked.seed), failures };
}

function schemaFailures(type: string, news: Values): Checked["failures"] {
  const schema = inputSchema(type);
  if (schema === undefined) return [{ property: "", reason: `the SDK has no resource type ${type}` }];
  const unknown = Object.keys(news).filter((key) => !schema.known.has(key) && key !== "__defaults");
  const missing = schema.required.filter((key) => news[key] === undefined || news[key] === null);
  return [
    ...unknown.map((property) => ({
      property,
      reason: `Invalid or unknown key. Check \`pulumi config get\``,
    })),
    ...missing.map((property) => ({ property, reason: `Missing required property '${property}'` })),
  ];
}

/** A name that the provider made up stays for the life of the resource. */
function named(model: ResourceModel, name: string, olds: Values, news: Values, seed: string): Values {
  const random = createHash("sha256").update(`${seed} ${name}`).digest("hex");
  if (isKubernetes(model.type)) return namedObject(name, olds, news, random);
  const { autoName } = model;
  if (autoName === undefined) return news;
  const { property, prefixProperty, lowerCase } = autoName;
  if (news[property] !== undefined) return news;
  const kept =
    Array.isArray(olds.__defaults) && olds.__defaults.includes(property) ? olds[property] : undefined;
  const prefix = prefixProperty === undefined ? undefined : news[prefixProperty];
  const made = typeof prefix === "string" ? prefix + random.slice(0, 26) : `${name}-${random.slice(0, 7)}`;
  const value = kept ?? (lowerCase === true ? made.toLowerCase() : made);
  return { ...news, [property]: value, __defaults: [property] };
}
