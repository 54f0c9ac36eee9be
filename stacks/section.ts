import type { z } from "zod";
import type { Problem } from "../components/shared/problems.ts";
import { issueProblems, pathText } from "./issues.ts";
import { drop, droppable, mend } from "./mend.ts";

/** A part of the configuration as read. */
export interface ReadSection<T> {
  /** Everything in which it does not fit the schema. */
  problems: Problem[];
  /**
   * What of it can be judged further, so that one run finds all problems: unknown keys are taken out, values of a wrong
   * type are replaced by one of the right type or taken out, words that a closed set lacks are left in. A key of the
   * section itself may be missing although it is required. Undefined when nothing sensible remains.
   */
  usable: T | undefined;
  /** Paths at which it is not what the user gave. What rules say about these is not true. */
  unsure: string[];
}

/** Whether rules can do with a finding: a word that no set has, or a required key of the section that is not there. */
function isBearable(issue: z.core.$ZodIssue, value: unknown): boolean {
  if (issue.code === "invalid_value") return true;
  return issue.path.length === 1 && droppable(value, issue.path).length === 0;
}

/**
 * Takes out of a value what the schema still refuses: the smallest part that a finding is in goes first, and what can
 * stay without it stays. Returns the paths; undefined when nothing is left that could go.
 */
function dropRefused(schema: z.ZodType, value: unknown): (readonly PropertyKey[])[] | undefined {
  const dropped: (readonly PropertyKey[])[] = [];
  for (;;) {
    const left = (schema.safeParse(value).error?.issues ?? []).filter((issue) => !isBearable(issue, value));
    const parts = left.map((issue) => droppable(value, issue.path));
    if (parts.length === 0) return dropped;
    if (parts.some((part) => part.length === 0)) return undefined;
    parts.forEach((part) => {
      drop(value, part);
    });
    dropped.push(...parts);
  }
}

/** Reads a part of the configuration by its schema. */
export function readSection<T extends z.ZodType>(
  schema: T,
  value: unknown,
  path: string,
): ReadSection<z.infer<T>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { problems: [], usable: parsed.data, unsure: [] };
  const { issues } = parsed.error;
  const problems = issues.flatMap((issue) => issueProblems(issue, schema, value, path));
  const mended = structuredClone(value);
  issues.forEach((issue) => {
    mend(mended, issue);
  });
  const dropped = dropRefused(schema, mended);
  if (dropped === undefined) return { problems, usable: undefined, unsure: [path] };
  const misfits = issues.filter(({ code }) => code === "invalid_type").map((issue) => issue.path);
  const unsure = new Set([...misfits, ...dropped].map((part) => pathText(path, part)));
  return { problems, usable: mended as z.infer<T>, unsure: [...unsure].sort() };
}
