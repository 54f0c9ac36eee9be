import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  EksAgentCredentials,
  EksAgentNodes,
  EksAgentRollout,
  type EksAgentRolloutArgs,
} from "../../components/eks-agent-rollout/index.ts";
import { deploy, type DeployOptions } from "../support/deploy.ts";
import { answers, answersWith, componentType, least, oidcProviderArn } from "../support/eks-agent-rollout.ts";
import { lateErrors } from "../support/late-errors.ts";

async function lateLines(args: Partial<EksAgentRolloutArgs>, options: DeployOptions = answers) {
  const errors = await lateErrors(() =>
    deploy(() => new EksAgentRollout("eks", { ...least, ...args }), options),
  );
  // Whatever is refused late stands in one error, to which Pulumi puts the names of what waited for it.
  for (const error of errors) assert.ok(pulumi.ResourceError.isInstance(error) && error.hideStack);
  return errors.map((error) => (error as Error).message);
}

describe("EksAgentRollout, what is known only later", () => {
  it("passes when it is right", async () => {
    const args = {
      cluster: pulumi.output("arn:aws:eks:eu-west-1:123456789012:cluster/pets"),
      kubernetesVersion: pulumi.output("1.25"),
      credentials: EksAgentCredentials.Irsa,
      oidcProviderArn: pulumi.output(oidcProviderArn),
      region: pulumi.output("eu-west-1"),
    };
    assert.deepEqual(await lateLines(args), []);
  });

  it("is refused by the same lines as a plain value", async () => {
    const arn = "arn:aws:eks:eu-west-1:123456789012:cluster/pets";
    const irsa = { credentials: EksAgentCredentials.Irsa };
    const cases: [Partial<EksAgentRolloutArgs>, RegExp][] = [
      [
        { cluster: pulumi.output("pets/one") },
        /: eks\.cluster: got "pets\/one"; allowed: the name of a cluster/,
      ],
      [
        { cluster: pulumi.output(arn), region: "us-east-1" },
        /: eks\.cluster: got ".*"; allowed: a cluster in us-east-1;/,
      ],
      [
        { kubernetesVersion: pulumi.output("1.24") },
        /: eks\.kubernetesVersion: got "1\.24"; allowed: 1\.25 or/,
      ],
      [{ region: pulumi.output("eu-west-9") }, /: eks\.region: got "eu-west-9"; allowed: ap-northeast-1, /],
      [
        { ...irsa, oidcProviderArn: pulumi.output("x") },
        /: eks\.oidcProviderArn: got "x"; allowed: the ARN of an/,
      ],
    ];
    for (const [args, line] of cases) {
      const lines = await lateLines(args);
      assert.equal(lines.length, 1, String(line));
      assert.match(lines[0] ?? "", line);
    }
  });

  it("makes nothing at all when something is refused, also where nothing else needs what is wrong", async () => {
    const irsa = { credentials: EksAgentCredentials.Irsa, oidcProviderArn };
    const pinned = { podIdentityAgentVersion: "v1.3.10-eksbuild.2" };
    for (const credentials of [pinned, irsa, { credentials: EksAgentCredentials.AlreadyBound }]) {
      const args = { ...least, kubernetesVersion: pulumi.output("1.24"), ...credentials };
      let types: string[] = [];
      const errors = await lateErrors(async () => {
        const { registrations } = await deploy(() => new EksAgentRollout("eks", args), answers);
        types = registrations.map((each) => each.type);
      });
      assert.deepEqual(types, [componentType]);
      assert.equal(errors.length, 1);
    }
  });

  it("refuses a default version that is too old for what was asked, in place of rolling it out", async () => {
    const agentVersion = "clusterDefault";
    const line =
      /: eks\.agentVersion: got "v1\.0\.2-eksbuild\.2"; allowed: v1\.1\.0 or later: older ones have no/;
    const [refused, ...rest] = await lateLines({ agentVersion }, answersWith("v1.0.2-eksbuild.2"));
    assert.match(refused ?? "", line);
    assert.deepEqual(rest, []);
    // A form that only EKS knows is no reason to refuse what EKS chose.
    assert.deepEqual(await lateLines({ agentVersion }, answersWith("v2-eksbuild")), []);
    const nodes = [EksAgentNodes.Bottlerocket];
    assert.deepEqual(await lateLines({ agentVersion }, answersWith("v1.1.5-eksbuild.1")), []);
    assert.match(
      (await lateLines({ agentVersion, nodes }, answersWith("v1.1.5-eksbuild.1"))).join("\n"),
      /: eks\.agentVersion: got "v1\.1\.5-eksbuild\.1"; allowed: v1\.1\.6 or later: on bottlerocket nodes/,
    );
  });

  it("takes a default version of a form that it does not know, since EKS and no user chose it", async () => {
    const agentVersion = "clusterDefault";
    assert.deepEqual(await lateLines({ agentVersion }, answersWith("2026.11-preview")), []);
  });

  it("stops with one line for each problem, the name's included, without a stack trace", async () => {
    const args = { ...least, kubernetesVersion: "1.24", serviceAccount: "default", agentVersion: "latest" };
    await assert.rejects(
      deploy(() => new EksAgentRollout("eks agent", args)),
      (error: Error & { hideStack?: boolean }) => {
        assert.equal(error.hideStack, true);
        assert.deepEqual(
          error.message.split("\n").map((line) => line.split(":")[0]),
          [
            "eks agent.agentVersion",
            "eks agent.kubernetesVersion",
            "eks agent.serviceAccount",
            "name of the EksAgentRollout",
          ],
        );
        return true;
      },
    );
  });
});
