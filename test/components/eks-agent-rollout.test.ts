import assert from "node:assert/strict";
import { mock } from "node:test";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksAgentRollout } from "../../components/eks-agent-rollout/index.ts";
import { deploy, one, valueOf, type Registration } from "../support/deploy.ts";
import {
  addonType,
  answers,
  attachmentType,
  componentType,
  everything,
  least,
  roleType,
  versionFunction,
} from "../support/eks-agent-rollout.ts";

function named(registrations: Registration[]): string[] {
  return registrations.map((each) => `${each.type} ${each.name}`).toSorted();
}

const defaults = {
  clusterName: "pets",
  resolveConflictsOnCreate: "OVERWRITE",
  resolveConflictsOnUpdate: "PRESERVE",
};

describe("EksAgentRollout", () => {
  afterEach(() => {
    mock.restoreAll();
  });

  it("installs the identity agent, a role and the agent's add-on, with its defaults", async () => {
    const { registrations, invokes, result } = await deploy(() => new EksAgentRollout("eks", least), answers);
    assert.deepEqual(named(registrations), [
      `${componentType} eks`,
      `${addonType} eks-agent`,
      `${addonType} eks-pod-identity-agent`,
      `${roleType} eks-role`,
      `${attachmentType} eks-publish`,
    ]);
    const { inputs } = one(registrations, addonType, "eks-agent");
    assert.deepEqual(inputs, {
      ...defaults,
      addonName: "aws-network-flow-monitoring-agent",
      addonVersion: "v1.1.6-eksbuild.1",
      configurationValues:
        '{"env":{"OPEN_METRICS":"off","OPEN_METRICS_ADDRESS":"127.0.0.1","OPEN_METRICS_PORT":9109}}',
      podIdentityAssociations: [
        { serviceAccount: "aws-network-flow-monitor-agent-service-account", roleArn: "arn-of-eks-role" },
      ],
      preserve: false,
    });
    assert.deepEqual(one(registrations, addonType, "eks-pod-identity-agent").inputs, {
      ...defaults,
      addonName: "eks-pod-identity-agent",
      addonVersion: "v1.1.7-eksbuild.1",
      preserve: true,
    });
    const asked = { addonName: "eks-pod-identity-agent", kubernetesVersion: "1.35", mostRecent: false };
    assert.deepEqual(invokes, [{ token: versionFunction, inputs: asked, provider: "" }]);
    assert.equal(await valueOf(result.addonArn), "arn-of-eks-agent");
    assert.equal(await valueOf(result.agentVersion), "v1.1.6-eksbuild.1");
    assert.equal(await valueOf(result.roleArn), "arn-of-eks-role");
    assert.deepEqual(await valueOf(result.unseenNodes), []);
  });

  it("starts the agent after its permission and after the identity agent, or its pods have no credentials", async () => {
    const { registrations } = await deploy(() => new EksAgentRollout("eks", least), answers);
    const agent = one(registrations, addonType, "eks-agent");
    const attachment = one(registrations, attachmentType);
    const role = one(registrations, roleType);
    const identity = one(registrations, addonType, "eks-pod-identity-agent");
    assert.deepEqual(agent.dependencies, [role.urn, attachment.urn, identity.urn].toSorted());
    assert.deepEqual(agent.propertyDependencies.podIdentityAssociations, [role.urn]);
    assert.deepEqual(identity.dependencies, []);
  });

  it("passes everything on", async () => {
    const { registrations, invokes, result } = await deploy(
      () => new EksAgentRollout("eks", everything),
      answers,
    );
    const given = {
      clusterName: "pets",
      region: "eu-west-1",
      resolveConflictsOnCreate: "NONE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags: { team: "net" },
    };
    assert.deepEqual(one(registrations, addonType, "eks-agent").inputs, {
      ...given,
      addonName: "aws-network-flow-monitoring-agent",
      addonVersion: "v1.1.7-eksbuild.1",
      configurationValues:
        '{"env":{"OPEN_METRICS":"on","OPEN_METRICS_ADDRESS":"0.0.0.0","OPEN_METRICS_PORT":9200,"RUST_LOG":"info"},' +
        '"podAnnotations":{"team":"net"},' +
        '"resources":{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"cpu":"100m","memory":"150Mi"}},' +
        '"tolerations":[{"effect":"NoExecute","key":"dedicated","operator":"Equal","tolerationSeconds":60,"value":"gpu"}]}',
      podIdentityAssociations: [
        { serviceAccount: "aws-network-flow-monitor-agent-service-account", roleArn: "arn-of-eks-role" },
      ],
      preserve: false,
    });
    assert.deepEqual(one(registrations, addonType, "eks-pod-identity-agent").inputs, {
      ...given,
      addonName: "eks-pod-identity-agent",
      addonVersion: "v1.3.10-eksbuild.2",
      configurationValues: '{"agent":{"additionalArgs":{"-b":"169.254.170.23"}},"tolerations":[]}',
      preserve: true,
    });
    const inputs = {
      addonName: "aws-network-flow-monitoring-agent",
      kubernetesVersion: "1.35",
      mostRecent: false,
      region: "eu-west-1",
    };
    assert.deepEqual(invokes, [{ token: versionFunction, inputs, provider: "" }]);
    assert.equal(await valueOf(result.agentVersion), "v1.1.7-eksbuild.1");
    assert.deepEqual(await valueOf(result.unseenNodes), ["fargate", "windows"]);
  });

  it("registers the same in a preview as in an update, or a preview would hide what an update does", async () => {
    const program = () => new EksAgentRollout("eks", everything);
    const preview = await deploy(program, { ...answers, mode: "preview" });
    const update = await deploy(program, answers);
    assert.deepEqual(named(preview.registrations), named(update.registrations));
    assert.equal(preview.registrations.length, 5);
  });

  it("takes a cluster of the same program, whose name and version are known only later", async () => {
    const program = () => {
      const cluster = new aws.eks.Cluster("c", { roleArn: "r", vpcConfig: { subnetIds: ["s"] } });
      const nodes = new aws.eks.NodeGroup("n", {
        clusterName: cluster.name,
        nodeRoleArn: "r",
        subnetIds: ["s"],
        scalingConfig: { desiredSize: 1, maxSize: 1, minSize: 1 },
      });
      const args = { ...least, cluster: cluster.arn, kubernetesVersion: cluster.version };
      return new EksAgentRollout("eks", args, { dependsOn: nodes });
    };
    const made = { arn: "arn:aws:eks:eu-west-1:123456789012:cluster/pets", name: "pets", version: "1.35" };
    const outputs: typeof answers.outputs = (type, name, inputs) =>
      type === "aws:eks/cluster:Cluster" ? made : (answers.outputs?.(type, name, inputs) ?? {});
    const preview = await deploy(program, { ...answers, outputs, mode: "preview" });
    const { registrations } = await deploy(program, { ...answers, outputs });
    assert.deepEqual(named(preview.registrations), named(registrations));
    for (const each of [registrations, preview.registrations]) {
      const agent = one(each, addonType, "eks-agent");
      for (const name of ["eks-publish", "eks-pod-identity-agent", "c"]) {
        const before = each.find((other) => other.name === name)?.urn ?? "";
        assert.ok(agent.dependencies.includes(before), name);
      }
      // The nodes come before the component, and so before all that is in it.
      const nodes = one(each, "aws:eks/nodeGroup:NodeGroup").urn;
      assert.ok(one(each, componentType).dependencies.includes(nodes));
    }
    assert.equal(one(registrations, addonType, "eks-agent").inputs.clusterName, "pets");
    assert.equal(one(registrations, addonType, "eks-pod-identity-agent").inputs.clusterName, "pets");
  });

  it("gives Region, tags and parent to every child that can have them, or a child lands elsewhere", async () => {
    const { registrations } = await deploy(() => new EksAgentRollout("eks", everything), answers);
    const component = one(registrations, componentType);
    const children = registrations.filter((each) => each !== component);
    assert.equal(children.length, 4);
    for (const child of children) {
      assert.equal(child.parent, component.urn, child.name);
      const regional = child.type === addonType;
      assert.equal(child.inputs.region, regional ? "eu-west-1" : undefined, child.name);
      assert.deepEqual(child.inputs.tags, child.type === attachmentType ? undefined : { team: "net" });
      assert.deepEqual(child.hooks, regional ? ["aws-network-flow-monitor:EksAgentRollout:eks"] : []);
    }
  });

  it("lives twice in one program without a name in common", async () => {
    const program = () => [
      new EksAgentRollout("one", everything),
      new EksAgentRollout("two", { ...everything, cluster: "other" }),
    ];
    const { registrations } = await deploy(program, answers);
    assert.equal(registrations.length, 10);
    assert.equal(new Set(registrations.map((each) => each.urn)).size, 10);
  });

  it("asks for versions through the component's own provider, or the answer is another account's", async () => {
    const providers: (string | undefined)[] = [];
    const mocks: pulumi.runtime.Mocks = {
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }),
      call: ({ provider }) => {
        providers.push(provider);
        return { version: "v1.1.7-eksbuild.1" };
      },
    };
    await pulumi.runtime.setMocks(mocks, "nfm", "test", false);
    const provider = new aws.Provider("there", { region: "eu-west-1" });
    new EksAgentRollout("eks", { ...least, agentVersion: "clusterDefault" }, { provider });
    await pulumi.runtime.disconnect();
    assert.deepEqual(
      providers.map((each) => each?.split("::").slice(-2)),
      [
        ["there", "there-id"],
        ["there", "there-id"],
      ],
    );
  });

  it("registers its outputs, or the state of the component lacks them", async () => {
    const registered = mock.method(
      pulumi.ComponentResource.prototype as unknown as { registerOutputs: (outputs: object) => void },
      "registerOutputs",
      () => undefined,
    );
    const { result } = await deploy(() => new EksAgentRollout("eks", least), answers);
    const { addonArn, agentVersion, roleArn, unseenNodes } = result;
    // The second call is Pulumi's own, for a component that registers nothing.
    assert.deepEqual(registered.mock.calls[0]?.arguments, [{ addonArn, agentVersion, roleArn, unseenNodes }]);
  });

  it("passes on a Region that is known only later", async () => {
    const args = { ...least, region: pulumi.output("eu-west-1") };
    const { registrations } = await deploy(() => new EksAgentRollout("eks", args), answers);
    assert.equal(one(registrations, addonType, "eks-agent").inputs.region, "eu-west-1");
  });
});
