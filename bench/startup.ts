import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inTurns, measured, medianSeconds, series, type Measured, type Series } from "./processes.ts";

const root = join(import.meta.dirname, "..");
const rounds = 5;
const stacks = ["dev", "staging"];

/**
 * `nfm plan` of the stacks that ship beside what loading the SDK alone takes. Prints medians of five, and their ratios.
 * The aim for staging, which loads the most: with a warm compile cache at most 3 times the SDK alone.
 */
export async function startup(print: (line: string) => void): Promise<void> {
  const caches = mkdtempSync(join(tmpdir(), "nfm-bench-"));
  const floor = series("node -e \"require('@pulumi/pulumi')\"", loadSdk);
  const all = [floor, ...stacks.flatMap((stack) => plansOf(stack, caches))];
  for (const stack of stacks) await plan(stack, join(caches, stack));
  await inTurns(all, rounds);
  rmSync(caches, { recursive: true });
  const base = medianSeconds(floor);
  print(`Start: nfm plan, medians of ${rounds}`);
  for (const each of all) print(line(each, base));
}

function loadSdk(): Promise<Measured> {
  const words = ["-e", "require('@pulumi/pulumi')"];
  return measured(process.execPath, words, { NODE_DISABLE_COMPILE_CACHE: "1" });
}

/** Each stack has a warm cache of its own: what one leaves in it must not depend on the other. */
function plansOf(stack: string, caches: string): Series<Measured>[] {
  const name = `nfm plan --stack ${stack}`;
  return [
    series(`${name}, no compile cache yet`, () => plan(stack, mkdtempSync(join(caches, "fresh-")))),
    series(`${name}, warm compile cache`, () => plan(stack, join(caches, stack))),
  ];
}

function plan(stack: string, cache: string): Promise<Measured> {
  const words = [join(root, "dist", "cli", "main.js"), "plan", "--stack", stack, "--cwd", root];
  return measured(process.execPath, words, { NODE_COMPILE_CACHE: cache });
}

function line(runs: Series<Measured>, base: number): string {
  const seconds = medianSeconds(runs);
  const peak = Math.max(...runs.results.map(({ peakMegabytes }) => peakMegabytes));
  return (
    `  ${runs.name.padEnd(48)} ${seconds.toFixed(2)} s  ${(seconds / base).toFixed(2)} x  ` +
    `highest sum of memory ${peak.toFixed(0)} MB`
  );
}
