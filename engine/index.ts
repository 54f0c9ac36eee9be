/**
 * An in-memory Pulumi engine: runs a Pulumi program of the nodejs runtime with no Pulumi CLI, no account and no
 * network, and records what it registers.
 *
 * ```ts
 * const project = loadProject(folder);
 * const answers = file === undefined ? noAnswers : readAnswers(file);
 * const stack = loadStack(project, { stack: "dev", answers, overrides: { "nfm:workload": "ec2" } });
 * const environment = environmentFor(stack, answers);
 * const result = await runProgram({ project, stack, answers, environment, models, mode: "preview" });
 * ```
 *
 * `loadProject`, `loadStack` and `readAnswers` throw a ProblemsError for what the user got wrong; so does `runProgram`
 * when the project's packages are not installed. How the program itself ended is in `result.outcome` and, in the
 * program's own words, in `result.diagnostics`.
 */
export { noAnswers, readAnswers, type Answers } from "./answers.ts";
export { environmentFor, type Environment } from "./environment.ts";
export { nearest } from "./nearest.ts";
export { ProblemsError } from "./problems.ts";
export { findProjectFile, loadProject } from "./project/load.ts";
export { knownStacks, loadStack, type StackRequest } from "./project/stack.ts";
export type { ConfigValue, Project, Stack } from "./project/types.ts";
export type { RunRequest } from "./request.ts";
export { runProgram } from "./run.ts";
export { PULUMI_VERSION } from "./version.ts";
