import { isValues, type Values } from "../../values.ts";
import { open, plainText } from "../declare.ts";
import type { ResourceContext } from "../model.ts";
import { maxTags, regions } from "./facts.ts";

/** The Region whose endpoint a call goes to. Undefined when it is not known yet. */
export function callRegion(inputs: Values, context: ResourceContext): string | undefined {
  return plainText(inputs.region ?? context.region);
}

/** Refuses a Region without Network Flow Monitor: its endpoint does not exist. */
export function regionProblems(path: string, region: string | undefined): string[] {
  if (region === undefined || regions.includes(region)) return [];
  return [`${path}: Network Flow Monitor is not available in Region "${region}"`];
}

/** Refuses more tags than the API takes. */
export function tagProblems(inputs: Values): string[] {
  const tags = open(inputs.tags);
  if (!isValues(tags)) return [];
  const count = Object.keys(tags).length;
  return count > maxTags ? [refusal(`tags: ${count} tags, at most ${maxTags} are allowed`)] : [];
}

/** Words a refusal of the API. */
export function refusal(text: string): string {
  return `ValidationException: ${text}`;
}
