import { join } from "node:path";
import { findCli, WHAT_TO_INSTALL, type Cli } from "../test/pulumi/cli.ts";
import type { Ended } from "../test/pulumi/command.ts";
import { openWorld, shipped, type Stack } from "../test/pulumi/world.ts";
import { inTurns, medianSeconds, series, type Series } from "./processes.ts";

const rounds = 5;
const empty = join(import.meta.dirname, "empty");

/** `pulumi preview` of the stack dev, by the real CLI with simulated providers, and what of it is our program's. */
export async function preview(print: (line: string) => void): Promise<void> {
  const cli = await findCli();
  const lines = cli === undefined ? [`Preview: not measured: ${WHAT_TO_INSTALL}`] : await measure(cli);
  for (const line of lines) print(line);
}

/** Both programs have the same providers: attaching to them takes the CLI time, whether they are used or not. */
async function measure(cli: Cli): Promise<string[]> {
  const packages = ["aws", "awsx"];
  const nothing = await openWorld(cli, packages, { folder: empty });
  const ours = await openWorld(cli, packages);
  try {
    const floor = previewsOf("a program that makes nothing", await nothing.stack("dev", {}));
    const own = previewsOf("the stack dev", await ours.stack("dev", shipped("dev")));
    // Not counted: the first run fills the compile cache.
    for (const { run } of [floor, own]) await run();
    await inTurns([floor, own], rounds);
    return report(cli, floor, own);
  } finally {
    await Promise.all([nothing.close(), ours.close()]);
  }
}

function previewsOf(name: string, stack: Stack): Series<Ended> {
  return series(name, async () => {
    const ended = await stack.run(["preview"]);
    if (ended.code !== 0) throw new Error(`pulumi preview of ${name} failed: ${ended.output}`);
    return ended;
  });
}

function report(cli: Cli, floor: Series<Ended>, own: Series<Ended>): string[] {
  const [base, seconds] = [medianSeconds(floor), medianSeconds(own)];
  const row = (name: string, time: number) => `  ${name.padEnd(32)} ${time.toFixed(2)} s`;
  return [
    `Preview: pulumi preview, CLI ${cli.version} with simulated providers, medians of ${rounds}`,
    row(floor.name, base),
    `${row(own.name, seconds)}  ${(seconds / base).toFixed(2)} x`,
    row("what our program adds", seconds - base),
  ];
}
