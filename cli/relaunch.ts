import { spawn } from "node:child_process";
import { constants } from "node:os";

/** Signals that a terminal or a CI runner stops a command with. */
export const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Exit code of a command that a signal ended, as shells have it. */
export function signalExitCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** Runs the same command on another Node and ends as it ends. */
export async function relaunch(node: string, script: string, words: readonly string[]): Promise<void> {
  const child = spawn(node, [script, ...words], { stdio: "inherit" });
  for (const signal of stopSignals) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? signalExitCode(signal ?? "SIGKILL")));
  });
}
