import assert from "node:assert/strict";
import {
  loadProject,
  loadStack,
  noAnswers,
  ProblemsError,
  type Answers,
  type Stack,
} from "../../engine/index.ts";
import { folderWith } from "./folder.ts";

const minimal = "name: shop\nruntime: nodejs\n";

/** A project, its stack file `dev` and what is asked of them. */
export interface Given {
  project?: string;
  dev?: string;
  files?: Record<string, string>;
  stack?: string;
  overrides?: Record<string, string>;
  answers?: Partial<Answers>;
}

/** Reads the configuration of a stack. */
export function load(given: Given): Stack {
  const files = {
    "Pulumi.yaml": minimal + (given.project ?? ""),
    ...(given.dev !== undefined && { "Pulumi.dev.yaml": given.dev }),
    ...given.files,
  };
  return loadStack(loadProject(folderWith(files)), {
    stack: given.stack ?? "dev",
    answers: { ...noAnswers, ...given.answers },
    ...(given.overrides !== undefined && { overrides: given.overrides }),
  });
}

/** The values as texts, by key. */
export function texts(stack: Stack): Record<string, string> {
  return Object.fromEntries([...stack.config].map(([key, value]) => [key, value.text]));
}

/** The problems for which a stack is refused. */
export function problemsOf(given: Given): readonly string[] {
  try {
    load(given);
  } catch (error) {
    assert.ok(error instanceof ProblemsError, String(error));
    return error.problems;
  }
  throw new Error("the stack was accepted");
}
