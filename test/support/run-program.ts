import {
  environmentFor,
  loadProject,
  loadStack,
  noAnswers,
  runProgram,
  type Answers,
  type RunRequest,
} from "../../engine/index.ts";
import { awsModels } from "../../engine/models/index.ts";
import type { Models } from "../../engine/models/model.ts";
import type { RunResult } from "../../engine/types.ts";

/** Which stack of a program is run, and what it is told. */
export interface ProgramOptions {
  /** Name of the stack. Default: `test`. */
  stack?: string;
  /** Settings in place of those of the stack's file. Default: none. */
  overrides?: Record<string, string>;
  /** What only a deployment would know. Default: nothing. */
  answers?: Partial<Answers>;
  /** What providers answer. Default: AWS's models. */
  models?: Models;
}

/** The request for a run of the program in a folder, against the engine in memory. */
export function programRequest(folder: string, options: ProgramOptions = {}): Omit<RunRequest, "mode"> {
  const { stack: name = "test", overrides = {}, models = awsModels() } = options;
  const answers = { ...noAnswers, ...options.answers };
  const project = loadProject(folder);
  const stack = loadStack(project, { stack: name, overrides, answers });
  const environment = environmentFor(stack, answers);
  return { project, stack, environment, models, answers };
}

/** Loads the program in a folder and runs it as Pulumi's runner would, against the engine in memory. */
export function runFolder(
  folder: string,
  mode: RunRequest["mode"],
  options: ProgramOptions = {},
): Promise<RunResult> {
  return runProgram({ ...programRequest(folder, options), mode });
}
