import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterAccessArgs } from "../../components/pet-adoption-cluster/index.ts";
import type { Values } from "../../engine/values.ts";
import { one, valueOf } from "../support/deploy.ts";
import { deployPets, existingVpc, waitsFor } from "../support/pet-adoption.ts";

const clusterType = "eks:index:Cluster";
const providerType = "pulumi:providers:kubernetes";
const ruleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const oidcType = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const none = { workload: "none" } as const;

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const [deployer, viewer, third] = ["ci/deploy", "view+only", "third"].map(role) as [string, string, string];

async function entriesFor(access: ClusterAccessArgs, tags?: Record<string, string>) {
  const { registrations } = await deployPets({ ...none, access, ...(tags === undefined ? {} : { tags }) });
  return one(registrations, clusterType).inputs.accessEntries as Record<string, Values>;
}

const scope = (policy: string) => ({
  accessScope: { type: "cluster" },
  policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
});
const admin = { admin: scope("AmazonEKSClusterAdminPolicy") };
const view = { view: scope("AmazonEKSViewPolicy") };

describe("PetAdoptionCluster's access entries", () => {
  it("make deployers administrators and let previewers read, under keys made of the role, with tags", async () => {
    const access = { deployRoleArns: [deployer], previewRoleArns: [viewer] };
    assert.deepEqual(await entriesFor(access, { team: "net" }), {
      "deploy-3ead51da": { principalArn: deployer, accessPolicies: admin, tags: { team: "net" } },
      "view-only-17fd02b2": { principalArn: viewer, accessPolicies: view, tags: { team: "net" } },
    });
  });

  it("keep their keys when a list is shortened or reordered, or EKS refuses a second entry for a role", async () => {
    const before = await entriesFor({ deployRoleArns: [deployer, viewer, third] });
    const after = await entriesFor({ deployRoleArns: [third, viewer] });
    const expected = Object.entries(before).filter(([, entry]) => entry.principalArn !== deployer);
    assert.equal(expected.length, 2);
    assert.deepEqual(after, Object.fromEntries(expected));
  });

  it("stay when a role goes from one list to the other: only its policy is another", async () => {
    const before = await entriesFor({ previewRoleArns: [deployer] });
    const after = await entriesFor({ deployRoleArns: [deployer] });
    const key = "deploy-3ead51da";
    assert.deepEqual(before, { [key]: { principalArn: deployer, accessPolicies: view } });
    assert.deepEqual(after, { [key]: { principalArn: deployer, accessPolicies: admin } });
  });

  it("tell apart roles of one name, and roles that are known only later by their place", async () => {
    const same = await entriesFor({ deployRoleArns: [role("a/deploy"), role("b/deploy")] });
    assert.equal(Object.keys(same).length, 2);
    const later = await entriesFor({
      deployRoleArns: [pulumi.output(deployer), third],
      previewRoleArns: [pulumi.output(viewer)],
    });
    assert.deepEqual(
      Object.entries(later).map(([key, entry]) => [key, entry.principalArn]),
      [
        ["deploy-0", deployer],
        ["preview-0", viewer],
        ["third-f76ae0d0", third],
      ],
    );
  });
});

