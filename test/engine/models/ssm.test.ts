import assert from "node:assert/strict";
import type { Value, Values } from "../../../engine/values.ts";
import { UNKNOWN } from "../../../engine/values.ts";
import { Replay } from "./replay.ts";

const type = "aws:ssm/association:Association";

function refusals(inputs: Values): string[] {
  try {
    new Replay({ dryRun: true }).create(type, "agent", inputs);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

function targets(count: number, values: number): Value {
  return Array.from({ length: count }, () => ({
    key: "InstanceIds",
    values: Array.from({ length: values }, (_, at) => `i-${at}`),
  }));
}

describe("the model of State Manager associations", () => {
  it("takes five targets of fifty values, and refuses a sixth and a fifty-first", () => {
    assert.deepEqual(refusals({ targets: targets(5, 50) }), []);
    assert.deepEqual(refusals({ targets: targets(6, 1) }), [
      'Too many "targets" blocks: No more than 5 "targets" blocks are allowed',
    ]);
    assert.deepEqual(refusals({ targets: targets(1, 51) }), [
      "Too many list items: targets[0].values has 51, at most 50 are allowed",
    ]);
  });

  it("refuses rates under 30 minutes and says so by their own text", () => {
    for (const accepted of [
      "rate(30 minutes)",
      "rate(1 hour)",
      "rate(1 day)",
      "cron(0 2 ? * SUN *)",
      UNKNOWN,
    ]) {
      assert.deepEqual(refusals({ scheduleExpression: accepted }), [], accepted);
    }
    assert.deepEqual(refusals({ scheduleExpression: "rate(29 minutes)" }), [
      'ValidationException: scheduleExpression "rate(29 minutes)" is under 30 minutes, the shortest rate of an association',
    ]);
    assert.deepEqual(refusals({ scheduleExpression: "rate(often)" }), [
      'ValidationException: scheduleExpression "rate(often)" is not a rate expression',
    ]);
  });

  it("refuses applyOnlyAtCronInterval beside a rate, as its documentation says", () => {
    const inputs = { applyOnlyAtCronInterval: true };
    assert.deepEqual(refusals({ ...inputs, scheduleExpression: "cron(0 2 ? * SUN *)" }), []);
    assert.deepEqual(refusals({ ...inputs, scheduleExpression: "rate(1 day)" }), [
      "ValidationException: applyOnlyAtCronInterval is not supported for rate expressions",
    ]);
  });

  it("refuses names and severities that there are not", () => {
    assert.deepEqual(refusals({ associationName: "install-agent", complianceSeverity: "HIGH" }), []);
    assert.equal(refusals({ associationName: "a b", complianceSeverity: "URGENT" }).length, 2);
  });
});

describe("the model of Systems Manager documents", () => {
  it("reads the schema version from the content, and starts at version 1", () => {
    const replay = new Replay({ dryRun: false });
    const content = JSON.stringify({ schemaVersion: "2.2", mainSteps: [] });
    const { outputs } = replay.create("aws:ssm/document:Document", "d", { documentType: "Command", content });
    assert.equal(outputs.schemaVersion, "2.2");
    assert.equal(outputs.latestVersion, "1");
  });
});
