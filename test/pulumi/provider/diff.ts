import { isDeepStrictEqual } from "node:util";
import { hasUnknown } from "../../../engine/models/derived.ts";
import { revealedBag } from "../../../engine/outputs.ts";
import { isValues, type Value, type Values } from "../../../engine/values.ts";
import type { AutoName } from "../../../engine/models/model.ts";
import { isKubernetes, replacingObject, sameObject } from "./kubernetes.ts";
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
  const properties = [...keys].filter((key) => differs(before[key], after[key])).sort();
  const paths = [...(isKubernetes(type) ? replacingObject(type) : replacing(type))];
  const replaces = properties.filter((property) =>
    paths
      .map((path) => path.split("."))
      .some((path) => path[0] === property && differs(at(before, path), at(after, path))),
  );
  const same = isKubernetes(type) ? sameObject(before, after) : sameName(before, after, autoName);
  return { properties, replaces, deleteBeforeReplace: replaces.length > 0 && same };
}

function differs(before: Value | undefined, after: Value | undefined): boolean {
  return (after !== undefined && hasUnknown(after)) || !isDeepStrictEqual(before, after);
}

function at(bag: Values, path: string[]): Value | undefined {
  return path.reduce<Value | undefined>((value, key) => (isValues(value) ? value[key] : undefined), bag);
}

/** A name that the program chose stays the same for the new resource, so the old one must go first. */
function sameName(before: Values, after: Values, autoName: AutoName | undefined): boolean {
  if (autoName === undefined) return false;
  const { property } = autoName;
  const automatic = Array.isArray(after.__defaults) && after.__defaults.includes(property);
  return !automatic && after[property] !== undefined && after[property] === before[property];
}
