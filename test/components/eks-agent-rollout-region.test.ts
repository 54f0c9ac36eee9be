import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksAgentRollout, type EksAgentRolloutArgs } from "../../components/eks-agent-rollout/index.ts";
import { clusterRegionOf } from "../../components/eks-agent-rollout/cluster.ts";
import { deploy, one, unknownInput } from "../support/deploy.ts";
import { addonType, answers, least, roleType, versionFunction } from "../support/eks-agent-rollout.ts";

const arn = "arn:aws:eks:us-east-1:123456789012:cluster/pets";
const addons = ["eks-agent", "eks-pod-identity-agent"];

/** What the add-ons and the question for their version get as Region, and the name that they get. */
async function regionsOf(args: Partial<EksAgentRolloutArgs>, mode: "preview" | "update" = "update") {
  const program = () => new EksAgentRollout("eks", { ...least, agentVersion: "clusterDefault", ...args });
  const { registrations, invokes } = await deploy(program, { ...answers, mode });
  const asked = invokes.filter(({ token }) => token === versionFunction).map(({ inputs }) => inputs.region);
  const made = addons.map((name) => one(registrations, addonType, name).inputs);
  assert.deepEqual(
    made.map(({ clusterName }) => clusterName),
    mode === "update" ? ["pets", "pets"] : made.map(({ clusterName }) => clusterName),
  );
  assert.equal(one(registrations, roleType).inputs.region, undefined);
  return { asked, made: made.map(({ region }) => region) };
}

describe("the Region of an EksAgentRollout", () => {
  it("is that of the cluster's ARN, or the add-ons go to another cluster of that name, or to none", async () => {
    for (const mode of ["preview", "update"] as const) {
      const regions = { asked: ["us-east-1", "us-east-1"], made: ["us-east-1", "us-east-1"] };
      assert.deepEqual(await regionsOf({ cluster: arn }, mode), regions);
    }
  });

  it("is derived from an ARN that is known only later, once it is", async () => {
    const regions = { asked: ["us-east-1", "us-east-1"], made: ["us-east-1", "us-east-1"] };
    assert.deepEqual(await regionsOf({ cluster: pulumi.output(arn) }), regions);
    const program = () => {
      const cluster = new aws.eks.Cluster("c", { roleArn: "r", vpcConfig: { subnetIds: ["s"] } });
      return new EksAgentRollout("eks", { ...least, cluster: cluster.arn });
    };
    const { registrations } = await deploy(program, { ...answers, mode: "preview" });
    for (const name of addons)
      assert.ok(unknownInput(one(registrations, addonType, name).inputs.region), name);
  });

  it("is the provider's for a cluster that is given by name, now or later", async () => {
    const regions = { asked: [undefined, undefined], made: [undefined, undefined] };
    assert.deepEqual(await regionsOf({ cluster: "pets" }), regions);
    assert.deepEqual(await regionsOf({ cluster: pulumi.output("pets") }), regions);
  });

  it("is the one that is given, which must be that of the ARN", async () => {
    const regions = { asked: ["eu-west-1", "eu-west-1"], made: ["eu-west-1", "eu-west-1"] };
    assert.deepEqual(await regionsOf({ cluster: "pets", region: "eu-west-1" }), regions);
    await assert.rejects(
      regionsOf({ cluster: arn, region: "eu-west-1" }),
      /^Error: eks\.cluster: got "arn:aws:eks:us-east-1:.*"; allowed: a cluster in eu-west-1; /,
    );
  });

  it("is read from ARNs only", () => {
    assert.equal(clusterRegionOf(arn), "us-east-1");
    for (const name of ["pets", "arn", "us-east-1", ""]) assert.equal(clusterRegionOf(name), undefined, name);
  });
});
