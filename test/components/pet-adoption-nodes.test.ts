import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Values } from "../../engine/values.ts";
import { one, valueOf } from "../support/deploy.ts";
import { defaultPets, deployPets, text, waitsFor } from "../support/pet-adoption.ts";

const clusterType = "eks:index:Cluster";
const groupType = "eks:index:ManagedNodeGroup";
const addonType = "aws:eks/addon:Addon";
const none = { workload: "none" } as const;

describe("PetAdoptionCluster's nodes", () => {
  it("stand one group in each zone on its private subnet, encrypted, IMDSv2 with one hop, no role for pods", async () => {
    const { registrations } = await deployPets({ ...none, nodes: { perZone: 2, diskSizeGiB: 50 } });
    const groups = registrations.filter((each) => each.type === groupType);
    assert.deepEqual(
      groups.map((each) => each.inputs.subnetIds),
      [["subnet-pets-vpc-private-1"], ["subnet-pets-vpc-private-2"]],
    );
    for (const { inputs } of groups) {
      assert.equal(inputs.version, "1.35");
      assert.equal(inputs.amiType, "AL2023_x86_64_STANDARD");
      assert.deepEqual(inputs.scalingConfig, { desiredSize: 2, minSize: 2, maxSize: 3 });
      assert.deepEqual(inputs.launchTemplate, { id: "pets-nodes-id", version: "7" });
    }
    const { inputs } = one(registrations, "aws:ec2/launchTemplate:LaunchTemplate");
    assert.deepEqual(inputs.metadataOptions, {
      httpEndpoint: "enabled",
      httpPutResponseHopLimit: 1,
      httpTokens: "required",
    });
    const [disk] = inputs.blockDeviceMappings as Values[];
    assert.deepEqual(disk!.ebs, {
      encrypted: "true",
      volumeType: "gp3",
      volumeSize: 50,
      deleteOnTermination: "true",
    });
    assert.equal("imageId" in inputs, false);
  });

  it("get their name and tags from the template, which EKS's own tags do not reach", async () => {
    const specifications = async (tags?: Record<string, string>) => {
      const { registrations } = await deployPets({ ...none, ...(tags === undefined ? {} : { tags }) });
      return one(registrations, "aws:ec2/launchTemplate:LaunchTemplate").inputs.tagSpecifications;
    };
    const both = (tags: Record<string, string>) =>
      ["instance", "volume"].map((resourceType) => ({ resourceType, tags }));
    assert.deepEqual(await specifications(), both({ Name: "pets-node" }));
    assert.deepEqual(await specifications({ team: "net" }), both({ Name: "pets-node", team: "net" }));
  });

  it("come with Auto Mode from AWS: no groups, no add-ons of ours, and nothing waits for them", async () => {
    const { registrations, result } = await deployPets({ ...none, compute: "autoMode" });
    const { inputs } = one(registrations, clusterType);
    assert.deepEqual(inputs.autoMode, { enabled: true, createNodeRole: true });
    assert.equal("vpcCniOptions" in inputs, false);
    assert.deepEqual(
      registrations.filter((each) => [groupType, addonType].includes(each.type)),
      [],
    );
    assert.equal(await valueOf(result.nodeRoleNames[0]!), "pets-cluster-auto-node");
  });

  it("leave the cluster with Auto Mode as all that an add-on must wait for, and it must wait for that", async () => {
    const { registrations, result } = await deployPets({ ...none, compute: "autoMode" });
    const ready = await valueOf(pulumi.all(result.ready.map((each) => each.urn)));
    assert.deepEqual(ready, [one(registrations, clusterType).urn]);
  });
});

describe("PetAdoptionCluster's order", () => {
  const orders = [
    ["pets-cluster", "pets-vpc", "a cluster in a VPC without routes"],
    ["pets-eks-pod-identity-agent", "pets-cluster", "an add-on without cluster"],
    ["pets-nodes-1", "pets-eks-pod-identity-agent", "a pod on a fresh node without credentials"],
    ["pets-nodes-2", "pets-eks-pod-identity-agent", "the same in the other zone"],
    ["pets-nodes-1", "pets-node-AmazonEKS_CNI_Policy", "a node that cannot attach interfaces"],
    ["pets-nodes-1", "pets-cluster", "vpc-cni and kube-proxy are the cluster's own children"],
    ["pets-coredns", "pets-nodes-1", "coredns waiting for nodes for twenty minutes, then failing"],
    ["pets-coredns", "pets-nodes-2", "the same in the other zone"],
  ] as const;
  for (const [later, earlier, failure] of orders) {
    it(`${later} waits for ${earlier}, or: ${failure}`, async () => {
      const { registrations } = await defaultPets();
      assert.ok(waitsFor(registrations, later, earlier));
      assert.ok(!waitsFor(registrations, earlier, later));
    });
  }

  it("add-ons replace what EKS puts into a new cluster, in the version of its Kubernetes version", async () => {
    const { registrations, invokes } = await deployPets({ ...none, version: "1.34" });
    const addons = registrations.filter((each) => each.type === addonType);
    assert.deepEqual(addons.map((each) => each.inputs.addonName).sort(), [
      "coredns",
      "eks-pod-identity-agent",
    ]);
    for (const { inputs } of addons) {
      assert.equal(inputs.resolveConflictsOnCreate, "OVERWRITE");
      assert.equal(inputs.resolveConflictsOnUpdate, "OVERWRITE");
      assert.equal(inputs.addonVersion, `v0-${text(inputs.addonName)}-default`);
    }
    const asked = invokes.filter((each) => each.token === "aws:eks/getAddonVersion:getAddonVersion");
    assert.deepEqual(
      asked.map((each) => each.inputs.kubernetesVersion),
      ["1.34", "1.34"],
    );
    assert.deepEqual(
      asked.map((each) => each.inputs.mostRecent),
      [false, false],
    );
  });
});
