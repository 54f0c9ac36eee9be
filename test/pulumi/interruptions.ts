import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync } from "node:fs";
import type { Ended } from "./command.ts";
import type { Stored } from "./provider/account.ts";
import type { Call, Fault } from "./provider/faults.ts";
import { promised, type Outcome } from "./promises.ts";
import { errors, inventory, succeeds } from "./support.ts";
import type { Stack, World } from "./world.ts";

/** What may end while Pulumi works. */
export const deaths = ["Ctrl-C", "program", "provider", "cli"] as const;

/** Where something ends, or never answers until Ctrl-C is pressed twice: at a call, before AWS acted or after. */
export interface Point {
  death: (typeof deaths)[number] | "hang";
  call: Pick<Call, "provider" | "method" | "type" | "name">;
  when: "before" | "after";
}

/** A text for a point. */
export function titleOf({ death, call, when }: Point): string {
  return `${death} ${when} ${call.method} ${call.type} ${call.name}`;
}

/** Every point of an `up` that made these calls: only a create that AWS answers differs between its two moments. */
export function pointsOf(calls: readonly Call[]): Point[] {
  const points = calls.flatMap((call) =>
    deaths.flatMap((death): Point[] => {
      const before: Point = { death, call, when: "before" };
      return call.method === "create" ? [before, { ...before, when: "after" }] : [before];
    }),
  );
  // Two equal calls are one point, and calls come in another order each time.
  const byTitle = new Map(points.map((point) => [titleOf(point), point]));
  return [...byTitle].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, point]) => point);
}

/** Some points, always the same for the same seed, with another kind of death each as long as there is one. */
export function seeded(points: readonly Point[], seed: string, count: number): Point[] {
  const rank = (point: Point) =>
    createHash("sha256")
      .update(`${seed} ${titleOf(point)}`)
      .digest("hex");
  const shuffled = [...points].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const first = deaths.flatMap((death) => shuffled.find((point) => point.death === death) ?? []);
  return [...first, ...shuffled.filter((point) => !first.includes(point))].slice(0, count);
}

/** What AWS has, and the state of the stack does not. */
function lostTo(world: World, stack: Stack): Stored[] {
  const { checkpoint } = JSON.parse(readFileSync(stack.stateFile, "utf8")) as {
    checkpoint: { latest: { resources?: { type: string; id?: string }[] } | null };
  };
  const known = new Set((checkpoint.latest?.resources ?? []).map(({ type, id = "" }) => `${type} ${id}`));
  return world.account.read().resources.filter(({ type, id }) => !known.has(`${type} ${id}`));
}

/** Whether nobody can have heard that AWS made what the call asked for. */
function isUnheard({ death, call, when }: Point): boolean {
  return when === "after" && call.method === "create" && ["provider", "cli", "hang"].includes(death);
}

/** What came of an interruption, and what was promised. */
export interface Interrupted {
  outcome: Outcome;
  wanted: Outcome;
}

/** Makes a stack in an empty account, ends what the point says, and brings the stack up again. */
export async function interrupt(
  world: World,
  stack: Stack,
  point: Point,
  expected: string[],
): Promise<Interrupted> {
  world.empty();
  stack.renew();
  assert.ok(await interruptedUp(world, stack, point), "nothing was struck");
  if (point.death === "cli") await unlock(stack);
  const lost = lostTo(world, stack);
  // A CLI that dies may be at its next call while AWS still answers the one before.
  assert.ok(lost.length <= 1, lost.map(({ name }) => name).join(", "));
  if (isUnheard(point)) assert.equal(lost[0]?.name, point.call.name);
  const outcome = await upAgain(world, stack, lost[0], expected);
  return { outcome, wanted: promised(lost[0]) };
}

