import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { UNKNOWN } from "../../engine/values.ts";
import type { RunResult } from "../../engine/types.ts";
import { messages, resource, run } from "./support.ts";
import { things } from "./things.ts";

describe("kinds of programs", () => {
  it("runs CommonJS TypeScript through ts-node, or most existing projects cannot be planned", async () => {
    const result = await run("typescript", { mode: "update", models: things });
    assert.equal(result.outcome, "succeeded", JSON.stringify(result.diagnostics));
    assert.deepEqual(resource(result, "first").inputs, { size: "small" });
    const arn = result.generated.find((value) => value.property === "arn")?.value ?? "";
    assert.deepEqual(result.stackOutputs, { text: `arn is ${arn}`, size: "small" });
  }).timeout(60_000);

  describe("ESM TypeScript with type stripping, main in a folder, an async entry function", () => {
    let result: RunResult;
    before(async () => {
      result = await run("esm", {
        stack: "acme/esm/test",
        overrides: { size: "7", password: "open", "aws:region": "eu-west-1" },
      });
    });

    it("runs in the folder of main, with the arguments for node, or relative paths break", () => {
      assert.match(result.stdout, /^in src a program$/m);
    });

    it("lets the program start threads and processes, which inherit the arguments for node", () => {
      assert.match(result.stdout, /^from a thread from a child$/m);
    });

    it("hands over project, stack, organization and configuration as the CLI does", () => {
      assert.deepEqual(result.stackOutputs, {
        name: "first-thing",
        project: "esm",
        stack: "test",
        organization: "acme",
        dryRun: true,
        password: {
          "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          value: "open",
        },
        region: "eu-west-1",
        nested: "none",
        variable: "none",
      });
      assert.deepEqual(resource(result, "first-thing").inputs, { size: "7" });
    });

    it("ends with exit code 0 and no complaint", () => {
      assert.deepEqual([result.outcome, result.exitCode, result.stderr], ["succeeded", 0, ""]);
      assert.deepEqual(result.diagnostics, []);
    });
  });

  it("leaves unknown what nothing models, in a preview and in a simulated update", async () => {
    const inUpdate = await run("features", { mode: "update", models: things });
    const inPreview = await run("features", { models: things });
    for (const result of [inPreview, inUpdate]) {
      assert.equal(result.outcome, "succeeded", JSON.stringify(result.diagnostics));
      const { part, text } = resource(result, "of-unmodelled").inputs;
      assert.deepEqual({ part, text }, { part: UNKNOWN, text: UNKNOWN });
    }
    assert.equal(resource(inPreview, "of-unmodelled").inputs.physical, UNKNOWN);
    const marker = resource(inUpdate, "of-unmodelled").inputs.physical;
    const { urn } = resource(inUpdate, "unmodelled");
    assert.ok(typeof marker === "string");
    assert.match(marker, /^id-of-[0-9a-f]{17}$/);
    assert.deepEqual(
      inUpdate.generated.filter((value) => value.urn === urn),
      [{ value: marker, urn, property: "id" }],
    );
    assert.deepEqual(inPreview.generated, []);
  });
});

describe("a program that registers nothing", () => {
  it("is refused, because deploying it would delete the stack", async () => {
    const result = await run("failing", { entry: "nothing.js" });
    assert.equal(result.outcome, "failed");
    assert.deepEqual(messages(result, "error"), [
      "the program registered nothing: deploying it would delete the whole stack; pass --allow-empty if that is meant",
    ]);
  });

  it("is accepted when the user says so", async () => {
    const result = await run("failing", { entry: "nothing.js", allowEmpty: true });
    assert.equal(result.outcome, "succeeded");
    assert.deepEqual(result.stackOutputs, { answer: 42 });
  });

  it("names the missing main when package.json's exports started the library instead", async () => {
    const result = await run("library");
    assert.deepEqual(messages(result, "error"), [
      "the program registered nothing: Pulumi.yaml has no `main`, so Pulumi ran what `exports` in package.json names, " +
        "the library; set `main` to the program's file, such as `main: index.ts`",
    ]);
  });
});
