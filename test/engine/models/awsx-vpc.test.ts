import assert from "node:assert/strict";
import { recordedFacts, replayedFacts, settledFacts } from "./compare.ts";
import { readRecording, readRejections } from "./recording.ts";
import { Replay } from "./replay.ts";

const scenarios = [
  ...["V1", "V1cidrs", "V1leg", "V1min", "V1name", "V1prov", "V1type", "V2"],
  ...["V3", "V3legacy", "V4", "V5", "V5auto", "V6"],
];

describe("the model of awsx.ec2.Vpc", () => {
  for (const scenario of scenarios) {
    const recording = readRecording(scenario);
    for (const phase of ["preview", "up"] as const) {
      it(`registers in ${phase} what the real one did: ${scenario}, ${recording.description}`, async () => {
        const replayed = await replayedFacts(recording, phase);
        const recorded = recordedFacts(recording, phase);
        assert.ok(recorded.registrations.length > 0);
        assert.deepEqual(replayed, settledFacts(recorded, replayed));
      });
    }
  }

  const refused = readRejections().filter(({ program }) => "awsx.ec2.Vpc net" in program);
  for (const { id, description, program, preview } of refused) {
    it(`refuses in awsx's own words: ${id}, ${description}`, async () => {
      const inputs = program["awsx.ec2.Vpc net"] ?? {};
      const replay = new Replay({ dryRun: true });
      const message = await replay.construct("awsx:ec2:Vpc", "net", inputs).then(
        () => "accepted",
        (error: unknown) => (error as Error).message,
      );
      assert.deepEqual([`awsx:ec2:Vpc resource 'net' has a problem: ${message}`], preview.messages);
      assert.deepEqual(replay.registered, []);
    });
  }

  it("is compared with every recorded refusal of one awsx component", () => {
    assert.equal(refused.length, 11);
  });

  it("names endpoints by their service alone, so that two Vpcs in one stack collide as recorded (RV7)", async () => {
    const inputs = {
      natGateways: { strategy: "None" },
      subnetSpecs: [{ type: "Public" }],
      subnetStrategy: "Auto",
      vpcEndpointSpecs: [{ serviceName: "com.amazonaws.ap-northeast-1.s3" }],
    };
    const endpoints = async (name: string) => {
      const replay = new Replay({ dryRun: true });
      await replay.construct("awsx:ec2:Vpc", name, inputs);
      return replay.registered.filter(({ type }) => type.endsWith(":VpcEndpoint")).map((one) => one.name);
    };
    assert.deepEqual(await endpoints("a"), ["com.amazonaws.ap-northeast-1.s3"]);
    assert.deepEqual(await endpoints("b"), await endpoints("a"));
  });
});
