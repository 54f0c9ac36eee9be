import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  EksAgentCredentials,
  EksAgentNodes,
  EksAgentRollout,
  type EksAgentRolloutArgs,
} from "../../components/eks-agent-rollout/index.ts";
import type { Values } from "../../engine/values.ts";
import { deploy, one } from "../support/deploy.ts";
import {
  addonType,
  answers,
  everything,
  least,
  linesOf,
  oidcProviderArn,
  roleType,
  serviceAccount,
} from "../support/eks-agent-rollout.ts";

const readme = readFileSync(new URL("../../components/eks-agent-rollout/README.md", import.meta.url), "utf8");

/** Every way to bind the service account by this component. */
const bindings: Partial<EksAgentRolloutArgs>[] = [
  {},
  everything,
  { nodes: [EksAgentNodes.AutoMode] },
  { credentials: EksAgentCredentials.Irsa, oidcProviderArn },
];

async function agentOf(args: Partial<EksAgentRolloutArgs>) {
  const { registrations } = await deploy(() => new EksAgentRollout("eks", { ...least, ...args }), answers);
  const { inputs } = one(registrations, addonType, "eks-agent");
  return { registrations, inputs, settings: JSON.parse(inputs.configurationValues as string) as Values };
}

/** The symptoms are those that users of the EKS agent reported; their numbers are stable, so that docs can cite them. */
describe("EksAgentRollout, symptom by symptom", () => {
  it("B1: refuses the service account of add-on 1.0.0, which later ones reject, and tells the way over", () => {
    const retired = "aws-network-flow-monitoring-agent-service-account";
    assert.deepEqual(linesOf({ serviceAccount: retired }), [
      `agent.serviceAccount: got "${retired}"; allowed: "${serviceAccount}"; ` +
        "fix: remove it: add-ons after 1.0.0 refuse this name; the README has the steps of the upgrade",
    ]);
    assert.match(readme, /^## From add-on 1\.0\.0/m);
  });

  it("B2: binds every role to the service account of today, or pods are healthy and get 403", async () => {
    for (const args of bindings) {
      const { registrations, inputs } = await agentOf(args);
      const text = JSON.stringify([inputs, one(registrations, roleType).inputs]);
      assert.ok(text.includes(serviceAccount));
      assert.doesNotMatch(text, /monitoring-agent-service-account/);
    }
  });

  it("B3: refuses names that look right, as a public module had them, and uses the right namespace", async () => {
    for (const name of ["network-flow-monitoring-agent", "aws-network-flow-monitor-agent", "default", ""]) {
      assert.deepEqual(linesOf({ serviceAccount: name }), [
        `agent.serviceAccount: got "${name}"; allowed: "${serviceAccount}"; ` +
          "fix: remove it: the add-on's name says monitoring, its service account says monitor",
      ]);
    }
    assert.deepEqual(linesOf({ serviceAccount }), []);
    for (const args of bindings) {
      const { registrations } = await agentOf(args);
      const trust = JSON.stringify(one(registrations, roleType).inputs.assumeRolePolicy);
      assert.match(trust, /amazon-network-flow-monitor[":]/);
      assert.doesNotMatch(trust, /amazon-network-flow-monitoring/);
    }
  });

  it("B4: refuses agents on Bottlerocket, Auto Mode's too, that hide memory limits from other pods", () => {
    for (const kind of [EksAgentNodes.Bottlerocket, EksAgentNodes.AutoMode]) {
      const nodes = [EksAgentNodes.Linux, kind];
      assert.deepEqual(linesOf({ nodes, agentVersion: "v1.1.5-eksbuild.9" }), [
        `agent.agentVersion: got "v1.1.5-eksbuild.9"; allowed: v1.1.6 or later: on ${kind} nodes, where older ones ` +
          "mount a second cgroup2 and other pods lose sight of their memory limit; fix: take a later one from " +
          "`aws eks describe-addon-versions --addon-name aws-network-flow-monitoring-agent`",
      ]);
      assert.deepEqual(linesOf({ nodes, agentVersion: "v1.1.6-eksbuild.1" }), []);
    }
    assert.deepEqual(linesOf({ agentVersion: "v1.1.5-eksbuild.9" }), []);
  });

  it("B5: leaves the add-on's tolerations as they are, of every taint, unless others were asked for", async () => {
    assert.equal("tolerations" in (await agentOf({})).settings, false);
    assert.deepEqual((await agentOf({ tolerations: [] })).settings.tolerations, []);
    const tolerations = [{ key: "dedicated", operator: "Exists" as const }];
    assert.deepEqual((await agentOf({ tolerations })).settings.tolerations, tolerations);
  });

  it("B5, B6, B7, B13: refuses add-ons before 1.1.0, without tolerations, with wrong names, without a map", () => {
    for (const agentVersion of ["v1.0.0-eksbuild.4", "v1.0.1-eksbuild.2", "v1.0.2-eksbuild.2"]) {
      assert.deepEqual(linesOf({ agentVersion }), [
        `agent.agentVersion: got "${agentVersion}"; allowed: v1.1.0 or later: older ones have no OpenMetrics settings ` +
          "and no Container Network Observability; fix: take a later one from " +
          "`aws eks describe-addon-versions --addon-name aws-network-flow-monitoring-agent`",
      ]);
    }
    assert.deepEqual(linesOf({ agentVersion: "v1.1.0-eksbuild.1" }), []);
  });

  it("B7: raises the agent's memory where a large cluster needs it", async () => {
    const resources = { requests: { cpu: "50m", memory: "200Mi" }, limits: { cpu: "500m", memory: "1Gi" } };
    assert.deepEqual((await agentOf({ resources })).settings.resources, resources);
    assert.equal("resources" in (await agentOf({})).settings, false);
  });

  it("B8: refuses clusters whose nodes have no instance metadata, where the agent ends at once", () => {
    assert.deepEqual(linesOf({ nodes: [EksAgentNodes.Hybrid] }), [
      'agent.nodes: got ["hybrid"]; allowed: at least one of linux, bottlerocket or autoMode; ' +
        "fix: add nodes on EC2 Linux, or leave this cluster out; hybrid: the agent asks EC2 for its Region",
    ]);
    assert.deepEqual(linesOf({ nodes: [EksAgentNodes.Hybrid, EksAgentNodes.Linux] }), []);
  });

  it("B10: always sends all three OpenMetrics settings, since documents disagree on their defaults", async () => {
    const all: (EksAgentRolloutArgs["openMetrics"] | undefined)[] = [
      undefined,
      {},
      { enabled: true },
      { address: "0.0.0.0" },
      { port: 9200 },
    ];
    const sent: Values[] = [];
    for (const openMetrics of all) {
      sent.push((await agentOf(openMetrics === undefined ? {} : { openMetrics })).settings);
    }
    const env = (on: string, address: string, port: number) => ({
      env: { OPEN_METRICS: on, OPEN_METRICS_ADDRESS: address, OPEN_METRICS_PORT: port },
    });
    assert.deepEqual(sent, [
      env("off", "127.0.0.1", 9109),
      env("off", "127.0.0.1", 9109),
      env("on", "127.0.0.1", 9109),
      env("off", "0.0.0.0", 9109),
      env("off", "127.0.0.1", 9200),
    ]);
  });

  it("B11: names the add-on, not its namespace", async () => {
    assert.equal((await agentOf({})).inputs.addonName, "aws-network-flow-monitoring-agent");
  });

  it("B12: gives a command that finds the pods", () => {
    const command = "kubectl get pods -n amazon-network-flow-monitor -l name=aws-network-flow-monitor-agent";
    assert.ok(readme.includes(command));
  });

  it("B15: binds the service account once: by the add-on, one way, and by no stand-alone association", async () => {
    for (const args of bindings) {
      const { registrations, inputs } = await agentOf(args);
      const ways = ["podIdentityAssociations", "serviceAccountRoleArn"].filter((key) => key in inputs);
      assert.equal(ways.length, 1);
      assert.equal(registrations.filter((each) => each.type.includes("PodIdentityAssociation")).length, 0);
    }
  });

  it("B15: refuses a second way to bind the service account", () => {
    for (const credentials of [EksAgentCredentials.PodIdentity, EksAgentCredentials.AlreadyBound]) {
      assert.deepEqual(linesOf({ credentials, oidcProviderArn }), [
        `agent.oidcProviderArn: got a value; allowed: nothing with credentials "${credentials}": one thing alone binds ` +
          'the service account; fix: remove it, or set credentials to "irsa"',
      ]);
    }
    for (const credentials of [EksAgentCredentials.Irsa, EksAgentCredentials.AlreadyBound]) {
      const irsa = credentials === EksAgentCredentials.Irsa ? { oidcProviderArn } : {};
      assert.deepEqual(linesOf({ credentials, ...irsa, podIdentityAgent: "create" }), [
        `agent.podIdentityAgent: got "create"; allowed: nothing with credentials "${credentials}"; ` +
          'fix: remove it, or set credentials to "podIdentity"',
      ]);
    }
  });
});
