import assert from "node:assert/strict";
import fc from "fast-check";
import { readFlags, unknown } from "../../cli/args.ts";
import type { Flag } from "../../cli/command.ts";
import { ProblemsError } from "../../engine/problems.ts";

const flags: Record<string, Flag> = {
  stack: { type: "string", value: "NAME", about: "" },
  config: { type: "string", multiple: true, about: "" },
  verbose: { type: "boolean", about: "" },
};

function problemsOf(words: string[]): readonly string[] {
  try {
    readFlags("plan", words, flags);
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
  return [];
}

describe("the flags of a command", () => {
  it("are read as the next word or after '=', or a user's value is lost", () => {
    const read = readFlags(
      "plan",
      ["--stack", "dev", "--config=a=1", "--config", "b=-2", "--verbose"],
      flags,
    );
    assert.deepEqual(read.strings.get("stack"), ["dev"]);
    assert.deepEqual(read.strings.get("config"), ["a=1", "b=-2"]);
    assert.deepEqual([...read.booleans], ["verbose"]);
  });

  it("keep the order of repeated values, or `npm run plan -- --stack prod` still plans the script's own stack", () => {
    assert.deepEqual(readFlags("plan", ["--stack", "dev", "--stack", "prod"], flags).strings.get("stack"), [
      "dev",
      "prod",
    ]);
  });

  it("are refused all at once with the nearest known flag, or a user mends one typo at a time", () => {
    assert.deepEqual(problemsOf(["--stak", "dev", "--verbose=yes", "--zzzzzz", "--config"]), [
      "unknown flag --stak: did you mean --stack?",
      'unexpected "dev": nfm plan takes only flags',
      '--verbose takes no value: drop "=yes"',
      "unknown flag --zzzzzz: `nfm plan --help` lists them",
      "--config needs a value: --config VALUE",
    ]);
  });

  it("do not take the next flag for a value, or `--stack --verbose` plans a stack called --verbose", () => {
    assert.deepEqual(problemsOf(["--stack", "--verbose"]), ["--stack needs a value: --stack NAME"]);
    assert.deepEqual(readFlags("plan", ["--config=-x"], flags).strings.get("config"), ["-x"]);
  });

  it("are refused when short, since none has a short form", () => {
    assert.deepEqual(problemsOf(["-s"]), ["unknown flag -s: `nfm plan --help` lists them"]);
  });

  it("never crash on any words: each is read or refused in one line", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom("--", "--stack", "-", "--no-verbose"))),
        (words) => {
          for (const problem of problemsOf(words)) assert.doesNotMatch(problem, /^\s*at /m);
        },
      ),
    );
  });
});

describe("an unknown name", () => {
  it("names the nearest known one, or says how to list them", () => {
    assert.equal(unknown("command", "plna", ["plan"]), "unknown command plna: did you mean plan?");
    assert.equal(unknown("command", "destroy", ["plan"]), "unknown command destroy: `nfm --help` lists them");
  });
});
