import type { z } from "zod";
import type { Problem } from "../components/shared/problems.ts";
import { issueProblems, valueAt } from "./issues.ts";

/** A part of the configuration as read. */
export interface ReadSection<T> {
  /** Everything in which it does not fit the schema. */
  problems: Problem[];
  /**
   * What of it can be judged further, so that one run finds all problems: unknown keys and values of a wrong type
   * are taken out, words that a closed set lacks are left in. Undefined when nothing sensible remains.
   */
  usable: T | undefined;
}

function remove(value: unknown, path: readonly PropertyKey[], key: PropertyKey): void {
  const parent = valueAt(value, path);
  if (typeof parent === "object" && parent !== null && !Array.isArray(parent))
    Reflect.deleteProperty(parent, key);
}

/** Takes what an issue complains about out of a value, where that leaves the rest in its place. */
function repair(value: unknown, issue: z.core.$ZodIssue): void {
  if (issue.code === "unrecognized_keys") issue.keys.forEach((key) => remove(value, issue.path, key));
  const last = issue.path.at(-1);
  if (issue.code === "invalid_type" && last !== undefined) remove(value, issue.path.slice(0, -1), last);
}

/** Reads a part of the configuration by its schema. */
export function readSection<T extends z.ZodType>(
  schema: T,
  value: unknown,
  path: string,
): ReadSection<z.infer<T>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { problems: [], usable: parsed.data };
  const { issues } = parsed.error;
  const repaired = structuredClone(value);
  issues.forEach((issue) => {
    repair(repaired, issue);
  });
  const again = schema.safeParse(repaired);
  const judgeable = again.success || again.error.issues.every((issue) => issue.code === "invalid_value");
  return {
    problems: issues.flatMap((issue) => issueProblems(issue, schema, value, path)),
    usable: judgeable ? (repaired as z.infer<T>) : undefined,
  };
}
