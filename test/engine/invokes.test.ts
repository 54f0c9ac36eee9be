import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Values } from "../../engine/values.ts";
import { UNKNOWN } from "../../engine/values.ts";
import { messages, noModels, resource, run } from "./support.ts";

const GET_AMI = "aws:ec2/getAmi:getAmi";
const args = { mostRecent: true, owners: ["amazon"] };
const answer = (result: Values, given?: Values) => ({
  invokes: [{ token: GET_AMI, result, ...(given !== undefined && { args: given }) }],
});

describe("a function that nothing answers", () => {
  it("is unknown in its Output form, in both modes, and the program goes on", async () => {
    for (const mode of ["preview", "update"] as const) {
      const result = await run("invokes", { mode });
      assert.equal(result.outcome, "succeeded", JSON.stringify(result.diagnostics));
      assert.deepEqual(resource(result, "first").inputs, { ami: UNKNOWN, upper: UNKNOWN, single: UNKNOWN });
      assert.deepEqual(result.stackOutputs, { name: UNKNOWN });
      assert.deepEqual(
        result.invokes.find((one) => one.token === GET_AMI),
        { token: GET_AMI, args, answeredBy: "nobody" },
      );
    }
  });

  for (const [entry, call] of [
    ["awaits.js", `${GET_AMI}({"mostRecent":true,"owners":["amazon"]})`],
    ["then.js", 'aws:index/getAvailabilityZones:getAvailabilityZones({"state":"available"})'],
  ] as const) {
    it(`stops the run when the program awaits it (${entry}), with one line that says what to give`, async () => {
      const result = await run("invokes", { entry });
      assert.equal(result.outcome, "failed");
      assert.deepEqual(messages(result, "error"), [
        `the program awaits ${call}, which nothing here can answer: give its result under "invokes" in a file and ` +
          "name that with --answers FILE, or call the Output form of the function",
      ]);
      assert.deepEqual(
        result.resources.map((one) => one.name),
        ["invokes-dev"],
      );
    });
  }
});

describe("a function that something answers", () => {
  it("gives the awaited form plain data", async () => {
    const result = await run("invokes", {
      entry: "awaits.js",
      answers: answer({ id: "ami-1", name: "four" }),
    });
    assert.equal(result.outcome, "succeeded", JSON.stringify(result.diagnostics));
    assert.deepEqual(resource(result, "first").inputs, { ami: "ami-1", letters: 4 });
    assert.deepEqual(result.invokes, [
      { token: GET_AMI, args, result: { id: "ami-1", name: "four" }, answeredBy: "answers" },
    ]);
  });

  it("prefers the answer for these arguments to one for any", async () => {
    const invokes = [
      { token: GET_AMI, result: { id: "any", name: "" } },
      { token: GET_AMI, args, result: { id: "exact", name: "" } },
      { token: GET_AMI, args: { mostRecent: false }, result: { id: "other", name: "" } },
    ];
    const result = await run("invokes", { entry: "awaits.js", answers: { invokes } });
    assert.equal(resource(result, "first").inputs.ami, "exact");
  });

  it("ignores an answer for other arguments", async () => {
    const result = await run("invokes", {
      entry: "awaits.js",
      answers: answer({ id: "x" }, { owners: ["self"] }),
    });
    assert.equal(result.outcome, "failed");
  });

  it("fails the program in the real engine's words when the function refuses its arguments", async () => {
    const answer = () => {
      throw new Error("your query returned no results");
    };
    const models = { ...noModels, invokes: new Map([[GET_AMI, { token: GET_AMI, cites: [], answer }]]) };
    const result = await run("invokes", { entry: "awaits.js", models });
    assert.equal(result.outcome, "failed");
    const [message = ""] = messages(result, "error");
    assert.match(
      message,
      /Error: invocation of aws:ec2\/getAmi:getAmi returned an error: your query returned no results/,
    );
  });

  it("prefers the user's answer to the model's, and tells who answered", async () => {
    const model = { token: GET_AMI, cites: [], answer: () => ({ id: "modelled", name: "m" }) };
    const models = { ...noModels, invokes: new Map([[GET_AMI, model]]) };
    const modelled = await run("invokes", { models });
    assert.deepEqual(resource(modelled, "first").inputs, { ami: "modelled", upper: "M", single: UNKNOWN });
    assert.equal(modelled.invokes.find((one) => one.token === GET_AMI)?.answeredBy, "model");
    const answered = await run("invokes", { models, answers: answer({ id: "given", name: "g" }) });
    assert.equal(resource(answered, "first").inputs.ami, "given");
  });
});
