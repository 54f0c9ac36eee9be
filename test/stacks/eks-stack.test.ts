import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { isSecret, secret, type Value } from "../../engine/values.ts";
import { one, valueOf, type Registration } from "../support/deploy.ts";
import { all, identities } from "../support/ec2-site.ts";
import {
  buildStaging,
  buildStagingOn,
  buildStagingWith,
  ec2Arn,
  monitorType,
  passwordKey,
  scopeArn,
  scopeType,
  watched,
} from "../support/eks-stack.ts";
import { existingVpc, images, password } from "../support/pet-adoption.ts";

const petsType = "aws-network-flow-monitor:index:PetAdoptionCluster";
const rolloutType = "aws-network-flow-monitor:index:EksAgentRollout";
const addonType = "aws:eks/addon:Addon";
const secretArn = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:pets";

describe("the staging stack", () => {
  it("registers the same in a preview and in an update, or a preview promises something else", async () => {
    const preview = await buildStaging({}, { mode: "preview" });
    const update = await buildStaging();
    assert.deepEqual(identities(preview.registrations), identities(update.registrations));
    assert.deepEqual(Object.keys(preview.result), Object.keys(update.result));
  });

  it("hands the agent the cluster's own Pod Identity agent, and waits for nodes and DNS, or nobody binds its role", async () => {
    const { registrations } = await buildStaging();
    const rollout = one(registrations, rolloutType);
    assert.deepEqual(rollout.inputs, {
      agentVersion: "clusterDefault",
      cluster: "pets-cluster-eks",
      kubernetesVersion: "1.35",
      nodes: ["linux"],
      podIdentityAgent: "adopt",
      region: "ap-northeast-1",
      tags: { Project: "nfm" },
    });
    const ready = ["pets-coredns", "pets-eks-pod-identity-agent", "pets-nodes-1", "pets-nodes-2"];
    const waited = rollout.dependencies.map((urn) => urn.slice(urn.lastIndexOf("::") + 2));
    assert.deepEqual(
      ready.filter((name) => !waited.includes(name)),
      [],
    );
  });

  it("gives its tags to the cluster, the agent, the scope and every monitor", async () => {
    const { registrations } = await buildStaging({ "nfm:tags": { team: "net" } });
    const components = registrations.filter((each) => each.type.startsWith("aws-network-flow-monitor:"));
    assert.deepEqual(
      components.map(({ name, inputs }) => [name, inputs.tags]).toSorted(),
      ["agent", "aws-services", "cluster", "nfm", "pets", "zone-1", "zone-2"].map((name) => [
        name,
        { team: "net" },
      ]),
    );
  });

  it("has a monitor for each zone, or a slow zone looks like a slow cluster", async () => {
    const { "zone-1": first, "zone-2": second } = watched((await buildStaging()).registrations);
    assert.deepEqual([first, second], [["ap-northeast-1a"], ["ap-northeast-1c"]]);
  });

  it("deletes its scope when it is destroyed, as the file says", async () => {
    const { registrations } = await buildStaging();
    assert.equal(one(registrations, scopeType).retainOnDelete, false);
  });

  it("says what a destroy leaves of the cluster, or somebody pays for logs, snapshots and keys without knowing", async () => {
    const places = async ({ result }: { result: Record<string, unknown> }) => {
      const lines = await valueOf(pulumi.output(result.destroyLeaves as pulumi.Input<string>[]));
      return lines.map((line) => line.replace(/ stays[^]*/, ""));
    };
    const logs = "The control plane's log group";
    const key = "The KMS key of the Kubernetes secrets";
    assert.deepEqual(await places(await buildStaging()), [logs, key]);
    const rds = { database: { kind: "rds" } };
    assert.deepEqual(await places(await buildStagingWith(rds, { [passwordKey]: password })), [
      logs,
      "The database's last snapshot",
      key,
    ]);
    // Only the workshop's services read the secret; the status updater's log group goes with the stack.
    const everything = { ...rds, workload: "full", images };
    assert.deepEqual(await places(await buildStagingWith(everything, { [passwordKey]: password })), [
      logs,
      "The database's last snapshot",
      "The database's secret",
      key,
    ]);
    const existing = { kind: "existing", secretArn, cidrs: ["10.9.0.0/24"] };
    assert.deepEqual(await places(await buildStagingWith({ ...everything, database: existing })), [
      logs,
      key,
    ]);
    const secretsKeyArn = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    const clean = { database: { kind: "rds", skipFinalSnapshot: true }, logTypes: [], secretsKeyArn };
    assert.deepEqual(await places(await buildStagingWith(clean, { [passwordKey]: password })), []);
  });

  it("exports a URL only with an ingress", async () => {
    const without = await buildStaging();
    assert.equal("url" in without.result, false);
    const { result } = await buildStagingWith({ ingress: { allowedCidrs: ["198.51.100.0/24"] } });
    assert.equal(await valueOf(result.url as never), "http://pets-ingress.example");
  });
});

