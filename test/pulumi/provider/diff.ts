import { isDeepStrictEqual } from "node:util";
import { hasUnknown } from "../../../engine/models/derived.ts";
import { revealedBag } from "../../../engine/outputs.ts";
import type { Values } from "../../../engine/values.ts";
import type { AutoName } from "../../../engine/models/model.ts";
import { replacing } from "./replace.ts";

/** What a change of inputs means. */
export interface Difference {
  /** Inputs that differ, sorted. */
  properties: string[];
  /** Those of them that replace the resource. */
  replaces: string[];
  /** Whether the new one would ask for what the old one still has. */
  deleteBeforeReplace: boolean;
}

/** Compares inputs as the provider does. */
export function difference(type: string, olds: Values, news: Values, autoName?: AutoName): Difference {
  const [before, after] = [revealedBag(olds), revealedBag(news)];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].filter((key) => key !== "__defaults"));
  const differs = (key: string) => {
    const value = after[key];
    return (value !== undefined && hasUnknown(value)) || !isDeepStrictEqual(before[key], value);
  };
  const properties = [...keys].filter(differs).sort();
  const replacesIt = replacing(type);
  const replaces = properties.filter((property) => replacesIt.has(property));
  return {
    properties,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && sameName(before, after, autoName),
  };
}

/** A name that the program chose stays the same for the new resource, so the old one must go first. */
function sameName(before: Values, after: Values, autoName: AutoName | undefined): boolean {
  if (autoName === undefined) return false;
  const { property } = autoName;
  const automatic = Array.isArray(after.__defaults) && after.__defaults.includes(property);
  return !automatic && after[property] !== undefined && after[property] === before[property];
}
