import assert from "node:assert/strict";
import { awsModels } from "../../../engine/models/index.ts";
import type { Values } from "../../../engine/values.ts";
import { readRecording } from "./recording.ts";
import { environment } from "./replay.ts";

const { invokes } = awsModels();

function answer(token: string, args: Values = {}): Values | undefined {
  return invokes.get(token)?.answer(args, { ...environment, dryRun: true });
}

describe("the functions that a run answers itself", () => {
  it("have the shape that was recorded, so that a program can read every field", () => {
    const recorded = readRecording("V1").preview.invokes[0]!;
    const answered = answer(recorded.token, recorded.args)!;
    assert.deepEqual(Object.keys(answered).sort(), Object.keys(recorded.result).sort());
    assert.deepEqual(answered.names, recorded.result.names);
    assert.deepEqual((answered.zoneIds as string[]).length, (recorded.result.zoneIds as string[]).length);
  });

  it("do not make up ids of zones, which differ between accounts", () => {
    const { zoneIds } = answer("aws:index/getAvailabilityZones:getAvailabilityZones")!;
    assert.equal((zoneIds as string[])[0], "<zone id of ap-northeast-1a>");
  });

  it("answer Region, account and partition from the run", () => {
    assert.equal(answer("aws:index/getRegion:getRegion")!.region, "ap-northeast-1");
    assert.equal(answer("aws:index/getCallerIdentity:getCallerIdentity")!.accountId, "123456789012");
    const partition = answer("aws:index/getPartition:getPartition")!;
    assert.deepEqual(partition, {
      dnsSuffix: "amazonaws.com",
      id: "aws",
      partition: "aws",
      reverseDnsPrefix: "com.amazonaws",
    });
  });

  it("do not answer for a Region, or by a filter, that they know nothing of", () => {
    assert.equal(answer("aws:index/getRegion:getRegion", { region: "us-west-2" }), undefined);
    assert.equal(
      answer("aws:index/getAvailabilityZones:getAvailabilityZones", { region: "us-west-2" }),
      undefined,
    );
    assert.equal(
      answer("aws:index/getAvailabilityZones:getAvailabilityZones", { excludeNames: ["ap-northeast-1a"] }),
      undefined,
    );
  });
});
