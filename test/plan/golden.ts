import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

/** Compares a text with a file in golden/; `UPDATE_GOLDEN=1` writes the file instead. */
export function assertGolden(name: string, actual: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, "utf8"));
}
