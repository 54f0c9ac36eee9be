import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Ended } from "./command.ts";
import { titleOf, writes, type Point } from "./points.ts";
import { promised, type Outcome } from "./promises.ts";
import type { Stored } from "./provider/account.ts";
import type { Call, Fault } from "./provider/faults.ts";
import { documented, follow } from "./procedures.ts";
import { agreeing, recorded } from "./state.ts";
import { errors, inventory, labelOf, succeeds } from "./support.ts";
import type { Stack, World } from "./world.ts";

/** A command that something will interrupt. */
export interface Journey {
  command: Command;
  /** Puts account, state and settings where it starts. */
  back: () => void;
  /** The calls that it makes when nothing interrupts it. */
  calls: Call[];
  /** What is in the account when it has come to its end. */
  end: string[];
}

type Command = "up" | "destroy" | "refresh";

/** Goes from where the stack is to the end of a command once, with nothing in the way. */
export async function journey(world: World, stack: Stack, command: Command): Promise<Journey> {
  const back = stack.remember();
  world.forget();
  await succeeds(stack, ...argumentsOf(command));
  return { command, back, calls: [...world.calls], end: inventory(world) };
}

function argumentsOf(command: Command): string[] {
  return [command, "--yes", "--skip-preview"];
}

/** What AWS has, and the state of the stack does not. */
function lostTo(world: World, stack: Stack): Stored[] {
  const known = new Set(recorded(stack).map(({ type, id }) => `${type} ${id}`));
  return world.account.read().resources.filter(({ type, id }) => !known.has(`${type} ${id}`));
}

