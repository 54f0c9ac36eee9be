import type { Answers } from "./answers.ts";
import type { Environment } from "./environment.ts";
import type { Models } from "./models/model.ts";
import type { Project, Stack } from "./project/types.ts";

/** What to run, and what to answer. */
export interface RunRequest {
  project: Project;
  stack: Stack;
  /** A preview leaves unknown what AWS chooses; a simulated update puts generated values there. */
  mode: "preview" | "update";
  environment: Environment;
  models: Models;
  answers: Answers;
  /** Default: 300. */
  timeoutSeconds?: number;
  /** Stops the run. Without it, the run itself stops on SIGINT, SIGTERM and SIGHUP. */
  signal?: AbortSignal;
  /** Accepts a program that registers nothing. Default: false. */
  allowEmpty?: boolean;
}
