import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { RecordedResource, RunResult } from "../../engine/types.ts";
import { runFolder } from "../support/run-program.ts";

const folder = fileURLToPath(new URL("eks-agent-rollout-clusters", import.meta.url));

describe("EksAgentRollout in a program", () => {
  let preview: RunResult;
  let update: RunResult;

  before(async function () {
    this.timeout(60_000);
    preview = await runFolder(folder, "preview");
    update = await runFolder(folder, "update");
  });

  const named = (result: RunResult, name: string): RecordedResource => {
    const found = result.resources.find((each) => each.name === name && each.custom);
    assert.ok(found !== undefined, name);
    return found;
  };

  it("stands twice in one program, on a cluster of its own and on another's, without a refusal", () => {
    for (const result of [preview, update]) {
      assert.deepEqual(result.diagnostics, []);
      assert.equal(result.outcome, "succeeded");
      assert.deepEqual(
        result.resources.filter((each) => !each.modelled).map((each) => each.type),
        [],
      );
    }
  });

  it("makes in an update exactly what its preview shows", () => {
    const urns = (result: RunResult) => result.resources.map((each) => each.urn).toSorted();
    assert.deepEqual(urns(preview), urns(update));
    assert.equal(update.resources.filter((each) => each.type === "aws:eks/addon:Addon").length, 3);
  });

  it("knows role and binding in a preview, although the cluster is not there yet", () => {
    for (const result of [preview, update]) {
      assert.deepEqual(
        named(result, "made-agent").inputs.configurationValues,
        '{"env":{"OPEN_METRICS":"off","OPEN_METRICS_ADDRESS":"127.0.0.1","OPEN_METRICS_PORT":9109}}',
      );
      assert.equal(typeof named(result, "made-role").inputs.assumeRolePolicy, "object");
    }
  });

  it("leaves the version to EKS when told so, and never takes the newest", () => {
    assert.deepEqual(update.stackOutputs.versions, [
      "<default version of aws-network-flow-monitoring-agent for Kubernetes 1.35>",
      "v1.1.6-eksbuild.1",
    ]);
  });

  it("comes after the nodes of its cluster and goes before them, or add-ons wait for nodes in vain", () => {
    for (const result of [preview, update]) {
      const component = result.resources.find((each) => each.name === "made" && !each.custom);
      assert.ok(component !== undefined);
      assert.ok(component.dependencies.includes(named(result, "nodes").urn));
      assert.equal(named(result, "made-agent").parent, component.urn);
    }
  });
});
