import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { runBoth } from "../../cli/passes.ts";
import { makePlan, renderJson, renderText, type Plan } from "../../plan/index.ts";
import { programRequest } from "../support/run-program.ts";

const folder = fileURLToPath(new URL("eks-agent-rollout-twice", import.meta.url));
const account =
  "service account aws-network-flow-monitor-agent-service-account in amazon-network-flow-monitor";
const takesOne = "which takes one (inferred: assumption nfm-eks-one-association)";

describe("the plan of a program that puts the agent into a cluster twice", function () {
  this.timeout(60_000);
  let plan: Plan;

  before(async () => {
    const request = programRequest(folder);
    const { preview, update } = await runBoth(request, new AbortController().signal);
    assert.deepEqual([preview.outcome, update.outcome], ["succeeded", "succeeded"]);
    plan = makePlan(preview, update, { project: "pets", stack: "test", region: request.environment.region });
  });

  it("says which two things EKS takes one of, or a deployment finds out half way", () => {
    const refused = plan.watch.agents
      .filter(({ state }) => state === "refused")
      .map(({ label, refusal }) => [label, refusal]);
    const twice =
      "first-agent and second-agent are both add-on aws-network-flow-monitoring-agent of one cluster";
    assert.deepEqual(refused, [
      ["bound-agent", `again and bound-agent each bind a role to ${account}, ${takesOne}`],
      ["first-agent", `${twice}, which has it once`],
      ["free-agent", `one and two each bind a role to ${account}, ${takesOne}`],
      ["second-agent", `${twice}, which has it once`],
      [
        "served-agent",
        "served-pod-identity-agent and server are both add-on eks-pod-identity-agent of one cluster, which has it once",
      ],
    ]);
  });

  it("leaves alone clusters of one name in two Regions, and one association for each service account", () => {
    const others = plan.watch.agents.filter(({ state }) => state !== "refused");
    assert.deepEqual(
      others.map(({ label, state, refusal }) => [label, state, refusal]),
      ["alone-agent", "here-agent", "mine-agent", "there-agent"].map((label) => [label, "sends", undefined]),
    );
  });

  it("says it in the verdict, in the text where the agents stand, and in JSON", () => {
    const [first] = plan.watch.agents.filter(({ state }) => state === "refused");
    const refusal = first?.refusal ?? "";
    assert.ok(
      plan.summary.verdict.endsWith(
        `Network Flow Monitor would stay without data: EKS would refuse a part of it: ${refusal}.`,
      ),
    );
    const text = renderText(plan).replace(/\s+/g, " ");
    assert.ok(text.includes(`add-on, installs and sends ! EKS refuses it: ${refusal} `));
    const json = renderJson(plan);
    assert.ok(json.includes(JSON.stringify(refusal)));
    const schema = readFileSync(new URL("../../plan/schema.json", import.meta.url), "utf8");
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
      JSON.parse(schema) as object,
    );
    assert.ok(validate(JSON.parse(json)), JSON.stringify(validate.errors));
  });
});
