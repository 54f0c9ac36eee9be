import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong with what the user gave. */
export interface Problem {
  /** Where, in the user's own terms: `monitors.web.localResources[0].identifier`. */
  path: string;
  /** What was given, as text: use `show`. */
  given: string;
  /** What is allowed there. */
  allowed: string;
  /** What to do. */
  fix: string;
}

/** A value as the user would have written it; nothing for an absent one. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  try {
    // Despite its type it gives undefined for what JSON does not have, such as a function.
    const json = JSON.stringify(value) as string | undefined;
    return json ?? inspect(value, { depth: 0 });
  } catch {
    // A cycle, or a number too long for JSON: programs can give resources where a setting belongs.
    return inspect(value, { depth: 0, breakLength: Infinity });
  }
}

/** A closed set as text: `create, adopt or stackReference`. */
export function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words[words.length - 1] ?? ""}`;
}

/** What is wrong with a word of a closed set; nothing with an absent one. */
export function closedSetProblems(value: unknown, words: readonly string[], path: string): Problem[] {
  if (value === undefined || words.some((word) => word === value)) return [];
  return [{ path, given: show(value), allowed: oneOf(words), fix: "choose one of them" }];
}

/** One problem on one line. */
export function formatProblem(problem: Problem): string {
  return `${problem.path}: got ${problem.given}; allowed: ${problem.allowed}; fix: ${problem.fix}`;
}

/** All problems, one a line, sorted by path and then by text, each once. */
export function formatProblems(problems: Problem[]): string {
  const lines = new Set(problems.map(formatProblem));
  return [...lines].sort().join("\n");
}

/**
 * Stops the program if there is any problem: one message that lists them all, without a stack trace.
 * Errors: throws `pulumi.ResourceError`, attached to the component.
 */
export function refuse(component: pulumi.Resource, problems: Problem[]): void {
  if (problems.length > 0) throw new pulumi.ResourceError(formatProblems(problems), component, true);
}

/**
 * The same check for a value that may be known only later. A plain value is not checked here (the component's
 * validator did); an Output is checked when it is known, which in a preview may be never.
 * Errors: the Output fails with `pulumi.ResourceError` and the program with it.
 */
export function checked<T>(
  component: pulumi.Resource,
  input: pulumi.Input<T>,
  problemsOf: (value: pulumi.Unwrap<T>) => Problem[],
): pulumi.Output<pulumi.Unwrap<T>> {
  return pulumi.output(input).apply((value) => {
    refuse(component, problemsOf(value));
    return value;
  });
}
