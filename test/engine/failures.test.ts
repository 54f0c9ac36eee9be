import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { loadProject, ProblemsError, runProgram } from "../../engine/index.ts";
import { messages, programFolder, requestFor, run } from "./support.ts";
import { things } from "./things.ts";

/** The errors of a run, machine paths shortened. */
async function errorsOf(entry: string): Promise<string[]> {
  const result = await run("failing", { entry, models: things });
  assert.equal(result.outcome, "failed");
  return messages(result, "error").map((message) => message.replaceAll(programFolder("failing"), "FOLDER"));
}

describe("the error text of a failing program is its own", () => {
  it("thrown at once: name, message and the program's frames", async () => {
    const [message = "", ...more] = await errorsOf("throws-at-once.js");
    assert.deepEqual(more, []);
    assert.match(
      message,
      /^Running program 'FOLDER\/throws-at-once\.js' failed with an unhandled exception:\nError: thrown at once\n {4}at fail \(FOLDER\/throws-at-once\.js:2:9\)/,
    );
    assert.ok(!message.includes("preload"), "our own code stands in the user's stack trace");
  });

  it("thrown late, inside apply", async () => {
    const [message = ""] = await errorsOf("throws-late.js");
    assert.match(message, /Error: thrown late\n {4}at fail \(FOLDER\/throws-late\.js:6:9\)/);
  });

  it("a rejection nobody handles, RunError: one line without a stack", async () => {
    assert.deepEqual(await errorsOf("rejects.js"), ["no such workload: use ec2"]);
  });

  it("a missing configuration value", async () => {
    const [message = ""] = await errorsOf("config-missing.js");
    assert.match(message, /^Missing required configuration variable 'failing:workload'\n/);
  });

  it("a promise that never settles", async () => {
    const result = await run("failing", { entry: "leaks.js" });
    assert.equal(result.outcome, "failed");
    assert.match(result.stderr, /"first" \[test:index:Thing\]/);
  });

  it("exit code 32 adds nothing, any other code the language host's message", async () => {
    const logged = await run("failing", { entry: "rejects.js" });
    assert.equal(logged.exitCode, 32);
    const result = await run("failing", { entry: "exits.js" });
    assert.deepEqual([result.outcome, result.exitCode], ["failed", 3]);
    assert.deepEqual(messages(result, "error"), ["Program exited with non-zero exit code: 3"]);
    assert.equal(result.stdout, "said before the end\n");
    assert.equal(result.stderr, "complained before the end\n");
  });

  it("too little memory: the language host's advice", async () => {
    const result = await run("failing", { entry: "exhausts.js", nodeargs: ["--max-old-space-size=60"] });
    assert.equal(result.outcome, "failed");
    const [message = ""] = messages(result, "error");
    assert.match(
      message,
      /^Program exited with non-zero exit code: -?\d+\. Detected a possible out of memory error\./,
    );
  });

  it("an error that the program only logs fails the run, a warning does not", async () => {
    const result = await run("failing", { entry: "logs-error.js" });
    assert.deepEqual([result.outcome, result.exitCode], ["failed", 0]);
    assert.deepEqual(
      result.diagnostics.map(({ severity, message }) => [severity, message]),
      [
        ["warning", "careful"],
        ["error", "this cannot work"],
      ],
    );
  });
});

describe("what the real engine refuses", () => {
  it("two resources of one URN, in its words", async () => {
    assert.deepEqual(await errorsOf("duplicate.js"), [
      "Duplicate resource URN 'urn:pulumi:dev::failing::test:index:Thing::same'; try giving it a unique name",
    ]);
  });

  it("a parent that is not registered", async () => {
    assert.deepEqual(await errorsOf("missing-parent.js"), [
      "could not find parent resource urn:pulumi:dev::failing::test:index:Parent::gone",
    ]);
  });

  it("a type token of other than three parts", async () => {
    const [message = ""] = await errorsOf("bad-type.js");
    assert.match(message, /Type 'thing' is not a valid type token \(must have format '\*:\*:\*'\)/);
  });

  it("a version range that the CLI does not satisfy", async () => {
    const [message = ""] = await errorsOf("version.js");
    assert.match(message, /Pulumi CLI version 3\.259\.0 does not satisfy the version range ">=99\.0\.0"/);
  });

  it("a resource whose transform throws", async () => {
    const [message = ""] = await errorsOf("transform-throws.js");
    assert.match(message, /invoke transform: .*transform failed: Error: not like this/);
  });

  it("a resource whose hook for previews fails, before and after its creation", async () => {
    assert.deepEqual(await errorsOf("before-hook-fails.js"), ['before hook "guard" failed: not ready']);
    assert.deepEqual(await errorsOf("after-hook-fails.js"), ['after hook "guard" failed: not ready']);
  });

  it("inputs that a model's check rejects, with the resource's URN", async () => {
    const result = await run("esm", {
      overrides: { size: "13" },
      models: {
        ...things,
        resources: new Map([
          [
            "test:index:Thing",
            { ...things.resources.get("test:index:Thing")!, check: () => ["too odd", "too big"] },
          ],
        ]),
      },
    });
    assert.equal(result.outcome, "failed");
    assert.deepEqual(messages(result, "error"), [
      "test:index:Thing resource 'first-thing' has a problem: too odd",
      "test:index:Thing resource 'first-thing' has a problem: too big",
    ]);
    const refused = result.diagnostics.find((diagnostic) => diagnostic.message.endsWith("too odd"));
    assert.equal(refused?.urn, "urn:pulumi:dev::esm::test:index:Thing::first-thing");
  });
});

describe("a project without its packages", () => {
  it("gets one line that says what to run", async () => {
    const request = requestFor("failing");
    const project = { ...loadProject(programFolder("failing")), programDirectory: "/" };
    await assert.rejects(runProgram({ ...request, project }), (error) => {
      assert.ok(error instanceof ProblemsError);
      assert.deepEqual(error.problems, [
        '@pulumi/pulumi is not installed for project "failing": run `npm install` in its folder',
      ]);
      return true;
    });
  });
});
