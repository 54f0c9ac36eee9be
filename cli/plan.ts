import { resolve } from "node:path";
import {
  environmentFor,
  knownStacks,
  loadProject,
  loadStack,
  nearest,
  noAnswers,
  ProblemsError,
  readAnswers,
  type Project,
  type RunRequest,
} from "../engine/index.ts";
import { awsModels } from "../engine/models/index.ts";
import type { RunResult } from "../engine/types.ts";
import { exitCodes, type Command, type Flags, type Terminal } from "./command.ts";
import { runBoth } from "./passes.ts";
import { signalExitCode } from "./signals.ts";

/** A key, in whose quoted names "=" may stand, and what follows the first other "=". */
const KEY_AND_VALUE = /^((?:\["(?:\\"|[^"])*"\]|[^=])+)=(.*)$/s;

const formats = ["text", "json"] as const;

/** `nfm plan`: what the program would deploy, from two simulated runs of it. */
export const plan: Command = {
  name: "plan",
  about: "Show what a Pulumi program would deploy, with no account, no network and no Pulumi CLI.",
  flags: {
    stack: {
      type: "string",
      value: "NAME",
      about: "The stack to plan. Default: the only one that has a file.",
    },
    cwd: { type: "string", value: "DIR", about: "The folder of the Pulumi project. Default: this folder." },
    config: {
      type: "string",
      value: "KEY=VALUE",
      multiple: true,
      about: "Configuration that wins over the stack's file, KEY with or without a path. Can be repeated.",
    },
    format: { type: "string", value: "text|json", about: "How to print the plan. Default: text." },
    verbose: { type: "boolean", about: "Show every resource with its inputs." },
    answers: {
      type: "string",
      value: "FILE",
      about: "What AWS, other stacks and ESC would answer, JSON or YAML.",
    },
    "allow-empty": { type: "boolean", about: "Accept a program that registers no resource." },
    timeout: { type: "string", value: "SECONDS", about: "How long the program may run. Default: 300." },
  },
  notes: [
    "Keys of --config may have a path, as in `pulumi config set --path`: nfm:scope.mode=adopt, nfm:ec2.allowedCidrs[0]=…,",
    'nfm:tags["a.b"]=… It changes that part and leaves the rest. There, true, false and whole numbers are read as such,',
    "while the value of a key without a path stays text.",
    "",
    "The plan goes to standard output, everything else to standard error.",
    "Exit codes: 0 planned, 1 error, 130 interrupted.",
  ],
  run: runPlan,
};

async function runPlan(flags: Flags, terminal: Terminal): Promise<number> {
  const options = optionsOf(flags);
  const { project, stack, request } = requestOf(options);
  const running = runBoth(request, terminal.signal);
  // Loaded while the program runs.
  const [{ preview, update }, renderers] = await Promise.all([running, import("../plan/index.ts")]);
  if (terminal.signal.aborted) return signalExitCode(terminal.signal.reason as NodeJS.Signals);
  showOwnOutput(preview, terminal);
  if (preview.outcome !== "succeeded") {
    for (const line of errorLines(preview)) terminal.message(line);
    return exitCodes.error;
  }
  const made = renderers.makePlan(preview, update, {
    project: project.name,
    stack,
    region: request.environment.region,
    directory: project.root,
  });
  const { format, verbose } = options;
  const text =
    format === "json"
      ? renderers.renderJson(made)
      : renderers.renderText(made, { verbose, colour: terminal.colour });
  if (renderers.findLeaks(text, update.generated).length > 0) {
    terminal.message("warning: this plan shows an id that was made up for it, please report that");
  }
  await terminal.result(text);
  return exitCodes.ok;
}

interface Options {
  stack: string | undefined;
  /** As given, for messages. */
  folder: string;
  overrides: Record<string, string>;
  format: (typeof formats)[number];
  verbose: boolean;
  answers: string | undefined;
  allowEmpty: boolean;
  timeoutSeconds: number | undefined;
}

/** Reads the values of the flags. Throws a ProblemsError with every problem. */
function optionsOf(flags: Flags): Options {
  const problems: string[] = [];
  const last = (name: string) => flags.strings.get(name)?.at(-1);
  const format = formats.find((known) => known === (last("format") ?? "text"));
  if (format === undefined) problems.push(unknownFormat(last("format") ?? ""));
  const timeout = last("timeout");
  const timeoutSeconds = timeout === undefined ? undefined : Number(timeout);
  if (timeoutSeconds !== undefined && !(timeoutSeconds > 0 && Number.isFinite(timeoutSeconds))) {
    problems.push(`--timeout ${timeout ?? ""}: give a number of seconds above 0`);
  }
  const overrides: Record<string, string> = {};
  for (const pair of flags.strings.get("config") ?? []) {
    const [, key, value] = KEY_AND_VALUE.exec(pair) ?? [];
    if (key !== undefined && value !== undefined) overrides[key] = value;
    else problems.push(`--config ${pair}: write KEY=VALUE, such as nfm:workload=ec2`);
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return {
    stack: last("stack"),
    folder: last("cwd") ?? ".",
    overrides,
    format: format ?? "text",
    verbose: flags.booleans.has("verbose"),
    answers: last("answers"),
    allowEmpty: flags.booleans.has("allow-empty"),
    timeoutSeconds,
  };
}

function unknownFormat(given: string): string {
  const meant = nearest(given, formats);
  return `--format ${given}: ${meant === undefined ? `use ${formats.join(" or ")}` : `did you mean ${meant}?`}`;
}

function requestOf(options: Options): { project: Project; stack: string; request: Omit<RunRequest, "mode"> } {
  const project = loadProject(options.folder);
  const name = options.stack ?? onlyStack(project);
  const answers = options.answers === undefined ? noAnswers : readAnswers(resolve(options.answers));
  const stack = loadStack(project, { stack: name, answers, overrides: options.overrides });
  return {
    project,
    stack: stack.name,
    request: {
      project,
      stack,
      answers,
      environment: environmentFor(stack, answers),
      models: awsModels(),
      allowEmpty: options.allowEmpty,
      ...(options.timeoutSeconds !== undefined && { timeoutSeconds: options.timeoutSeconds }),
    },
  };
}

/** A project without stack files has every stack; Pulumi's own examples call the first one dev. */
function onlyStack(project: Project): string {
  const [first = "dev", ...others] = knownStacks(project);
  if (others.length === 0) return first;
  throw new ProblemsError([`--stack is needed: this project has ${[first, ...others].join(", ")}`]);
}

/** What the program itself wrote, which the Pulumi CLI would show too. */
function showOwnOutput(run: RunResult, terminal: Terminal): void {
  for (const text of [run.stdout, run.stderr]) if (text.trim() !== "") terminal.message(text.trimEnd());
}

/** One line for each error of the program; a stack trace stays below its first line. */
function errorLines(run: RunResult): string[] {
  return run.diagnostics
    .filter(({ severity }) => severity === "error")
    .flatMap(({ message }) => {
      const lines = message.trimEnd().split("\n");
      const traced = lines.some((line) => /^\s+at /.test(line));
      return traced ? [`error: ${lines.join("\n")}`] : lines.map((line) => `error: ${line}`);
    });
}
