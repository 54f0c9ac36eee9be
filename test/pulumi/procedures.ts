import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { succeeds } from "./support.ts";
import type { Stack } from "./world.ts";

const OPERATIONS = join(import.meta.dirname, "..", "..", "docs", "operations.md");

/** A section of docs/operations.md and the blocks of commands in it. */
export interface Section {
  heading: string;
  blocks: string[];
}

/** The sections of docs/operations.md that have commands. */
export function sections(): Section[] {
  const [, ...parts] = readFileSync(OPERATIONS, "utf8").split(/^## /m);
  return parts
    .map((part) => ({
      heading: part.slice(0, part.indexOf("\n")),
      blocks: [...part.matchAll(/^```bash\n([^]*?)^```/gm)].map(([, block = ""]) => block),
    }))
    .filter(({ blocks }) => blocks.length > 0);
}

/**
 * The commands that docs/operations.md shows, one list for each block, and for each numbered step inside one. Words in
 * capitals that stand for something are replaced. Errors: throws for a heading that is not there.
 */
export function documented(heading: string, words: Record<string, string> = {}): string[][] {
  const found = sections().find((section) => section.heading === heading);
  if (found === undefined) throw new Error(`docs/operations.md has no commands below "${heading}"`);
  const steps = found.blocks.flatMap((block) => block.split(/^# \d+\..*\n/m));
  return steps.map((step) => commandsIn(step, words)).filter((commands) => commands.length > 0);
}

function commandsIn(step: string, words: Record<string, string>): string[] {
  const text = step.replaceAll(/ *\\\n */g, " ").replaceAll(/ +#.*$/gm, "");
  const filled = Object.entries(words).reduce((line, [word, value]) => line.replaceAll(word, value), text);
  return filled
    .split(/\n| && /)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What Pulumi asks at a terminal, which tests do not have, and what they leave out to save time. */
const unattended: Record<string, string[]> = {
  cancel: ["--yes"],
  destroy: ["--yes", "--skip-preview"],
  import: ["--yes"],
  refresh: ["--yes", "--skip-preview"],
  up: ["--yes", "--skip-preview"],
};

/**
 * Runs documented commands as they stand, each of which must succeed; gives what the last one wrote. Errors: throws where
 * there is none, since the document lost them.
 */
export async function follow(stack: Stack, commands: readonly string[]): Promise<string> {
  if (commands.length === 0) throw new Error("docs/operations.md does not show these commands any more");
  let written = "";
  for (const command of commands) written = await followOne(stack, command);
  return written;
}

async function followOne(stack: Stack, line: string): Promise<string> {
  const pipe = line.indexOf(" | ");
  const [command, filter] = pipe < 0 ? [line] : [line.slice(0, pipe), line.slice(pipe + " | ".length)];
  const [program = "", ...args] = wordsOf(command);
  // Who reads its answer is the test, which put what it would say into the commands.
  if (command === "aws networkflowmonitor list-scopes") return "";
  if (program === "cp" || program === "rm") {
    // The documented paths begin where `pulumi login` was told.
    const backend = dirname(dirname(dirname(dirname(stack.stateFile))));
    const [from = "", to = ""] = args.map((path) => join(backend, path));
    if (program === "cp") copyFileSync(from, to);
    else rmSync(from);
    return "";
  }
  if (program !== "pulumi") throw new Error(`docs/operations.md: tests cannot run ${line}`);
  const [name = ""] = args;
  const more = (unattended[name] ?? []).filter((option) => !args.includes(option));
  const { stdout } = await succeeds(stack, ...args, ...more);
  return filter === undefined ? stdout : filtered(stdout, filter);
}

function wordsOf(command: string): string[] {
  return (command.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));
}

/** What a documented filter makes of some text. Errors: throws where the filter fails or is not installed. */
function filtered(input: string, filter: string): string {
  const [program = "", ...args] = wordsOf(filter);
  const { stdout, status, error } = spawnSync(program, args, { input, encoding: "utf8" });
  if (error !== undefined || status !== 0) throw error ?? new Error(`${filter} ended with ${String(status)}`);
  return stdout;
}
