import { constants } from "node:os";

/** Signals that a terminal or a CI runner stops a command with. */
export const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Exit code of a command that a signal ended, as shells have it. */
export function signalExitCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