describe("PetAdoptionCluster's API from inside the VPC", () => {
  it("admits the whole VPC to 443 of the group that EKS makes, or everything from a runner in it times out", async () => {
    const rule = (cidrIpv4: string) => ({
      description: "Kubernetes API from the VPC",
      securityGroupId: "sg-pets-cluster",
      cidrIpv4,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    const closed = { apiCidrs: [], runsInsideVpc: true };
    const made = await deployPets({ ...closed, network: { cidrBlock: "10.8.0.0/16" } });
    assert.deepEqual(one(made.registrations, ruleType, "pets-api").inputs, rule("10.8.0.0/16"));
    const found = await deployPets({ ...closed, vpc: existingVpc });
    assert.deepEqual(one(found.registrations, ruleType, "pets-api").inputs, rule("10.1.0.0/16"));
  });

  it("does so beside a public endpoint too: inside, the API's name leads to the private one", async () => {
    const { registrations } = await deployPets({ runsInsideVpc: true });
    assert.equal(one(registrations, ruleType, "pets-api").inputs.cidrIpv4, "10.0.0.0/16");
  });

  it("lets nobody in where Pulumi runs elsewhere", async () => {
    const { registrations } = await deployPets({});
    assert.deepEqual(
      registrations.filter((each) => each.type === ruleType),
      [],
    );
  });

  it("is open before anything goes through it, and until all of that is gone", async () => {
    const { registrations } = await deployPets({ apiCidrs: [], runsInsideVpc: true });
    const rule = `${ruleType}::pets-api`;
    const inside = registrations.filter((each) => each.type.startsWith("kubernetes:"));
    assert.ok(inside.length > 30);
    for (const { type, name } of inside) assert.ok(waitsFor(registrations, `${type}::${name}`, rule), name);
    assert.ok(waitsFor(registrations, rule, "pets-cluster"), "a rule in a group that EKS has deleted");
  });
});

describe("PetAdoptionCluster's kubeconfig", () => {
  const token = ["eks", "get-token", "--cluster-name", "pets-cluster-eks"];
  const argsOf = (text: string) =>
    (JSON.parse(text) as { users: { user: { exec: { args: string[] } } }[] }).users[0]!.user.exec.args;

  it("asks as the AWS CLI does by itself unless told otherwise", async () => {
    const { registrations } = await deployPets(none);
    assert.equal("providerCredentialOpts" in one(registrations, clusterType).inputs, false);
    assert.deepEqual(argsOf(one(registrations, providerType).inputs.kubeconfig as string), token);
  });

  it("asks as the AWS provider that was given a profile or a role, or the API answers Unauthorized", async () => {
    const providerCredentialOpts = { profileName: "demo", roleArn: role("deploy") };
    const { registrations, result } = await deployPets({ ...none, providerCredentialOpts });
    // @pulumi/eks adds the role, and keeps the profile out of what it hands on: others have other profiles.
    assert.deepEqual(one(registrations, clusterType).inputs.providerCredentialOpts, providerCredentialOpts);
    const profiled = [...token, "--profile", "demo"];
    assert.deepEqual(argsOf(one(registrations, providerType).inputs.kubeconfig as string), profiled);
    assert.deepEqual(argsOf(await valueOf(result.kubeconfig)), token);
  });

  it("follows aws:profile, which the stack's AWS provider follows too, unless credentials are given", async () => {
    pulumi.runtime.setConfig("aws:profile", "of-the-stack");
    try {
      const { registrations } = await deployPets(none);
      assert.deepEqual(one(registrations, clusterType).inputs.providerCredentialOpts, {
        profileName: "of-the-stack",
      });
      const profiled = [...token, "--profile", "of-the-stack"];
      assert.deepEqual(argsOf(one(registrations, providerType).inputs.kubeconfig as string), profiled);
      const given = await deployPets({ ...none, providerCredentialOpts: { roleArn: role("deploy") } });
      assert.deepEqual(argsOf(one(given.registrations, providerType).inputs.kubeconfig as string), token);
    } finally {
      pulumi.runtime.setAllConfig({});
    }
  });
});

describe("PetAdoptionCluster's OIDC provider", () => {
  it("is there for IRSA when it is asked for, by the issuer of the cluster, and its ARN is handed on", async () => {
    const { registrations, result } = await deployPets({ ...none, oidcProvider: true });
    assert.deepEqual(one(registrations, oidcType).inputs, {
      url: "https://oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF",
      clientIdLists: ["sts.amazonaws.com"],
    });
    assert.equal(
      await valueOf(result.oidcProviderArn!),
      "arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF",
    );
    // Made by @pulumi/eks it would have no tags, and a preview would need the network.
    assert.equal("createOidcProvider" in one(registrations, clusterType).inputs, false);
  });

  it("is not there otherwise", async () => {
    const { registrations, result } = await deployPets(none);
    assert.deepEqual(
      registrations.filter((each) => each.type === oidcType),
      [],
    );
    assert.equal(result.oidcProviderArn, undefined);
  });
});
