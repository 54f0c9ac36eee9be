import { createHash } from "node:crypto";
import type { ResourceModel } from "../../../engine/models/model.ts";
import { revealedBag } from "../../../engine/outputs.ts";
import { nameOf } from "../../../engine/urn.ts";
import type { Values } from "../../../engine/values.ts";
import { inputProblems } from "./input-problems.ts";
import { isKubernetes, manifestFailures, namedObject } from "./kubernetes.ts";
import { isOfTheApi } from "./resources.ts";
import { inputSchema } from "./schema.ts";
import type { ModelEnvironment } from "../../../engine/models/model.ts";

/** What Check answers. */
export interface Checked {
  inputs: Values;
  failures: { property: string; reason: string }[];
}

/**
 * What the API refuses, and the provider's own validators find before. Source: terraform-provider-aws,
 * internal/service/networkflowmonitor, scope.go and monitor.go; of a monitor's types they look at nothing.
 */
const foundByProvider =
  /^ValidationException: (targets\[\d+\]\.targetIdentifier\.|\w+: a (scope|monitor) needs at least one)/;

/** Checks inputs against the SDK's schema and the model, and names what the program did not name. */
export function check(
  model: ResourceModel,
  environment: ModelEnvironment,
  asked: { urn: string; olds: Values; news: Values; seed: string },
): Checked {
  const { urn, olds, news } = asked;
  const failures = isKubernetes(model.type)
    ? manifestFailures(revealedBag(news)).map((reason) => ({ property: "", reason }))
    : schemaFailures(model.type, nameOf(urn), revealedBag(news));
  const context = { ...environment, urn, name: nameOf(urn), generated: () => "" };
  const problems = model.check?.(revealedBag(news), context) ?? [];
  for (const problem of problems.filter((each) => !isOfTheApi(each) || foundByProvider.test(each)))
    failures.push({ property: "", reason: problem });
  return { inputs: named(model, nameOf(urn), olds, news, asked.seed), failures };
}

function schemaFailures(type: string, name: string, news: Values): Checked["failures"] {
  const schema = inputSchema(type);
  if (schema === undefined) return [{ property: "", reason: `the SDK has no resource type ${type}` }];
  return inputProblems(type, name, schema, news).map((reason) => ({ property: "", reason }));
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
