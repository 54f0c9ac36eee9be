import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ProblemsError } from "../engine/problems.ts";
import { readFlags, unknown } from "./args.ts";
import { exitCodes, type Command, type Terminal } from "./command.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { signalExitCode } from "./signals.ts";
import { isStale } from "./sources.ts";
import { processTerminal } from "./terminal.ts";

/** The commands, each loaded when it is used. */
const commands: Record<string, { about: string; load: () => Promise<Command> }> = {
  plan: {
    about: "Show what the program would deploy, with no account and no Pulumi CLI.",
    load: async () => (await import("./plan.ts")).plan,
  },
};

/** Runs nfm with the given words and sets the exit code of the process. `here` is the launcher's folder. */
export async function start(words: readonly string[], here: string): Promise<void> {
  const terminal = processTerminal();
  try {
    process.exitCode = await dispatch(words, terminal, here);
  } catch (error) {
    if (terminal.signal.aborted) {
      process.exitCode = signalExitCode(terminal.signal.reason as NodeJS.Signals);
    } else {
      report(error, terminal);
      process.exitCode = exitCodes.error;
    }
  }
}

async function dispatch(words: readonly string[], terminal: Terminal, here: string): Promise<number> {
  const [first, ...rest] = words;
  const list = Object.entries(commands).map(([name, { about }]) => ({ name, about }));
  if (first === "--help" || first === "-h" || (first === "help" && rest.length === 0)) {
    await terminal.result(generalHelp(list));
    return exitCodes.ok;
  }
  if (first === "--version") {
    await terminal.result(`${versionOf(here)}\n`);
    return exitCodes.ok;
  }
  if (first === undefined) throw new ProblemsError(["nfm needs a command: `nfm --help` lists them"]);
  const name = first === "help" ? (rest[0] ?? "") : first;
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) throw new ProblemsError([unknownWord(name)]);
  const command = await entry.load();
  if (first === "help" || rest.includes("--help") || rest.includes("-h")) {
    await terminal.result(commandHelp(command));
    return exitCodes.ok;
  }
  refuseStaleBuild(here);
  return command.run(readFlags(name, rest, command.flags), terminal);
}

function unknownWord(word: string): string {
  if (!word.startsWith("-")) return unknown("command", word, Object.keys(commands));
  return `${unknown("flag", word, ["--help", "--version"])}; flags of a command come after it`;
}

/** In a clone, what was built yesterday must not answer for what is written today. */
function refuseStaleBuild(here: string): void {
  const root = packageFolder(here);
  if (here === join(root, "dist", "cli") && isStale(root)) {
    throw new ProblemsError(["dist/ is older than its sources: run `npm run build`"]);
  }
}

function versionOf(here: string): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder(here), "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}

/** The launcher is cli/main.ts in a clone, and dist/cli/main.js once built. */
function packageFolder(here: string): string {
  const parent = dirname(here);
  return parent.endsWith("dist") ? dirname(parent) : parent;
}

function report(error: unknown, terminal: Terminal): void {
  if (error instanceof ProblemsError) {
    for (const problem of error.problems) terminal.message(`error: ${problem}`);
  } else {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.message(`error: this is a defect of nfm, please report it: ${detail}`);
  }
}
