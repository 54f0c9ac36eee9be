import type { Call, Fault } from "./faults.ts";

/** What a provider's process says to the tests. */
export type FromProvider =
  | { kind: "started" }
  | { kind: "serving"; port: number }
  | { kind: "armed" }
  | { kind: "called"; call: Call }
  | { kind: "struck"; call: Call };

/** What the tests say to a provider's process. */
export type ToProvider =
  | { kind: "serve"; accountFile: string; region: string }
  | { kind: "faults"; faults: Fault[] }
  | { kind: "go on"; sequence: number };
