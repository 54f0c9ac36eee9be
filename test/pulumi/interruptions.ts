import assert from "node:assert/strict";
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Ended } from "./command.ts";
import type { Call, Fault } from "./provider/faults.ts";
import { errors, inventory, succeeds } from "./support.ts";
import type { Config, Stack, World } from "./world.ts";

/** What may end while Pulumi works. */
export const deaths = ["Ctrl-C", "program", "provider", "cli"] as const;

/** Where something ends: at a call of the engine, before AWS acted or after. */
export interface Point {
  death: (typeof deaths)[number];
  call: Pick<Call, "provider" | "method" | "type" | "name">;
  when: "before" | "after";
}

/** How the next `up` went, as docs/operations.md promises it. */
export type Outcome = "converged" | "taken back" | "made twice";

/** A text for a point. */
export function titleOf({ death, call, when }: Point): string {
  return `${death} ${when} ${call.method} ${call.type} ${call.name}`;
}

/** What must happen: only what AWS made while nobody could hear of it needs a hand. */
export function promised({ death, call, when }: Point): Outcome {
  const unheard = when === "after" && call.method === "create" && (death === "provider" || death === "cli");
  if (!unheard) return "converged";
  if (call.type.startsWith("aws:networkflowmonitor/")) return "taken back";
  return isSetting(call.type) ? "converged" : "made twice";
}

/** To make a setting again is to set it again. */
function isSetting(type: string): boolean {
  return (type.startsWith("aws:s3/bucket") && !type.endsWith(":Bucket")) || type.endsWith("Attachment");
}

/** Makes a stack in an empty account, ends what the point says, and brings the stack up again. */
export async function interrupt(
  world: World,
  name: string,
  config: Config,
  point: Point,
  expected: string[],
): Promise<Outcome> {
  emptied(world);
  const stack = await world.stack(name, config);
  const struck = await interruptedUp(world, stack, point);
  assert.ok(struck, `nothing was struck: ${titleOf(point)}`);
  if (point.death === "cli") await unlock(world, stack);
  const again = await stack.run(["up", "--yes", "--skip-preview"]);
  let outcome: Outcome = "converged";
  if (again.code !== 0) {
    await takeBackLost(world, stack, point, again);
    outcome = "taken back";
  }
  await succeeds(stack, "preview", "--expect-no-changes");
  const made = inventory(world);
  if (made.length === expected.length) assert.deepEqual(made, expected);
  else {
    assert.deepEqual([...new Set(made)], expected);
    const twice = made.filter((item, index) => item === made[index - 1]);
    assert.deepEqual(twice, [`${point.call.type.split(":").at(-1) ?? ""} ${point.call.name}`]);
    if (point.death === "cli")
      assert.match(again.output, new RegExp(`::${point.call.name}, interrupted while creating`));
    outcome = "made twice";
  }
  return outcome;
}

/** Clears the lock of a CLI that was killed, and the half-written state if it was just writing, as documented. */
export async function unlock(world: World, stack: Stack): Promise<void> {
  const canceled = await stack.run(["cancel", "--yes"]);
  const exported = await stack.run(["stack", "export"]);
  if (!`${canceled.output}${exported.output}`.includes("failed to load checkpoint")) return;
  const file = stateFile(world, stack.name);
  copyFileSync(`${file}.bak`, file);
  await succeeds(stack, "cancel", "--yes");
}

/** The file in which the backend keeps a stack. */
export function stateFile(world: World, stack: string): string {
  const [project = ""] = readdirSync(join(world.backend, ".pulumi", "stacks"));
  return join(world.backend, ".pulumi", "stacks", project, `${stack}.json`);
}

/** Empties the account. */
export function emptied(world: World): void {
  world.account.change((state) => {
    state.resources = [];
    state.instances = [];
    state.written = [];
  });
}

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
    if (death === "Ctrl-C") process.kill(cli, "SIGINT");
    if (death !== "cli") return Promise.resolve();
    process.kill(cli, "SIGKILL");
    return new Promise(() => undefined);
  });
  // What else is under way when a process dies may be lost as well; one at a time says which that is.
  const lonely = death === "cli" || death === "provider" ? ["--parallel", "1"] : [];
  const ended = await stack.run(["up", "--yes", "--skip-preview", ...lonely], {
    onSpawn: (pid) => (cli = pid),
  });
  assert.notEqual(ended.code, 0, `${death} was not noticed:\n${ended.output}`);
  await world.arm(provider, []);
  return struck;
}

/** Follows the explanation that the failed `up` gives, to the letter. */
async function takeBackLost(world: World, stack: Stack, { call }: Point, ended: Ended): Promise<void> {
  const lines = errors(ended).join("\n");
  const [lost] = world.account.read().resources.filter(({ type }) => type === call.type);
  assert.ok(lost !== undefined, lines);
  const command = /`pulumi (import [^`]*)`/.exec(lines)?.[1];
  assert.ok(command !== undefined, `no command to take back what was lost:\n${lines}`);
  const args = command.replace(/<scopeId>|<name>/, lost.id).split(" ");
  await succeeds(stack, ...args.map((word) => word.replaceAll("'", "")), "--yes");
  await succeeds(stack, "up", "--yes", "--skip-preview");
}
