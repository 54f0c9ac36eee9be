import { runProgram, type RunRequest } from "../engine/index.ts";
import type { RunResult } from "../engine/types.ts";

/** What the two runs of a program told. */
export interface BothRuns {
  preview: RunResult;
  update: RunResult;
}

/**
 * Runs a program twice side by side: as a preview and as a simulated update. The update only fills in what the preview
 * leaves unknown, so it is stopped once the preview has failed.
 */
export async function runBoth(request: Omit<RunRequest, "mode">, signal: AbortSignal): Promise<BothRuns> {
  const enough = new AbortController();
  const stop = AbortSignal.any([signal, enough.signal]);
  const preview = runProgram({ ...request, mode: "preview", signal }).then(
    (result) => {
      if (result.outcome !== "succeeded") enough.abort();
      return result;
    },
    (error: unknown) => {
      enough.abort();
      throw error;
    },
  );
  const update = runProgram({ ...request, mode: "update", signal: stop });
  const [first, second] = await Promise.allSettled([preview, update]);
  // Both fail alike when the program cannot be started at all.
  if (first.status === "rejected") throw first.reason;
  if (second.status === "rejected") throw second.reason;
  return { preview: first.value, update: second.value };
}