describe("a stack's EKS cluster", () => {
  it("stands in a VPC that exists: nothing of a network is made, and monitors are over that VPC's parts", async () => {
    const monitors = { subnets: { over: "subnet" }, zones: { over: "availabilityZone" } };
    const { registrations, result } = await buildStagingWith(
      { network: undefined, vpc: existingVpc },
      { "nfm:monitors": monitors },
    );
    const made = registrations.filter((each) => /^(awsx:|aws:ec2\/(?!launchTemplate))/.test(each.type));
    assert.deepEqual(
      made.map((each) => each.type),
      [],
    );
    assert.deepEqual(one(registrations, "eks:index:Cluster").inputs.vpcId, existingVpc.vpcId);
    assert.deepEqual(watched(registrations), {
      subnets: existingVpc.privateSubnetIds.map((id) => ec2Arn(`subnet/${id}`)),
      zones: existingVpc.availabilityZones,
    });
    assert.equal(await valueOf(result.vpcId as never), existingVpc.vpcId);
  });

  it("keeps the database's password a secret wherever it goes", async () => {
    const { registrations } = await buildStagingWith(
      { database: { kind: "rds" } },
      { [passwordKey]: password },
    );
    assert.deepEqual(one(registrations, "aws:rds/instance:Instance").inputs.password, secret(password));
    const shown = ({ inputs }: Registration) =>
      JSON.stringify(inputs, (_, value: Value) => (isSecret(value) ? "hidden" : value));
    const plain = registrations.filter((each) => shown(each).includes(password));
    assert.deepEqual(
      plain.map((each) => each.urn),
      [],
    );
  });

  it("runs on Auto Mode with the agent told so, or the agent's rules for those nodes are not applied", async () => {
    const { registrations } = await buildStagingWith({ compute: "autoMode", nodes: undefined });
    assert.deepEqual(one(registrations, rolloutType).inputs.nodes, ["autoMode"]);
    assert.deepEqual(
      all(registrations, addonType).map(({ inputs }) => inputs.addonName),
      ["aws-network-flow-monitoring-agent"],
    );
  });

  it("may exist: by name it gets Pod Identity, the agent and a monitor, and nothing of a cluster is made", async () => {
    const { registrations, result } = await buildStagingOn({});
    assert.deepEqual(
      registrations.filter(({ type }) => type === petsType || /^(awsx|eks|kubernetes):/.test(type)),
      [],
    );
    const addons = all(registrations, addonType).map(({ inputs }) => [inputs.clusterName, inputs.addonName]);
    assert.deepEqual(addons, [
      ["pets", "eks-pod-identity-agent"],
      ["pets", "aws-network-flow-monitoring-agent"],
    ]);
    const arn = "arn:aws:eks:ap-northeast-1:123456789012:cluster/pets";
    assert.deepEqual(watched(registrations), { cluster: [arn] });
    assert.deepEqual(Object.keys(result).sort(), [
      "agentAddonVersion",
      "agentRoleArn",
      "agentUnseenNodes",
      "clusterArn",
      "clusterName",
      "clusterVersion",
      "destroyLeaves",
      "monitorNames",
      "scopeArn",
    ]);
    assert.match((result.destroyLeaves as string[])[0] ?? "", /^The pods of the Pod Identity agent stay/);
    assert.deepEqual(result.clusterName, "pets");
    assert.deepEqual(await valueOf(result.clusterArn as never), arn);
  });

  it("may exist: by ARN, in the account that the ARN names, with Pod Identity there and Fargate beside its nodes", async () => {
    const arn = "arn:aws:eks:ap-northeast-1:210987654321:cluster/theirs";
    const nodes = ["linux", "fargate"];
    const { registrations, result } = await buildStagingOn({
      cluster: arn,
      podIdentityAgent: "adopt",
      nodes,
    });
    assert.deepEqual(watched(registrations), { cluster: [arn] });
    const addons = all(registrations, addonType).map(({ inputs }) => [inputs.clusterName, inputs.addonName]);
    assert.deepEqual(addons, [["theirs", "aws-network-flow-monitoring-agent"]]);
    assert.deepEqual(await valueOf(result.agentUnseenNodes as never), ["fargate"]);
  });
});

describe("two stacks with the staging configuration, such as one for a pull request", () => {
  it("make one scope between them: the owner's, which the other takes from the owner's output", async () => {
    const owner = await buildStaging();
    one(owner.registrations, scopeType);
    assert.deepEqual(owner.references, []);
    const other = await buildStaging({}, { stack: "pr-123" });
    assert.deepEqual(all(other.registrations, scopeType), []);
    assert.deepEqual(other.references, ["acme/nfm/staging"]);
    for (const { inputs } of all(other.registrations, monitorType)) assert.equal(inputs.scopeArn, scopeArn);
  });

  it("never ask AWS for the same name", async () => {
    // Kubernetes' names are within each stack's own cluster, and tags, services and add-ons have the names of others.
    const given = /^(name|\w+Name)$/;
    const ofOthers = /^(serviceName|addonName)$/;
    const asked = async (stack: string) => {
      const { registrations } = await buildStaging({}, { stack });
      const references = registrations.map(({ name }) => `${name}-`);
      return registrations
        .filter((each) => each.custom && each.type.startsWith("aws:"))
        .flatMap(({ type, inputs }) =>
          Object.entries(inputs)
            .filter(([key]) => given.test(key) && !ofOthers.test(key))
            .map(([key, value]) => `${type}.${key}=${value as string}`),
        )
        .filter((line) => !references.some((reference) => line.includes(`=${reference}`)));
    };
    const names = (stack: string) =>
      ["aws-services", "cluster", "zone-1", "zone-2"].map(
        (each) => `${monitorType}.monitorName=nfm.${stack}.${each}`,
      );
    assert.deepEqual((await asked("staging")).toSorted(), names("staging"));
    assert.deepEqual((await asked("pr-123")).toSorted(), names("pr-123"));
  });
});
