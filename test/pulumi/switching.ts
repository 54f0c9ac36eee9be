import assert from "node:assert/strict";
import { up } from "./support.ts";
import type { Config, Stack, World } from "./world.ts";

/** A change of settings, and all that it does to AWS, in order where order matters. */
export interface Switch {
  title: string;
  change: (config: Config) => Config;
  /** In any order, but deletes come after creates of something else. */
  does: string[];
  /** Kinds of which the new one comes before the old one goes. Default: none. */
  overlaps?: string[];
}

/** A change of some keys of a section. */
export const part = (section: string, change: object) => (config: Config) => ({
  ...config,
  [section]: { ...(config[section] as object), ...change },
});

/** Deletes that came before a create of something else; what is replaced in place of itself goes first. */
export function deletedTooEarly(done: string[]): string[] {
  const lastCreate = done.findLastIndex((line) => line.startsWith("create "));
  return done
    .slice(0, Math.max(lastCreate, 0))
    .filter((line) => line.startsWith("delete ") && !done.includes(line.replace("delete", "create")));
}

/** What was made anew before the old one was gone: two associations would pull instances in two directions. */
function stoodTwice(done: string[]): string[] {
  const at = (line: string) => done.indexOf(line);
  return done.filter((line) => line.startsWith("create ") && at(line.replace("create", "delete")) > at(line));
}

/** Changes the settings, and holds what that does to what it should: exactly this, so nothing was left to do. */
export async function switched(
  world: World,
  stack: Stack,
  config: Config,
  { change, does, overlaps = [] }: Switch,
): Promise<Config> {
  const next = change(config);
  stack.configure(next);
  const done = await up(world, stack);
  assert.deepEqual([...done].sort(), [...does].sort());
  assert.deepEqual(deletedTooEarly(done), []);
  const kindOf = (line: string) => line.split(" ")[1] ?? "";
  assert.deepEqual([...new Set(stoodTwice(done).map(kindOf))], overlaps);
  return next;
}