/** Whether the state still has the one that a lost resource was to replace. */
function replaces(stack: Stack, { type, name }: Stored): boolean {
  return recorded(stack).some(({ urn }) => urn.endsWith(`${type}::${name}`));
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

/** Starts a command, ends what the point says, and gives the same command again. */
export async function interrupt(
  world: World,
  stack: Stack,
  way: Journey,
  point: Point,
): Promise<Interrupted> {
  way.back();
  assert.ok(await startAndEnd(world, stack, way.command, point), "nothing was struck");
  if (point.death === "cli") await unlock(stack);
  const lost = lostTo(world, stack);
  // A CLI that dies may be at its next call while AWS still answers the one before.
  assert.ok(lost.length <= 1, lost.map(({ name }) => name).join(", "));
  if (isUnheard(point)) assert.equal(lost[0]?.name, point.call.name);
  const wanted = promised(lost[0], lost[0] !== undefined && replaces(stack, lost[0]));
  const outcome = await again(world, stack, way, lost[0]);
  agreeing(world, stack);
  return { outcome, wanted };
}

async function again(
  world: World,
  stack: Stack,
  { command, end }: Journey,
  lost: Stored | undefined,
): Promise<Outcome> {
  let outcome: Outcome = "converged";
  const first = await stack.run(argumentsOf(command));
  if (first.code !== 0) {
    assert.ok(lost !== undefined, first.output);
    outcome = await mend(world, stack, lost, first);
    await succeeds(stack, ...argumentsOf(command));
  }
  const made = inventory(world);
  if (made.length === end.length) assert.deepEqual(made, end);
  else {
    const twice = made.filter((item, index) => item === made[index - 1]);
    assert.deepEqual([...new Set(made)], [...new Set(end)]);
    assert.ok(lost !== undefined, made.join(", "));
    assert.deepEqual(twice, [labelOf(lost)]);
    outcome = "made twice";
    // docs/operations.md says to delete the one that the state does not have.
    for (const copy of lostTo(world, stack)) deleteByHand(world, copy);
    assert.deepEqual(inventory(world), end);
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

/** Clears the lock of a CLI that was killed, and the half-written file if it was just writing, as documented. */
export async function unlock(stack: Stack): Promise<void> {
  const { stateFile, name } = stack;
  const canceled = await stack.run(["cancel", "--yes"]);
  const words = { PROJECT: basename(dirname(stateFile)), STACK: name };
  const [, attributes = [], state = []] = documented("After an interruption", words);
  // It writes one file at a time.
  if (isEmpty(`${stateFile}.attrs`)) await follow(stack, attributes);
  else if (isEmpty(stateFile)) await follow(stack, state);
  else assert.doesNotMatch(canceled.output, /failed to load checkpoint/);
}

function isEmpty(file: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === "";
}

/** What the CLI writes once it has heard of Ctrl-C. */
const HEARD = "^C received; cancelling";

/** A command that ends at the point, and how; undefined if it never got there. */
export async function startAndEnd(
  world: World,
  stack: Stack,
  command: Command,
  { death, call, when }: Point,
): Promise<Ended | undefined> {
  const { provider, method, type, name } = call;
  let struck = false;
  let cli = 0;
  let hear: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => (hear = resolve));
  const press = () => process.kill(cli, "SIGINT");
  const fault: Fault = { method, type, name, when, kind: death === "provider" ? "die" : "tell" };
  await world.arm(provider, [{ ...fault, ...(writes(call) && { preview: false }) }], () => {
    struck = true;
    if (death === "program") world.killProgram();
    if (death === "cli") process.kill(cli, "SIGKILL");
    if (death === "Ctrl-C" || death === "hang") press();
    if (death === "hang") void heard.then(press);
    // A call goes on only when what ended has ended, or it would be a race.
    if (death === "Ctrl-C") return heard;
    return death === "program" ? Promise.resolve() : new Promise(() => undefined);
  });
  // What else is under way when a process dies may be lost as well; one at a time says which that is.
  const lonely = death === "Ctrl-C" || death === "program" ? [] : ["--parallel", "1"];
  const ended = await stack.run([...argumentsOf(command), ...lonely], {
    onSpawn: (pid) => (cli = pid),
    onOutput: (output) => output.includes(HEARD) && hear(),
  });
  // A destroy or refresh that Ctrl-C stopped ends as if it had come to its end.
  const noticed = ended.code !== 0 || ended.output.includes(HEARD);
  assert.ok(noticed, `${death} was not noticed:\n${ended.output}`);
  if (death === "provider") struck = await world.died(provider);
  await world.arm(provider, []);
  return struck ? ended : undefined;
}

/** Follows the explanation that the failed `up` gives to the letter, else the documented procedure. */
async function mend(world: World, stack: Stack, lost: Stored, ended: Ended): Promise<Outcome> {
  const lines = errors(ended).join("\n");
  const command = /`pulumi (import [^`]*)`/.exec(lines)?.[1];
  if (command !== undefined && lost.type.startsWith("aws:networkflowmonitor/")) {
    const args = command.replace(/<scopeId>|<name>/, lost.id).split(" ");
    const takeBack = [...args.map((word) => word.replaceAll("'", "")), "--yes"];
    if (!replaces(stack, lost)) {
      await succeeds(stack, ...takeBack);
      return "taken back";
    }
    assert.match((await stack.run(takeBack)).output, /already exists/);
    assert.match(lines, /if that says `already exists`.*remove it/);
  }
  // AWS names what is there: docs/operations.md says to delete it.
  const named = /already ?exists|InUse|Duplicate|Conflict|AlreadyAssociated|already used/i;
  assert.match(lines, named, `no word of what exists:\n${ended.output}`);
  deleteByHand(world, lost);
  return "deleted by hand";
}

/** Interrupts a command at points, in turn, which are taken off the list; gives those that did not end as promised. */
export async function broken(world: World, stack: Stack, way: Journey, at: Point[]): Promise<string[]> {
  const found: string[] = [];
  for (let point = at.shift(); point !== undefined; point = at.shift()) {
    const verdict = await interrupt(world, stack, way, point).then(
      ({ outcome, wanted }) => (outcome === wanted ? undefined : `${outcome} instead of ${wanted}`),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (verdict !== undefined) found.push(`${way.command}, ${titleOf(point)}: ${verdict}`);
  }
  return found;
}
