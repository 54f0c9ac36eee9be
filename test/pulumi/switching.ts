import assert from "node:assert/strict";
import { scopeArn, up } from "./support.ts";
import type { Config, Stack, World } from "./world.ts";

/** What a change of settings may need to know of the account. */
export interface Known {
  scopeArn: string;
}

/** A change of settings, and all that it does to AWS, in order where order matters. */
export interface Switch {
  title: string;
  change: (config: Config, known: Known) => Config;
  /** In any order, but deletes come after creates of something else. A judge where a list would say too little. */
  does: string[] | ((done: string[]) => void);
  /** Kinds of which the new one comes before the old one goes, sorted. Default: none, or whatever a judge lets pass. */
  overlaps?: string[];
}

/** A change of some keys of a section; one that becomes `undefined` is left out. */
export const part = (section: string, change: object) => (config: Config) => ({
  ...config,
  [section]: withoutUndefined({ ...(config[section] as object | undefined), ...change }),
});

/** Several changes of settings at once. */
export const together =
  (...changes: Switch["change"][]): Switch["change"] =>
  (config, known) =>
    changes.reduce((before, change) => change(before, known), config);

/** Takes sections out. */
export const without =
  (...sections: string[]): Switch["change"] =>
  (config) =>
    Object.fromEntries(Object.entries(config).filter(([section]) => !sections.includes(section)));

/** Puts sections in, whatever stood there. */
export const sections =
  (given: Config): Switch["change"] =>
  (config) => ({ ...config, ...given });

function withoutUndefined(section: object): object {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== undefined));
}

/** Judges that nothing but this is done, a lot of it, and that the scope stays. */
export function only(method: string) {
  return (done: string[]) => {
    assert.ok(done.length > 20, String(done.length));
    assert.deepEqual(
      done.filter((line) => !line.startsWith(`${method} `) || isScope(line)),
      [],
    );
  };
}

/** Judges by how often something of each kind is done, where names would fill pages. */
export function counting(expected: Record<string, number>) {
  return (done: string[]) => {
    const counts: Record<string, number> = {};
    for (const line of done) {
      const kind = line.split(" ").slice(0, 2).join(" ");
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    assert.deepEqual(counts, expected);
  };
}

/** Whether a line makes a scope or ends one. */
export const isScope = (line: string) => /^(create|delete) Scope /.test(line);

/** Deletes that came before a create of something else; what is replaced in place of itself goes first. */
function deletedTooEarly(done: string[]): string[] {
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
  { change, does, overlaps }: Switch,
): Promise<Config> {
  const next = change(config, { scopeArn: scopeArn(world) });
  stack.configure(next);
  const done = await up(world, stack);
  if (typeof does === "function") does(done);
  else assert.deepEqual([...done].sort(), [...does].sort());
  assert.deepEqual(deletedTooEarly(done), []);
  if (typeof does === "function" && overlaps === undefined) return next;
  const kindOf = (line: string) => line.split(" ")[1] ?? "";
  assert.deepEqual([...new Set(stoodTwice(done).map(kindOf))].sort(), overlaps ?? []);
  return next;
}
