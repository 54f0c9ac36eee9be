import { stopSignals } from "./signals.ts";
import type { Terminal } from "./command.ts";

/** The terminal of this process. Its signal is aborted, with the name of the signal as reason, on Ctrl-C. */
export function processTerminal(): Terminal {
  const controller = new AbortController();
  for (const signal of stopSignals) process.on(signal, () => controller.abort(signal));
  // `nfm plan | head` closes the pipe early: that is no error of ours.
  process.stdout.on("error", closedPipe);
  process.stderr.on("error", closedPipe);
  return {
    result: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    message: (line) => process.stderr.write(`${line}\n`),
    colour: process.stdout.isTTY && process.stdout.hasColors() && !process.env.NO_COLOR,
    signal: controller.signal,
  };
}

function closedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
