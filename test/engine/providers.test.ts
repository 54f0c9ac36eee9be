import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { awsModels } from "../../engine/models/index.ts";
import type { RunResult } from "../../engine/types.ts";
import { UNKNOWN, type Values } from "../../engine/values.ts";
import { messages, resource, run } from "./support.ts";

describe("an explicit provider in another Region", () => {
  let preview: RunResult;
  let update: RunResult;
  before(async function () {
    this.timeout(60_000);
    const options = { models: awsModels(), overrides: { "aws:region": "ap-northeast-1" } };
    [preview, update] = await Promise.all([
      run("providers", options),
      run("providers", { ...options, mode: "update" }),
    ]);
  });

  it("lets a monitor watch that Region, or nobody could plan one outside the stack's own", () => {
    for (const result of [preview, update]) {
      assert.deepEqual(messages(result, "error"), []);
      assert.equal(result.outcome, "succeeded");
    }
  });

  it("gives its Region and account to the ARNs of its resources, in components too", () => {
    const heads = Object.entries(update.stackOutputs.arns as Record<string, string>).map(([name, arn]) => [
      name,
      arn.split(":").slice(1, 5).join(":"),
    ]);
    assert.deepEqual(Object.fromEntries(heads), {
      log: "aws:logs:us-east-1:123456789012",
      local: "aws:logs:ap-northeast-1:123456789012",
      monitor: "aws:networkflowmonitor:us-east-1:123456789012",
      site: "aws:logs:us-east-1:123456789012",
      member: "aws-cn:logs:cn-north-1:111122223333",
      role: "aws:logs:ap-northeast-1:444455556666",
      silent: "aws:logs:ap-northeast-1:123456789012",
    });
    assert.equal(resource(preview, "within").outputs.region, "us-east-1");
  });

  it("answers the calls that go through it from its own Region, zones and account", () => {
    for (const { stackOutputs } of [preview, update]) {
      const { regions, zones, partition, account } = stackOutputs as Record<string, Values>;
      assert.deepEqual(regions, {
        run: "ap-northeast-1",
        east: "us-east-1",
        site: "us-east-1",
        never: UNKNOWN,
      });
      assert.deepEqual(zones, { east: ["a", "b", "c", "d", "e", "f"].map(inEast), never: UNKNOWN });
      assert.deepEqual([partition, account], ["aws-cn", "111122223333"]);
    }
  });

  it("puts the subnets of a remote component into its own zones", () => {
    const zones = preview.resources
      .filter(({ type }) => type === "aws:ec2/subnet:Subnet")
      .map(({ inputs }) => inputs.availabilityZone);
    assert.deepEqual([...new Set(zones)], [inEast("a"), inEast("b")]);
  });

  it("leaves what depends on a Region that is not known unknown, and says so", () => {
    const ofProviders = (result: RunResult) =>
      result.assumptions.filter((sentence) => /provider|Zones of/.test(sentence));
    const always = [
      "The Availability Zones of cn-north-1 are cn-north-1a, cn-north-1b, cn-north-1c: give the result of " +
        "aws:index/getAvailabilityZones:getAvailabilityZones under invokes in --answers to change them.",
      `The Availability Zones of us-east-1 are ${["a", "b", "c", "d", "e", "f"].map(inEast).join(", ")}: give the result of ` +
        "aws:index/getAvailabilityZones:getAvailabilityZones under invokes in --answers to change them.",
      "The Region of the provider never is not known: nothing is checked against it.",
      "The provider silent names no Region: it is taken to be in ap-northeast-1.",
    ];
    assert.deepEqual(ofProviders(update), always);
    const late = "The Region of the provider late is not known: nothing is checked against it.";
    assert.deepEqual(ofProviders(preview), [...always.slice(0, 2), late, ...always.slice(2)]);
    assert.equal(
      preview.resources.find(({ name, type }) => name === "late" && type.endsWith(":Monitor"))?.outputs
        .region,
      UNKNOWN,
    );
  });
});

function inEast(letter: string): string {
  return `us-east-1${letter}`;
}
