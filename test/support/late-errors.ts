import { setImmediate } from "node:timers/promises";

/**
 * What Pulumi's runner would report: the errors that nothing in the program catches, each once, in the order in which
 * they surface. A check of a value that is known only later fails so, and not where the component is constructed.
 */
export async function lateErrors(program: () => Promise<unknown>): Promise<unknown[]> {
  const errors = new Set<unknown>();
  const listener = (error: unknown) => void errors.add(error);
  process.on("unhandledRejection", listener);
  try {
    await program();
    // Rejections are announced after the microtasks of a turn.
    await setImmediate();
    await setImmediate();
  } finally {
    process.off("unhandledRejection", listener);
  }
  return [...errors];
}
