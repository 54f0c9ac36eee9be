import { join } from "node:path";
import { runProgram, type Answers, type RunRequest } from "../../engine/index.ts";
import type { Models } from "../../engine/models/model.ts";
import type { RecordedResource, RunResult } from "../../engine/types.ts";
import { programRequest } from "../support/run-program.ts";

/** Folder of a program of this test suite. */
export function programFolder(name: string): string {
  return join(import.meta.dirname, "programs", name);
}

/** Models that answer nothing. */
export const noModels: Models = { resources: new Map(), components: new Map(), invokes: new Map() };

/** What a test may choose about a run. */
export interface RunOptions extends Partial<
  Pick<RunRequest, "mode" | "models" | "timeoutSeconds" | "signal">
> {
  /** File to run in place of the project's `main`. */
  entry?: string;
  /** Arguments for node in place of the project's. */
  nodeargs?: string[];
  stack?: string;
  answers?: Partial<Answers>;
  overrides?: Record<string, string>;
  allowEmpty?: boolean;
}

/** The request for a run of one of this test suite's programs. */
export function requestFor(name: string, options: RunOptions = {}): RunRequest {
  const { entry, nodeargs, stack = "dev", overrides = {}, answers = {}, ...rest } = options;
  const loaded = programRequest(programFolder(name), { stack, overrides, answers, models: noModels });
  const { entryPoint, runtime } = loaded.project;
  const project = {
    ...loaded.project,
    entryPoint: entry ?? entryPoint,
    runtime: { ...runtime, nodeargs: nodeargs ?? runtime.nodeargs },
  };
  return { ...loaded, project, mode: "preview", timeoutSeconds: 60, ...rest };
}

/** Runs one of this test suite's programs. */
export function run(name: string, options: RunOptions = {}): Promise<RunResult> {
  return runProgram(requestFor(name, options));
}

/** The only resource of a name. */
export function resource(result: RunResult, name: string): RecordedResource {
  const found = result.resources.filter((candidate) => candidate.name === name);
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`${found.length} resources are named ${name}: ${JSON.stringify(result.diagnostics)}`);
  }
  return found[0];
}

/** Messages of one severity. */
export function messages(result: RunResult, severity: string): string[] {
  return result.diagnostics.filter((item) => item.severity === severity).map((item) => item.message);
}
