import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { RunResult } from "../../engine/types.ts";
import { isSecret, secret, UNKNOWN, type Values } from "../../engine/values.ts";
import { messages, resource, run } from "./support.ts";
import { things } from "./things.ts";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::features::${type}::${name}`;
const first = urnOf("test:index:Thing", "first");

describe("what a run records", () => {
  let preview: RunResult;
  let update: RunResult;
  before(async function () {
    this.timeout(60_000);
    [preview, update] = await Promise.all([
      run("features", { models: things }),
      run("features", { models: things, mode: "update" }),
    ]);
  });

  it("the same resources in both modes, or pass 2 could not be laid over pass 1", () => {
    assert.deepEqual([preview.outcome, update.outcome], ["succeeded", "succeeded"]);
    const urns = (result: RunResult) => result.resources.map((one) => one.urn).sort();
    assert.deepEqual(urns(preview), urns(update));
    assert.equal(preview.resources.length, 15);
  });

  it("URNs with the types of parents, but not their names", () => {
    assert.equal(resource(preview, "features-dev").urn, urnOf("pulumi:pulumi:Stack", "features-dev"));
    assert.equal(resource(preview, "features-dev").parent, undefined);
    assert.equal(resource(preview, "group").urn, urnOf("features:index:Group", "group"));
    const child = resource(preview, "group-child");
    assert.equal(child.urn, urnOf("features:index:Group$test:index:Thing", "group-child"));
    assert.equal(child.parent, resource(preview, "group").urn);
  });

  it("unknown ids and outputs in a preview, generated ones in an update, each remembered", () => {
    assert.equal(resource(preview, "first").id, UNKNOWN);
    assert.equal(resource(preview, "second").inputs.arnOfFirst, UNKNOWN);
    assert.equal(resource(preview, "second").inputs.json, UNKNOWN);
    const { inputs } = resource(update, "second");
    const values = new Map(
      update.generated.filter((one) => one.urn === first).map((one) => [one.property, one.value]),
    );
    assert.deepEqual([...values.keys()].sort(), ["arn", "id", "ports[0]", "ports[1]"]);
    assert.equal(inputs.arnOfFirst, values.get("arn"));
    assert.equal(inputs.json, JSON.stringify({ resource: values.get("arn"), port: values.get("ports[1]") }));
    assert.equal(inputs.lastPart, values.get("arn")?.split("/")[1]);
    assert.equal(new Set(update.generated.map((one) => one.value)).size, update.generated.length);
  });

  it("lists, nulls and objects of inputs as they were given", () => {
    assert.deepEqual(resource(preview, "first").inputs, { size: 2, list: [1, null, { deep: true }] });
  });

  it("which resources each input comes from", () => {
    const { dependencies, propertyDependencies } = resource(preview, "second");
    assert.deepEqual(dependencies, [first]);
    assert.deepEqual(propertyDependencies, { arnOfFirst: [first], json: [first], lastPart: [first] });
  });

  it("a dependency on a component as one on its children", () => {
    assert.deepEqual(resource(preview, "dependent").dependencies, [
      urnOf("features:index:Group$other:index:Thing", "existing"),
      urnOf("features:index:Group$test:index:Thing", "group-child"),
    ]);
  });

  it("every option that changes what a deployment does", () => {
    assert.deepEqual(resource(preview, "second").options, {
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: false,
      ignoreChanges: ["size"],
      replaceOnChanges: ["name"],
      additionalSecretOutputs: ["detail"],
      aliases: [
        urnOf("test:index:Thing", "old"),
        urnOf("test:index:Old", "second"),
        urnOf("test:index:Thing$test:index:Thing", "second"),
      ],
      customTimeouts: { create: "60m" },
      deletedWith: first,
      version: "1.2.3",
    });
    assert.deepEqual(resource(preview, "first").options, {});
  });

  it("protect as inherited from the parent", () => {
    assert.equal(resource(preview, "group-child").options.protect, true);
  });

  it("an explicit provider, its id unknown in a preview", () => {
    const provider = resource(preview, "elsewhere");
    assert.equal(provider.type, "pulumi:providers:test");
    assert.equal(provider.id, UNKNOWN);
    assert.equal(resource(preview, "provided").options.provider, `${provider.urn}::${UNKNOWN}`);
  });

  it("secrets as secrets, in and out, and never decrypts them", () => {
    assert.deepEqual(resource(preview, "second").inputs.password, secret("[secret]"));
    assert.deepEqual(preview.stackOutputs.password, secret("[secret]"));
    assert.deepEqual(resource(update, "second").outputs.detail, secret({ fixed: 1 }));
    assert.deepEqual(resource(preview, "unmodelled").outputs.key, secret(UNKNOWN));
    assert.ok(isSecret(resource(update, "of-unmodelled").inputs.key));
    assert.ok(
      preview.assumptions.includes(
        "The secret features:password is not decrypted: the program gets the placeholder [secret] in its place.",
      ),
    );
  });

  it("an imported resource by its id, a read one as read, with what is known of it", () => {
    assert.equal(resource(preview, "imported").id, "thing-42");
    assert.equal(resource(preview, "imported").options.importId, "thing-42");
    const { id, read, modelled, outputs } = resource(update, "existing");
    assert.deepEqual(
      { id, read, modelled, outputs },
      { id: "thing-7", read: true, modelled: false, outputs: { name: "here" } },
    );
  });

  it("assets and stack outputs, of a resource what is known", () => {
    const { assets, dependent, existing, imported, first: shown } = preview.stackOutputs;
    assert.equal((assets as Values).text, "hello");
    assert.deepEqual(
      { dependent, existing, imported },
      { dependent: 3, existing: "thing-7", imported: "thing-42" },
    );
    assert.deepEqual(shown, { detail: { fixed: 1 }, list: [1, null, { deep: true }], size: 2, urn: first });
  });

  it("a component's registered outputs", () => {
    const child = urnOf("features:index:Group$test:index:Thing", "group-child");
    const arn = update.generated.find((one) => one.urn === child && one.property === "arn")?.value;
    assert.deepEqual(resource(update, "group").outputs, { arn });
  });

  it("outputs of another stack as unknown, and says so", () => {
    assert.equal(resource(preview, "of-stack").inputs.vpc, UNKNOWN);
    assert.equal(resource(update, "of-stack").inputs.zone, UNKNOWN);
    assert.ok(
      preview.assumptions.includes(
        "The outputs of stack acme/network/dev are unknown: give stackReferences in --answers to set them.",
      ),
    );
  });

  it("sorted assumptions, so that two runs print the same", () => {
    assert.deepEqual(preview.assumptions, [...preview.assumptions].sort());
  });
});

describe("answers", () => {
  it("give the outputs of another stack", async () => {
    const answers = { stackReferences: { "acme/network/dev": { vpcId: "vpc-1", zone: "a-1" } } };
    const result = await run("features", { models: things, answers });
    assert.deepEqual(resource(result, "of-stack").inputs, { vpc: "vpc-1", zone: "1" });
    assert.ok(
      result.assumptions.includes("The outputs of stack acme/network/dev are those that the answers give."),
    );
  });

  it("that lack a required output fail as the stack itself would", async () => {
    const answers = { stackReferences: { "acme/network/dev": { vpcId: "vpc-1" } } };
    const result = await run("features", { models: things, answers });
    const [message = ""] = messages(result, "error");
    assert.match(message, /Required output 'zone' does not exist on stack 'acme\/network\/dev'\./);
  });
});
