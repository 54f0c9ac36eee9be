/** What is wrong with what the user gave: one line per problem, to be shown without a stack trace, exit code 1. */
export class ProblemsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ProblemsError";
    this.problems = problems;
  }
}
