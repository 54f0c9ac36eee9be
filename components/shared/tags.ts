import type * as pulumi from "@pulumi/pulumi";
import { limits } from "../nfm/index.ts";
import { record } from "./forms.ts";
import { plain } from "./inputs.ts";
import { show, type Problem } from "./problems.ts";

/**
 * What is wrong with tags: their number, keys and plain values.
 * Source: Network Flow Monitor API model 2023-04-19, `TagMap`; the prefix is reserved, AWS General Reference, "Tags".
 */
export function tagProblems(tags: Record<string, pulumi.Input<string>> | undefined, path: string): Problem[] {
  const misshapen = record(tags, path);
  if (misshapen.length > 0) return misshapen;
  const entries = Object.entries(tags ?? {});
  const problems: Problem[] = [];
  if (entries.length > limits.tagsPerResource) {
    const allowed = `at most ${String(limits.tagsPerResource)}`;
    problems.push({ path, given: `${String(entries.length)} tags`, allowed, fix: "remove some" });
  }
  for (const [key, input] of entries) {
    const at = `${path}[${show(key)}]`;
    if (key.length < 1 || key.length > limits.tagKeyLength || key.toLowerCase().startsWith("aws:")) {
      const allowed = `keys of 1 to ${String(limits.tagKeyLength)} characters that do not begin with "aws:"`;
      problems.push({ path: at, given: show(key), allowed, fix: "rename it" });
    }
    const value = plain(input);
    if (value !== undefined && (typeof value !== "string" || value.length > limits.tagValueLength)) {
      const allowed = `text of at most ${String(limits.tagValueLength)} characters`;
      problems.push({ path: at, given: show(value), allowed, fix: "shorten it, or put it in quotes" });
    }
  }
  return problems;
}
