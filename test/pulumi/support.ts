import assert from "node:assert/strict";
import type { Ended } from "./command.ts";
import { writes } from "./points.ts";
import type { Stack, World } from "./world.ts";

/** Runs a command that must succeed. */
export async function succeeds(stack: Stack, ...args: string[]): Promise<Ended> {
  const ended = await stack.run(args);
  assert.equal(ended.code, 0, `pulumi ${args.join(" ")}:\n${ended.output}`);
  return ended;
}

/** `pulumi up`, which must succeed; gives what it did to AWS. */
export async function up(world: World, stack: Stack, ...args: string[]): Promise<string[]> {
  world.forget();
  await succeeds(stack, "up", "--yes", "--skip-preview", ...args);
  return changes(world);
}

/** `pulumi destroy`, which must succeed. */
export async function destroy(stack: Stack): Promise<void> {
  await succeeds(stack, "destroy", "--yes", "--skip-preview");
}

/** How tests name a resource: `Monitor web-monitor`. */
export function labelOf({ type, name }: { type: string; name: string }): string {
  return `${type.split(":").at(-1) ?? type} ${name}`;
}

/** What was asked of AWS since the last `forget`, in order: `create Monitor web-monitor`. */
export function changes(world: World): string[] {
  return world.calls
    .filter((call) => writes(call) && !call.preview)
    .map((call) => `${call.method} ${labelOf(call)}`);
}

/** The ARN of the account's only scope. */
export function scopeArn(world: World): string {
  const [scope] = world.account.read().resources.filter(({ name }) => name === "nfm-scope");
  assert.ok(typeof scope?.outputs.scopeArn === "string");
  return scope.outputs.scopeArn;
}

/** What is in the account, sorted: `Monitor web-monitor`. */
export function inventory(world: World): string[] {
  return world.account.read().resources.map(labelOf).sort();
}

/** Every line of the errors that the user reads below "Diagnostics", each once, without Pulumi's own summary. */
export function errors(ended: Ended): string[] {
  const [, rest = ""] = ended.output.split("\nDiagnostics:\n");
  const [diagnostics = ""] = rest.split(/^(?:Resources|Outputs):/m);
  const found: string[] = [];
  let inError = false;
  // Of a resource that was made and is not ready, Pulumi tells on two lines.
  for (const line of diagnostics.replaceAll(/error: 1 error occurred:\s+\* /g, "error: ").split("\n")) {
    const text = line.trim();
    const begins = /^(error|warning|info|debug): /.exec(text)?.[1];
    const isHeading = /^ {2}\S/.test(line);
    if (begins !== undefined || isHeading) inError = begins === "error";
    if (inError && text !== "") found.push(text.replace(/^error: /, ""));
  }
  return [...new Set(found)].filter((line) => line !== "update failed" && line !== "preview failed");
}

/** Asserts that a command failed with what the provider said and our explanation of it, a line each. */
export function explained(ended: Ended, explanation: RegExp, refusal: RegExp): void {
  assert.ok(ended.code !== undefined && ended.code !== 0, ended.output);
  const found = errors(ended);
  const message = `expected ${String(explanation)} and ${String(refusal)} in:\n${found.join("\n")}`;
  assert.ok(found.length === 2 && found.some((line) => explanation.test(line)), message);
  assert.ok(
    found.some((line) => refusal.test(line)),
    message,
  );
}

/** One step of a preview. */
export interface Step {
  op: string;
  type: string;
  name: string;
  diffs: string[];
}

/** What a preview would change, without what stays the same. */
export async function preview(stack: Stack): Promise<Step[]> {
  const { stdout } = await succeeds(stack, "preview", "--json");
  const { steps } = JSON.parse(stdout) as {
    steps: { op: string; urn: string; diffReasons?: string[]; replaceReasons?: string[] }[];
  };
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, urn, diffReasons = [] }) => ({
      op,
      type: urn.split("::")[2]?.split("$").at(-1) ?? "",
      name: urn.split("::").slice(3).join("::"),
      diffs: diffReasons,
    }));
}

/** A monitor over one zone, as settings have it. */
function zoneMonitor(letter: string) {
  return { localResources: [{ type: "AWS::AvailabilityZone", identifier: `ap-northeast-1${letter}` }] };
}

/** Settings of a stack with a scope and monitors only. */
export function scopeOnly(scope: object, ...monitors: string[]) {
  return {
    "aws:region": "ap-northeast-1",
    "nfm:workload": "none",
    "nfm:scope": scope,
    "nfm:monitors": Object.fromEntries(monitors.map((name) => [name, zoneMonitor("a")])),
  };
}
