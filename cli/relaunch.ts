import { spawn } from "node:child_process";
import { signalExitCode, stopSignals } from "./signals.ts";

/** Runs the same command on another Node and ends as it ends. */
export async function relaunch(node: string, script: string, words: readonly string[]): Promise<void> {
  const child = spawn(node, [script, ...words], { stdio: "inherit" });
  for (const signal of stopSignals) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? signalExitCode(signal ?? "SIGKILL")));
  });
}
