import assert from "node:assert/strict";
import { all } from "../support/ec2-site.ts";
import { one, valueOf } from "../support/deploy.ts";
import { buildStaging, buildStagingWith } from "../support/eks-stack.ts";

const rolloutType = "aws-network-flow-monitor:index:EksAgentRollout";
const addonType = "aws:eks/addon:Addon";

describe("a stack's EKS cluster with an OIDC provider", () => {
  it("gives the agent its right by the OIDC provider where one was asked for, and exports that for others", async () => {
    const { registrations, result } = await buildStagingWith({ oidcProvider: true });
    const provider = one(registrations, "aws:iam/openIdConnectProvider:OpenIdConnectProvider");
    const oidcProviderArn =
      "arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF";
    const { inputs, dependencies } = one(registrations, rolloutType);
    assert.deepEqual([inputs.credentials, inputs.podIdentityAgent], ["irsa", undefined]);
    assert.equal(inputs.oidcProviderArn, oidcProviderArn);
    assert.equal(await valueOf(result.oidcProviderArn as never), oidcProviderArn);
    const addon = all(registrations, addonType).find(({ name }) => name === "agent-agent")!;
    assert.match(addon.inputs.serviceAccountRoleArn as string, /:agent-role$/);
    assert.equal("podIdentityAssociations" in addon.inputs, false);
    const { assumeRolePolicy } = one(registrations, "aws:iam/role:Role", "agent-role").inputs;
    assert.ok(JSON.stringify(assumeRolePolicy).includes(`"Federated":"${oidcProviderArn}"`));
    assert.ok(dependencies.includes(provider.urn), "an agent before the provider of its credentials");
    assert.equal("oidcProviderArn" in (await buildStaging()).result, false);
  });
});
