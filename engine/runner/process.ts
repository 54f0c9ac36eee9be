import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { Outcome } from "../types.ts";
import type { Command } from "./command.ts";
import { killGroup, killTree } from "./tree.ts";

/** How the program's process ended, and what it wrote. */
export interface Ended {
  /** Absent when the process ended of itself; the exit code then tells. */
  killed?: Exclude<Outcome, "succeeded">;
  /** Absent when a signal ended the process. */
  exitCode?: number;
  stdout: string;
  stderr: string;
}

/** What may end the process before its time. */
export interface Limits {
  timeoutSeconds: number;
  /** The user's wish to stop. */
  cancel: AbortSignal | undefined;
  /** The engine's decision that the run has failed. */
  fail: AbortSignal;
}

/** How long what the process wrote may still arrive after its end. */
const DRAIN_MS = 1000;
/** Letters kept of each stream; a program that hangs may write for ever. */
const MAX_OUTPUT = 8 * 1024 * 1024;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs a process to its end. Whatever ends it early ends all that it started too. */
export function runProcess(command: Command, limits: Limits): Promise<Ended> {
  // Its own process group, so that it can be ended with everything in it.
  const child = spawn(command.file, command.args, {
    env: command.env,
    ...(command.cwd !== undefined && { cwd: command.cwd }),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    windowsHide: true,
  });
  const ended: Ended = { stdout: "", stderr: "" };
  collect(child.stdout, (text) => (ended.stdout += text));
  collect(child.stderr, (text) => (ended.stderr += text));
  const kill = (reason: Ended["killed"]) => {
    if (ended.killed !== undefined) return;
    ended.killed = reason;
    if (child.pid !== undefined) killTree(child.pid);
  };
  const release = watch(limits, kill);
  return new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code !== null && ended.killed === undefined) ended.exitCode = code;
      if (child.pid !== undefined) killGroup(child.pid);
      // Something that left the group may hold the pipes open for ever.
      setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.destroy()), DRAIN_MS).unref();
    });
    child.once("close", () => resolve(ended));
  }).finally(release);
}

function collect(stream: Readable, add: (text: string) => void): void {
  let length = 0;
  stream.setEncoding("utf8").on("data", (text: string) => {
    length += text.length;
    if (length <= MAX_OUTPUT) add(text);
  });
}

/** Calls `kill` when a limit is reached; the returned function ends the watch. */
function watch(limits: Limits, kill: (reason: Ended["killed"]) => void): () => void {
  const cancel = () => kill("cancelled");
  const fail = () => kill("failed");
  const timer = setTimeout(() => kill("timed out"), limits.timeoutSeconds * 1000);
  const onSignal = (signal: NodeJS.Signals) => {
    cancel();
    for (const name of SIGNALS) process.off(name, onSignal);
    process.kill(process.pid, signal);
  };
  limits.cancel?.addEventListener("abort", cancel);
  limits.fail.addEventListener("abort", fail);
  process.on("exit", cancel);
  // Who passes a signal of their own also decides what SIGINT means.
  if (limits.cancel === undefined) for (const name of SIGNALS) process.on(name, onSignal);
  if (limits.cancel?.aborted === true) cancel();
  return () => {
    clearTimeout(timer);
    limits.cancel?.removeEventListener("abort", cancel);
    limits.fail.removeEventListener("abort", fail);
    process.off("exit", cancel);
    for (const name of SIGNALS) process.off(name, onSignal);
  };
}
