import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AccountState } from "./provider/account.ts";
import { succeeds, up } from "./support.ts";
import { shipped, type Config, type World } from "./world.ts";

const folder = join(import.meta.dirname, "recordings");

/** What a release left behind: its settings, what Pulumi remembers, and what AWS has. */
interface Recording {
  config: Config;
  state: unknown;
  account: AccountState;
}

/** Recorded releases, such as `0.1.0-dev`: version and stack. */
export function recordedReleases(): string[] {
  return readdirSync(folder)
    .map((file) => file.replace(/\.json$/, ""))
    .sort();
}

/** Reads what a release left behind. */
export function readRelease(name: string): Recording {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Recording;
}

/** Writes down what this version leaves behind: `node test/pulumi/record.ts`, once for each release. */
export async function recordRelease(world: World, version: string, stackName: string): Promise<void> {
  const config = shipped(stackName);
  const stack = await world.stack(stackName, config);
  await up(world, stack);
  const { stdout } = await succeeds(stack, "stack", "export");
  const recording: Recording = { config, state: JSON.parse(stdout), account: world.account.read() };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${version}-${stackName}.json`);
  // What was released stays as it is: a version that cannot keep it is a breaking one.
  writeFileSync(file, `${JSON.stringify(recording, ofEveryMachine, 1)}\n`, { flag: "wx" });
}

/** Leaves out where on this machine the program was, and when. */
function ofEveryMachine(key: string, value: unknown): unknown {
  if (key === "time") return "0001-01-01T00:00:00Z";
  return ["created", "modified", "sourcePosition", "stackTrace"].includes(key) ? undefined : value;
}
