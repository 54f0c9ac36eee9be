import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measured, median, type Measured } from "./processes.ts";

const root = join(import.meta.dirname, "..");
const rounds = 5;

/** `nfm plan` of the dev stack beside what loading the SDK alone takes. Prints medians of five, and their ratios. */
export async function startup(print: (line: string) => void): Promise<void> {
  const floor: Measured[] = [];
  const cold: Measured[] = [];
  const warm: Measured[] = [];
  const kept = mkdtempSync(join(tmpdir(), "nfm-bench-"));
  await plan(kept);
  // In turns, so that a change of the machine's load touches all three alike.
  for (let round = 0; round < rounds; round++) {
    const load = ["-e", "require('@pulumi/pulumi')"];
    floor.push(await measured(process.execPath, load, { NODE_DISABLE_COMPILE_CACHE: "1" }));
    const fresh = mkdtempSync(join(tmpdir(), "nfm-bench-"));
    cold.push(await plan(fresh));
    rmSync(fresh, { recursive: true });
    warm.push(await plan(kept));
  }
  rmSync(kept, { recursive: true });
  const base = median(floor.map(({ seconds }) => seconds));
  print(`Start: nfm plan --stack dev, medians of ${rounds}`);
  print(line("node -e \"require('@pulumi/pulumi')\"", floor, base));
  print(line("nfm plan, no compile cache yet", cold, base));
  print(line("nfm plan, warm compile cache", warm, base));
}

function plan(cache: string): Promise<Measured> {
  const words = [join(root, "dist", "cli", "main.js"), "plan", "--stack", "dev", "--cwd", root];
  return measured(process.execPath, words, { NODE_COMPILE_CACHE: cache });
}

function line(name: string, runs: Measured[], base: number): string {
  const seconds = median(runs.map((run) => run.seconds));
  const peak = Math.max(...runs.map((run) => run.peakMegabytes));
  return (
    `  ${name.padEnd(38)} ${seconds.toFixed(2)} s  ${(seconds / base).toFixed(2)} x  ` +
    `highest sum of memory ${peak.toFixed(0)} MB`
  );
}
