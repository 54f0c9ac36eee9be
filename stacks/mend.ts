import type { z } from "zod";
import { valueAt } from "./issues.ts";

type Path = readonly PropertyKey[];

function containerOf(value: unknown, path: Path): Record<PropertyKey, unknown> | undefined {
  const container = valueAt(value, path.slice(0, -1));
  return typeof container === "object" && container !== null
    ? (container as Record<PropertyKey, unknown>)
    : undefined;
}

/**
 * Path of the smallest part around a place that can be taken out of a value and leaves all else in its place: a key that
 * is there. An item of a list cannot, since those behind it would move. Empty when there is none.
 */
export function droppable(value: unknown, path: Path): Path {
  if (path.length === 0) return path;
  const key = path[path.length - 1];
  const container = containerOf(value, path);
  const isThere = typeof key === "string" && container !== undefined && Object.hasOwn(container, key);
  return isThere ? path : droppable(value, path.slice(0, -1));
}

/** Takes out what stands at a path; of a list its items, since it is given, whatever is in it. */
export function drop(value: unknown, path: Path): void {
  const container = containerOf(value, path);
  const key = path[path.length - 1];
  if (container === undefined || key === undefined) return;
  const found = container[key];
  if (Array.isArray(found) && found.length > 0) container[key] = [];
  else Reflect.deleteProperty(container, key);
}

/**
 * What stands for a value of a wrong type, so that what is beside it is still judged: text for a number that was meant as
 * such, like a version without quotes, and else what is empty. Undefined where nothing can.
 */
function standIn(expected: string, found: unknown): unknown {
  if (found === undefined) return undefined;
  switch (expected) {
    case "string":
      return typeof found === "number" || typeof found === "boolean" ? String(found) : "";
    case "array":
      return [];
    case "object":
    case "record":
      return {};
    default:
      return undefined;
  }
}

/** Takes unknown keys out of a value, and puts something of the right type in the place of a wrong one, if it can. */
export function mend(value: unknown, issue: z.core.$ZodIssue): void {
  if (issue.code === "unrecognized_keys") {
    issue.keys.forEach((key) => {
      const container = valueAt(value, issue.path);
      if (typeof container === "object" && container !== null) Reflect.deleteProperty(container, key);
    });
  }
  const container = containerOf(value, issue.path);
  const key = issue.path[issue.path.length - 1];
  if (issue.code !== "invalid_type" || container === undefined || key === undefined) return;
  const instead = standIn(issue.expected, container[key]);
  if (instead !== undefined) container[key] = instead;
}
