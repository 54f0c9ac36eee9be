import { openPort } from "./port.ts";
import { ProblemsError } from "./problems.ts";
import type { RunRequest } from "./request.ts";
import { command, locateRunner } from "./runner/command.ts";
import { runProcess, type Ended } from "./runner/process.ts";
import { runState, type RunState } from "./state.ts";
import { emptyProgram } from "./empty.ts";
import type { Outcome, RunResult } from "./types.ts";

const DEFAULT_TIMEOUT_SECONDS = 300;

/** The runner's sign that the program's error has been shown. Source: @pulumi/pulumi, cmd/run/index.js. */
export const ALREADY_REPORTED = 32;

/**
 * Runs a program once, to its end, and tells what it registered. Throws a ProblemsError when the project's packages
 * are not installed.
 */
export async function runProgram(request: RunRequest): Promise<RunResult> {
  const runner = locateRunner(request.project.programDirectory);
  if (runner === undefined) {
    throw new ProblemsError([
      `@pulumi/pulumi is not installed for project "${request.project.name}": run \`npm install\` in its folder`,
    ]);
  }
  const state = runState(request);
  const port = await openPort();
  try {
    // The program's process is started first: while it loads the SDK, what serves it is loaded here.
    const running = runProcess(command(request, runner, port.address), {
      timeoutSeconds: request.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
      cancel: request.signal,
      fail: state.stopped.signal,
    });
    const serving = import("./server.ts").then(({ serve }) => serve(state, port));
    const [ended, server] = await Promise.all([running, serving]);
    server.close();
    return resultOf(state, ended);
  } finally {
    port.close();
  }
}

function resultOf(state: RunState, ended: Ended): RunResult {
  const { request } = state;
  const outcome = outcomeOf(state, ended);
  return {
    mode: request.mode,
    outcome,
    ...(ended.exitCode !== undefined && { exitCode: ended.exitCode }),
    resources: [...state.entries.values()].map((entry) => entry.record),
    invokes: state.invokes,
    diagnostics: state.diagnostics,
    stackOutputs: state.stackOutputs,
    generated: state.generated.list(),
    assumptions: [...state.assumptions].sort(),
    stdout: ended.stdout,
    stderr: ended.stderr,
  };
}

function outcomeOf(state: RunState, ended: Ended): Outcome {
  const fail = (message: string): Outcome => {
    state.diagnostics.push({ severity: "error", message });
    return "failed";
  };
  if (ended.killed === "timed out") {
    const seconds = state.request.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
    fail(
      `the program did not end within ${seconds} seconds: give it longer with --timeout, or see what it waits for`,
    );
  }
  if (ended.killed !== undefined) return ended.killed;
  if (ended.exitCode === ALREADY_REPORTED) return "failed";
  if (ended.exitCode !== 0) return fail(exitMessage(ended));
  if (state.diagnostics.some((diagnostic) => diagnostic.severity === "error")) return "failed";
  const empty = emptyProgram(state);
  return empty === undefined ? "succeeded" : fail(empty);
}

/**
 * What the language host says of a program that failed without saying why.
 * Source: pulumi/pulumi, sdk/nodejs/cmd/pulumi-language-nodejs/main.go, execRuntime and oomSniffer.
 */
export function exitMessage(ended: Ended): string {
  const message = `Program exited with non-zero exit code: ${ended.exitCode ?? -1}`;
  const outOfMemory =
    ended.stderr.includes("<--- Last few GCs --->") ||
    ended.stderr.includes("Check failed: needs_context && current_scope_ == closure_scope_");
  if (!outOfMemory) return message;
  return (
    `${message}. Detected a possible out of memory error. Consider increasing the memory available to the nodejs ` +
    "process by setting the `nodeargs` runtime option in Pulumi.yaml to `nodeargs: --max-old-space-size=<size>` where " +
    "`<size>` is the maximum memory in megabytes that can be allocated to nodejs. " +
    "See https://www.pulumi.com/docs/concepts/projects/project-file/#runtime-options"
  );
}
