import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { planOf } from "./analyse.ts";
import type { Program } from "./simulate.ts";
import { documentContent } from "./site.ts";

const packageName = "AmazonCloudWatchNetworkFlowMonitorAgent";
const manage = "AmazonCloudWatch-NetworkFlowMonitorManageAgent";
const serviceAccount = "aws-network-flow-monitor-agent-service-account";
const onTag = [{ key: "tag:nfm", values: ["on"] }];

function associate(
  p: Program,
  name: string,
  document: string,
  parameters: Values,
  targets: Values[] = onTag,
): void {
  p.resource("aws:ssm/association:Association", name, { name: document, parameters, targets });
}

/** Label, actions and state of every roll-out. */
function states(program: (p: Program) => void): unknown[] {
  return planOf(program).watch.agents.map(({ label, actions, state, activatedBy }) => [
    label,
    actions,
    state,
    activatedBy,
  ]);
}

describe("agents in a plan", () => {
  it("tells apart AWS's own documents by their parameters", () => {
    const found = states((p) => {
      associate(p, "a", "AWS-ConfigureAWSPackage", { action: "Install", name: packageName });
      associate(p, "b", "AWS-ConfigureAWSPackage", { action: "Install", name: "AmazonCloudWatchAgent" });
      associate(p, "c", "AWS-ConfigureAWSPackage", { action: ["Uninstall"], name: [packageName] }, []);
      associate(p, "d", manage, { Action: "Deactivate" }, []);
      associate(p, "e", "AWS-RunShellScript", { commands: ["uptime"] });
    });
    assert.deepEqual(found, [
      ["a", ["install"], "installed, never activated", []],
      ["c", ["uninstall"], "stopped", []],
      ["d", ["deactivate"], "stopped", []],
    ]);
  });

  it("joins an install with an activation of the same targets, and no other", () => {
    const found = states((p) => {
      associate(p, "a", "AWS-ConfigureAWSPackage", { action: "Install", name: packageName });
      associate(p, "b", `arn:aws:ssm:ap-northeast-1::document/${manage}`, { Action: "Activate" });
      associate(p, "c", manage, { Action: "Activate" }, [{ key: "tag:nfm", values: ["off"] }]);
    });
    assert.deepEqual(found, [
      ["a", ["install"], "sends", ["b"]],
      ["b", ["activate"], "sends", []],
      ["c", ["activate"], "activates only", []],
    ]);
  });

  it("reads parameters of a document, their defaults, its order, and YAML", () => {
    const step = { action: "aws:configurePackage", inputs: { action: "{{ action }}", name: packageName } };
    const manageStep = (parameters: unknown) => ({
      action: "aws:runDocument",
      inputs: { documentParameters: parameters, documentPath: manage },
    });
    const documents: Record<string, string> = {
      default: JSON.stringify({ parameters: { action: { default: "Uninstall" } }, mainSteps: [step] }),
      given: JSON.stringify({
        parameters: { action: {} },
        mainSteps: [step, manageStep('{"Action":"Activate"}')],
      }),
      order: JSON.stringify({
        mainSteps: [manageStep({ Action: "Activate" }), { ...step, inputs: { name: packageName } }],
      }),
      yaml: `mainSteps:\n- action: aws:configurePackage\n  inputs:\n    name: ${packageName}\n- documentPath: ${manage}\n  Action: Deactivate\n`,
      other: JSON.stringify({ mainSteps: [{ action: "aws:runShellScript", inputs: {} }, "no step"] }),
      broken: `{ ${packageName}`,
    };
    const found = states((p) => {
      for (const [name, content] of Object.entries(documents)) {
        p.resource("aws:ssm/document:Document", name, { content, name: `doc-${name}` });
        associate(p, `on-${name}`, `doc-${name}`, { action: "Install" }, []);
      }
      p.resource("aws:ssm/association:Association", "defaults", { name: "doc-default", targets: [] });
    });
    assert.deepEqual(found, [
      ["defaults", ["uninstall"], "stopped", []],
      ["on-broken", ["install"], "installed, never activated", []],
      ["on-default", ["install"], "installed, never activated", []],
      ["on-given", ["install", "activate"], "sends", []],
      ["on-order", ["activate", "install"], "activated before install", []],
      ["on-yaml", ["install", "deactivate"], "stopped", []],
    ]);
  });

  it("finds instances by id, by tag and by group name", () => {
    const plan = planOf((p) => {
      const one = p.resource("aws:ec2/instance:Instance", "one", { tags: { nfm: "on" } });
      p.resource("aws:ec2/instance:Instance", "two", { tags: { nfm: "off", team: "web" } });
      p.resource("aws:autoscaling/group:Group", "three", { minSize: 3, name: "web" });
      p.resource("aws:autoscaling/group:Group", "four", {
        tags: [{ key: "nfm", propagateAtLaunch: false, value: "on" }],
      });
      const targets: Record<string, Values[]> = {
        id: [{ key: "InstanceIds", values: [one.id] }],
        all: [{ key: "InstanceIds", values: ["*"] }],
        tag: onTag,
        both: [...onTag, { key: "tag:team", values: ["web", "api"] }],
        group: [{ key: "tag:aws:autoscaling:groupName", values: ["web"] }],
        resourceGroup: [{ key: "resource-groups:Name", values: ["web"] }],
        none: [],
      };
      const content = documentContent(true);
      p.resource("aws:ssm/document:Document", "agent", { content, name: "agent" });
      for (const [name, list] of Object.entries(targets)) associate(p, name, "agent", {}, list);
    });
    const found = plan.watch.agents.map(({ label, hosts }) => [
      label,
      hosts.map((host) => `${host.label} ${String(host.count)}`),
    ]);
    assert.deepEqual(Object.fromEntries(found), {
      id: ["one 1"],
      all: ["one 1", "two 1", "four undefined", "three 3"],
      tag: ["one 1"],
      both: [],
      group: ["three 3"],
      resourceGroup: [],
      none: [],
    });
  });

  it("finds the nodes and the role of the EKS add-on, by reference, by name and by what a name comes from", () => {
    const addOn = (p: Program, name: string, inputs: Values) =>
      p.resource("aws:eks/addon:Addon", name, { addonName: "aws-network-flow-monitoring-agent", ...inputs });
    const { agents } = planOf((p) => {
      const role = p.resource("aws:iam/role:Role", "agent");
      const node = p.resource("aws:iam/role:Role", "node");
      const nodeRoleArn = node.out("arn");
      const cluster = p.resource("aws:eks/cluster:Cluster", "pets", { name: "pets" });
      const nodeGroup = (name: string, clusterName: Values[string], desiredSize: number) =>
        p.resource("aws:eks/nodeGroup:NodeGroup", name, {
          clusterName,
          nodeRoleArn,
          scalingConfig: { desiredSize },
        });
      nodeGroup("by-reference", cluster.out("name"), 2);
      nodeGroup("by-name", "pets", 1);
      nodeGroup("elsewhere", "other", 5);
      addOn(p, "pods", {
        clusterName: cluster.out("name"),
        podIdentityAssociations: [{ roleArn: role.out("arn"), serviceAccount }],
      });
      addOn(p, "irsa", { clusterName: "pets", serviceAccountRoleArn: "arn:aws:iam::123456789012:role/r" });
      addOn(p, "plain", { clusterName: "other" });
      addOn(p, "cni", { addonName: "vpc-cni", clusterName: "pets" });
    }).watch;
    const found = agents.map(({ label, chosen, hosts }) => [
      label,
      chosen,
      hosts.map((host) => [host.label, host.count, host.role, host.mayPublish]),
    ]);
    assert.deepEqual(found, [
      [
        "irsa",
        ["cluster pets"],
        [
          ["by-name", 1, undefined, "unknown"],
          ["by-reference", 2, undefined, "unknown"],
        ],
      ],
      ["plain", ["cluster other"], [["elsewhere", 5, "node", "no"]]],
      [
        "pods",
        ["cluster ${pets.name}"],
        [
          ["by-name", 1, "agent", "no"],
          ["by-reference", 2, "agent", "no"],
        ],
      ],
    ]);
  });

  it("finds the nodes of a cluster inside a remote component by what their names are computed from", () => {
    const { agents } = planOf((p) => {
      const eks = p.resource("eks:index:Cluster", "eks", {}, { remote: true });
      p.resource("aws:eks/cluster:Cluster", "eks-eksCluster", {}, { parent: eks, constructedBy: eks });
      const clusterName = p.dryRun
        ? { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", dependencies: [eks.urn] }
        : "c";
      p.resource("aws:eks/nodeGroup:NodeGroup", "workers", { clusterName });
      p.resource("aws:eks/addon:Addon", "nfm", {
        addonName: "aws-network-flow-monitoring-agent",
        clusterName,
      });
    }).watch;
    assert.deepEqual(
      agents.map(({ chosen, hosts }) => [chosen, hosts.map(({ label }) => label)]),
      [[["cluster <computed from eks>"], ["workers"]]],
    );
  });
});