async function upAgain(
  world: World,
  stack: Stack,
  lost: Stored | undefined,
  expected: string[],
): Promise<Outcome> {
  let outcome: Outcome = "converged";
  const first = await stack.run(["up", "--yes", "--skip-preview"]);
  if (first.code !== 0) {
    assert.ok(lost !== undefined, first.output);
    outcome = await mend(world, stack, lost, first);
    await succeeds(stack, "up", "--yes", "--skip-preview");
  }
  const made = inventory(world);
  if (made.length === expected.length) assert.deepEqual(made, expected);
  else {
    const twice = made.filter((item, index) => item === made[index - 1]);
    assert.deepEqual([...new Set(made)], [...new Set(expected)]);
    assert.deepEqual(twice, [`${lost?.type.split(":").at(-1) ?? ""} ${lost?.name ?? ""}`]);
    outcome = "made twice";
    // docs/operations.md says to delete the one that the state does not have.
    for (const copy of lostTo(world, stack)) deleteByHand(world, copy);
    assert.deepEqual(inventory(world), expected);
  }
  return outcome;
}

function deleteByHand(world: World, { type, id, cluster }: Stored): void {
  world.account.change((state) => {
    state.resources = state.resources.filter(
      (other) => !(other.type === type && other.id === id && other.cluster === cluster),
    );
  });
}

/** Clears the lock of a CLI that was killed, and the half-written state if it was just writing, as documented. */
export async function unlock(stack: Stack): Promise<void> {
  const canceled = await stack.run(["cancel", "--yes"]);
  const torn = readFileSync(stack.stateFile, "utf8") === "";
  if (!torn && !canceled.output.includes("failed to load checkpoint")) return;
  copyFileSync(`${stack.stateFile}.bak`, stack.stateFile);
  await succeeds(stack, "cancel", "--yes");
}

/** How long a call that never answers is waited for before the second Ctrl-C, milliseconds. */
const PATIENCE = 500;

/** An `up` that ends at the point; whether it got there. */
export async function interruptedUp(
  world: World,
  stack: Stack,
  { death, call, when }: Point,
): Promise<boolean> {
  const { provider, method, type, name } = call;
  let struck = death === "provider";
  let cli = 0;
  const fault: Fault = { method, type, name, when, kind: death === "provider" ? "die" : "tell" };
  await world.arm(provider, [{ ...fault, ...(method === "create" && { preview: false }) }], () => {
    struck = true;
    if (death === "program") world.killProgram();
    if (death === "Ctrl-C" || death === "hang") process.kill(cli, "SIGINT");
    if (death === "Ctrl-C" || death === "program") return Promise.resolve();
    if (death === "cli") process.kill(cli, "SIGKILL");
    else setTimeout(() => process.kill(cli, "SIGINT"), PATIENCE);
    return new Promise(() => undefined);
  });
  // What else is under way when a process dies may be lost as well; one at a time says which that is.
  const lonely = death === "Ctrl-C" || death === "program" ? [] : ["--parallel", "1"];
  const ended = await stack.run(["up", "--yes", "--skip-preview", ...lonely], {
    onSpawn: (pid) => (cli = pid),
  });
  assert.notEqual(ended.code, 0, `${death} was not noticed:\n${ended.output}`);
  await world.arm(provider, []);
  return struck;
}

/** Follows the explanation that the failed `up` gives to the letter, else the documented procedure. */
async function mend(world: World, stack: Stack, lost: Stored, ended: Ended): Promise<Outcome> {
  const lines = errors(ended).join("\n");
  const command = /`pulumi (import [^`]*)`/.exec(lines)?.[1];
  if (command !== undefined && lost.type.startsWith("aws:networkflowmonitor/")) {
    const args = command.replace(/<scopeId>|<name>/, lost.id).split(" ");
    await succeeds(stack, ...args.map((word) => word.replaceAll("'", "")), "--yes");
    return "taken back";
  }
  // AWS names what is there: docs/operations.md says to delete it.
  const named = /already ?exists|InUse|Duplicate|Conflict|AlreadyAssociated|already used/i;
  assert.match(lines, named, `no word of what exists:\n${ended.output}`);
  deleteByHand(world, lost);
  return "deleted by hand";
}

/** Interrupts an `up` at points, in turn, which are taken off the list; gives those that did not end as promised. */
export async function broken(world: World, stack: Stack, at: Point[], whole: string[]): Promise<string[]> {
  const found: string[] = [];
  for (let point = at.shift(); point !== undefined; point = at.shift()) {
    const title = titleOf(point);
    const { outcome, wanted } = await interrupt(world, stack, point, whole).catch((error: unknown) => {
      throw new Error(`${title}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    });
    if (outcome !== wanted) found.push(`${title}: ${outcome} instead of ${wanted}`);
  }
  return found;
}
