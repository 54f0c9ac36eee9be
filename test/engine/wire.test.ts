import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { ResourceModel } from "../../engine/models/model.ts";
import type { RunResult } from "../../engine/types.ts";
import { UNKNOWN } from "../../engine/values.ts";
import { messages, resource, run } from "./support.ts";
import { thing, things } from "./things.ts";

describe("what older SDKs and generated packages send", () => {
  let result: RunResult;
  before(async () => {
    result = await run("wire", { models: things });
    assert.equal(result.outcome, "succeeded", JSON.stringify(result.diagnostics));
  });

  it("asks for features one by one", () => {
    assert.deepEqual(result.stackOutputs.supports, [true, false]);
  });

  it("asks for the root resource", () => {
    assert.equal(result.stackOutputs.root, resource(result, "wire-dev").urn);
  });

  it("gives aliases as URNs, and dependencies for the whole resource", () => {
    const { options, propertyDependencies } = resource(result, "old");
    assert.deepEqual(options.aliases, ["urn:pulumi:dev::wire::test:index:Older::old"]);
    assert.deepEqual(propertyDependencies, { size: [resource(result, "wire-dev").urn] });
  });

  it("names its package by reference, which holds the version", () => {
    assert.equal(resource(result, "packaged").options.version, "4.5.6");
  });

  it("asks whether a resource exists, which nobody here can know", () => {
    assert.equal(result.stackOutputs.exists, true);
    assert.deepEqual(
      result.invokes.find((one) => one.token === "pulumi:pulumi:existsResource"),
      {
        token: "pulumi:pulumi:existsResource",
        args: { type: "test:index:Thing", id: "thing-1" },
        answeredBy: "nobody",
      },
    );
  });

  it("asks for a resource that is not there, and is told so in the real engine's words", () => {
    assert.equal(
      result.stackOutputs.unknownResource,
      "2: invocation of pulumi:pulumi:getResource returned an error: unknown resource urn:pulumi:dev::wire::a:b:C::gone",
    );
    assert.equal(result.stackOutputs.badParent, '2: invalid parent URN: invalid URN "nonsense"');
  });

  it("asks for the resources of another stack: unknown", () => {
    assert.deepEqual(result.stackOutputs.otherStack, { name: "acme/net/dev", outputs: UNKNOWN });
  });

  it("stashes a value, which the engine itself gives back", () => {
    assert.deepEqual(result.stackOutputs.stash, { deep: 1 });
    assert.equal(resource(result, "stash").modelled, true);
  });
});

describe("a model that breaks", () => {
  const modelsWith = (model: Partial<ResourceModel>) => ({
    ...things,
    resources: new Map([[thing.type, { ...thing, ...model }]]),
  });

  it("fails the run with the resource's name and the model's message", async () => {
    const create = () => {
      throw new Error("no idea");
    };
    const result = await run("esm", { models: modelsWith({ create }) });
    assert.equal(result.outcome, "failed");
    assert.deepEqual(messages(result, "error"), [
      "test:index:Thing resource 'first-thing' has a problem: no idea",
    ]);
  });

  it("fails the run when its id is no text", async () => {
    const create = () => ({ id: 7, outputs: {} });
    const result = await run("esm", { models: modelsWith({ create }) });
    assert.deepEqual(messages(result, "error"), [
      "test:index:Thing resource 'first-thing' has a problem: the model gave an id that is not text",
    ]);
  });
});
