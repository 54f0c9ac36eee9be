import type { Value } from "../../../engine/values.ts";

/** Whether a text stands anywhere in a value. */
export function mentions(value: Value | undefined, text: string): boolean {
  if (typeof value === "string") return value === text;
  if (Array.isArray(value)) return value.some((item) => mentions(item, text));
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item) => mentions(item, text));
}
