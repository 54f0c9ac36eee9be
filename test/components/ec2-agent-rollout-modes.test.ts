import assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { documentContent } from "../../components/ec2-agent-rollout/document.ts";
import {
  Ec2AgentMode,
  Ec2AgentRolePolicy,
  Ec2AgentRollout,
} from "../../components/ec2-agent-rollout/index.ts";
import { whatDestroyLeaves } from "../../components/ec2-agent-rollout/leave.ts";
import { deploy, one, valueOf } from "../support/deploy.ts";
import {
  answers,
  associationType,
  attachmentType,
  componentType,
  documentOf,
  documentType,
  everything,
  tagged,
} from "../support/ec2-agent-rollout.ts";

/** The output's value or its error, which `apply` alone would keep to itself. */
function settled(output: pulumi.Output<unknown>): Promise<unknown> {
  return (output as unknown as { promise(): Promise<unknown> }).promise();
}

describe("Ec2AgentRollout, its modes and roles", () => {
  afterEach(() => {
    mock.restoreAll();
  });

  it("always both installs and activates by default: an agent that is only installed never sends", async () => {
    for (const args of [tagged, everything]) {
      const { registrations } = await deploy(() => new Ec2AgentRollout("web", args), answers);
      const steps = documentOf(registrations, "web-activate").mainSteps.map((step) => step.action);
      assert.deepEqual(steps.slice(2), ["aws:configurePackage", "aws:runDocument"]);
    }
  });

  it("replaces the associations by a change of mode, since only a new association is waited for", async () => {
    const names: unknown[] = [];
    const warnings = mock.method(process.stderr, "write", () => true);
    for (const mode of Object.values(Ec2AgentMode)) {
      const { registrations, result } = await deploy(
        () => new Ec2AgentRollout("web", { ...tagged, mode }),
        answers,
      );
      const association = one(registrations, associationType, "web-tag-1");
      assert.equal(one(registrations, documentType).inputs.content, documentContent(mode));
      assert.equal(association.deleteBeforeReplace, true);
      assert.equal(await valueOf(result.destroyLeaves), whatDestroyLeaves(mode));
      names.push(association.inputs.name);
    }
    // Whoever is on the way out reads what a destroy would leave; whoever rolls out is left in peace.
    assert.deepEqual(
      warnings.mock.calls.map((call) => String(call.arguments[0])),
      [Ec2AgentMode.Deactivate, Ec2AgentMode.Uninstall].map(
        (mode) => `warning: [runtime] ${whatDestroyLeaves(mode)}\n`,
      ),
    );
    assert.deepEqual(names, ["web-activate-1a2b3c4", "web-deactivate-1a2b3c4", "web-uninstall-1a2b3c4"]);
  });

  it("waits for ids and groups, not for tags, which may match nothing yet and would fail the update", async () => {
    const waits = async (waitForSuccessTimeoutSeconds?: number) => {
      const args = { ...everything, waitForSuccessTimeoutSeconds };
      const { registrations } = await deploy(() => new Ec2AgentRollout("web", args), answers);
      const associations = registrations.filter((each) => each.type === associationType);
      return Object.fromEntries(
        associations.map(({ name, inputs }) => [name, inputs["waitForSuccessTimeoutSeconds"]]),
      );
    };
    const all = (tag: number | undefined, others: number | undefined) => ({
      "web-groups-1": others,
      "web-ids-1": others,
      "web-ids-2": others,
      "web-tag-1": tag,
    });
    assert.deepEqual(await waits(), all(undefined, 900));
    assert.deepEqual(await waits(0), all(undefined, undefined));
    assert.deepEqual(await waits(60), all(60, 60));
  });

  it("attaches nothing when another stack did, so that a destroy detaches nothing", async () => {
    const args = { targets: tagged.targets, rolePolicy: Ec2AgentRolePolicy.AlreadyAttached };
    const { registrations } = await deploy(() => new Ec2AgentRollout("web", args), answers);
    assert.deepEqual(
      registrations.map((each) => each.type),
      [componentType, documentType, associationType],
    );
  });

  it("names an attachment by its role where that is plain, so that removing one role detaches no other", async () => {
    const args = { ...tagged, roleNames: ["web", pulumi.output("api"), "batch"] };
    const { registrations } = await deploy(() => new Ec2AgentRollout("web", args), answers);
    const attachments = registrations.filter((each) => each.type === attachmentType);
    assert.deepEqual(attachments.map((each) => [each.name, each.inputs.role]).toSorted(), [
      ["web-publish-2", "api"],
      ["web-publish-batch", "batch"],
      ["web-publish-web", "web"],
    ]);
  });

  it("stops with one line for each problem, the name's included, without a stack trace", async () => {
    const args = { targets: {}, roleNames: ["web"], schedule: "rate(5 minutes)" };
    await assert.rejects(
      deploy(() => new Ec2AgentRollout("aws web", args)),
      (error: Error & { hideStack?: boolean }) => {
        assert.equal(error.hideStack, true);
        assert.deepEqual(
          error.message.split("\n").map((line) => line.split(":")[0]),
          ["aws web.schedule", "aws web.targets", "name of the Ec2AgentRollout"],
        );
        return true;
      },
    );
  });

  it("passes on a Region that is known only later, and refuses one without Network Flow Monitor then", async () => {
    const program = (region: string) => () =>
      new Ec2AgentRollout("web", { ...tagged, region: pulumi.output(region) });
    const { registrations } = await deploy(program("eu-west-1"), answers);
    assert.equal(one(registrations, associationType).inputs.region, "eu-west-1");
    const { result } = await deploy(program("eu-west-9"), answers);
    await assert.rejects(
      settled(result.documentName),
      /web\.region: got "eu-west-9"; allowed: ap-northeast-1, /,
    );
  });
});
