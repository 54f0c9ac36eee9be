import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "mocha";
import { environmentFor, noAnswers, ProblemsError, readAnswers, type Stack } from "../../engine/index.ts";
import { defaultZones } from "../../engine/environment.ts";
import { folderWith } from "./folder.ts";
import { readRecording } from "./models/recording.ts";

function read(text: string) {
  return readAnswers(join(folderWith({ "answers.json": text }), "answers.json"));
}

const stackWith = (config: Record<string, string>): Stack => ({
  name: "dev",
  organization: "acme",
  config: new Map(
    Object.entries(config).map(([key, text]) => [key, { text, secret: false, json: text.startsWith("[") }]),
  ),
  environmentVariables: {},
  assumptions: [],
});

describe("a file of answers", () => {
  it("may be JSON or YAML, and may leave out anything", () => {
    assert.deepEqual(read("{}"), noAnswers);
    assert.deepEqual(read(""), noAnswers);
    assert.deepEqual(read("invokes:\n  - {token: a:b:c, result: {id: 1}}\n").invokes, [
      { token: "a:b:c", result: { id: 1 } },
    ]);
  });

  it("gives everything that it can give", () => {
    const whole = {
      environment: {
        region: "eu-west-1",
        accountId: "111122223333",
        partition: "aws",
        availabilityZones: ["eu-west-1b"],
      },
      invokes: [{ token: "a:b:c", args: { x: 1 }, result: { y: [2] } }],
      stackReferences: { "acme/net/dev": { vpcId: "vpc-1" } },
      esc: { base: { pulumiConfig: { a: 1 }, environmentVariables: { B: "2", C: "3" } } },
      config: { "shop:password": "open" },
    };
    assert.deepEqual(read(JSON.stringify(whole)), whole);
  });

  it("with several problems gives them all, with the nearest known key", () => {
    const text = JSON.stringify({
      invoke: [],
      environment: { regoin: "x", accountId: 1, availabilityZones: [] },
      invokes: [{ token: "a:b:c", results: {} }, 1],
      stackReferences: { net: 1 },
      esc: { base: { config: {} } },
      config: [],
    });
    assert.throws(
      () => read(text),
      (error) => {
        assert.ok(error instanceof ProblemsError);
        assert.deepEqual(error.problems, [
          "answers.json: invoke is unknown: did you mean invokes?",
          "answers.json: environment.regoin is unknown: did you mean region?",
          "answers.json: environment.accountId: must be text: put it in quotes",
          "answers.json: environment.availabilityZones: must be a list of names",
          "answers.json: invokes[0].results is unknown: did you mean result?",
          "answers.json: invokes[0]: needs the token of the function and its result, a mapping",
          "answers.json: invokes[1]: must be a mapping",
          "answers.json: invokes[1]: needs the token of the function and its result, a mapping",
          "answers.json: stackReferences.net: must be a mapping",
          "answers.json: esc.base.config is unknown: use one of pulumiConfig, environmentVariables",
          "answers.json: config: must be a mapping",
        ]);
        return true;
      },
    );
    assert.throws(() => read("[]"), {
      message: "answers.json: must be a mapping with environment, invokes, stackReferences, esc, config",
    });
    assert.throws(() => read('{"invokes": {}}'), {
      message: "answers.json: invokes: must be a list of {token, args, result}",
    });
  });
});

describe("where the program is taken to run", () => {
  it("is by default us-east-1 of an example account, and says so", () => {
    const environment = environmentFor(stackWith({}), noAnswers);
    assert.deepEqual(environment, {
      region: "us-east-1",
      accountId: "123456789012",
      partition: "aws",
      availabilityZones: ["a", "b", "c", "d", "e", "f"].map((letter) => `us-east-1${letter}`),
      assumptions: [
        "The Region is us-east-1: set aws:region to change it.",
        "The account is 123456789012, an example: give environment.accountId in --answers to change it.",
        "The Availability Zones are us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f: " +
          "give environment.availabilityZones in --answers to change them.",
      ],
    });
  });

  it("follows the stack's configuration", () => {
    const stack = stackWith({ "aws:region": "ap-northeast-1", "aws:allowedAccountIds": '["111122223333"]' });
    const { region, accountId, availabilityZones, assumptions } = environmentFor(stack, noAnswers);
    assert.deepEqual([region, accountId], ["ap-northeast-1", "111122223333"]);
    assert.deepEqual(availabilityZones, ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]);
    assert.equal(assumptions.length, 1);
  });

  it("does not guess among several allowed accounts", () => {
    const stack = stackWith({ "aws:allowedAccountIds": '["111122223333","444455556666"]' });
    assert.equal(environmentFor(stack, noAnswers).accountId, "123456789012");
  });

  it("follows the answers first, and then assumes nothing", () => {
    const environment = { region: "eu-west-1", accountId: "1", partition: "x", availabilityZones: ["z"] };
    assert.deepEqual(
      environmentFor(stackWith({ "aws:region": "us-west-2" }), { ...noAnswers, environment }),
      {
        ...environment,
        assumptions: [],
      },
    );
  });

  it("has the zones that docs/assumptions.json claims (availability-zone-letters), and that the recordings took", () => {
    const claimed: Record<string, string> = {
      "eu-west-1": "abc",
      "ap-northeast-1": "acd",
      "ap-northeast-2": "abcd",
      "us-west-2": "abcd",
      "ca-central-1": "abd",
      "us-east-1": "abcdef",
      "us-west-1": "ab",
    };
    for (const [region, letters] of Object.entries(claimed)) {
      const { availabilityZones } = environmentFor(stackWith({ "aws:region": region }), noAnswers);
      assert.deepEqual(
        availabilityZones,
        Array.from(letters, (letter) => region + letter),
      );
    }
    const recorded = readRecording("V1").preview.invokes[0]!;
    assert.deepEqual(recorded.result.names, defaultZones("ap-northeast-1"));
  });

  it("derives the partition from the Region", () => {
    const partitionOf = (region: string) =>
      environmentFor(stackWith({ "aws:region": region }), noAnswers).partition;
    assert.deepEqual(["cn-north-1", "us-gov-west-1", "eu-west-1"].map(partitionOf), [
      "aws-cn",
      "aws-us-gov",
      "aws",
    ]);
  });
});
