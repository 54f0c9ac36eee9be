import type { GeneratedValue } from "../engine/types.ts";
import { findGenerated, indexGenerated } from "./generated.ts";

/**
 * Paths in a plan, or in any plain data, where a made-up value or its token still stands: such a value looks real
 * and is not. Empty for every plan that `makePlan` makes; tests and the command check it.
 */
export function findLeaks(data: unknown, generated: readonly GeneratedValue[]): string[] {
  const index = indexGenerated(generated);
  const leaks: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === "string") {
      if (findGenerated(value, index).length > 0) leaks.push(path);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const at = path === "" ? key : `${path}.${key}`;
        if (findGenerated(key, index).length > 0) leaks.push(at);
        visit(inner, at);
      }
    }
  };
  visit(data, "");
  return leaks;
}

/** A message of the program with what was made up for it named as such, since it may look like a real id. */
export function withoutGenerated(content: string, generated: readonly GeneratedValue[]): string {
  let rest = content;
  for (const { start, end } of findGenerated(content, indexGenerated(generated)).reverse()) {
    rest = `${rest.slice(0, start)}<simulated>${rest.slice(end)}`;
  }
  return rest;
}
