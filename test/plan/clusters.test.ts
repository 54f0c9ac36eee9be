import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { planOf } from "./analyse.ts";
import { eksSite, type EksChoices } from "./eks-site.ts";
import type { Program } from "./simulate.ts";

/** The only cluster of a plan. */
function clusterOf(choices: EksChoices) {
  const [cluster] = planOf((p) => eksSite(p, choices)).watch.clusters ?? [];
  assert.ok(cluster !== undefined);
  return cluster;
}

describe("what is watched of an EKS cluster", () => {
  it("is its version with the days of its support, never today's", () => {
    const supportOf = (cluster: Values) => clusterOf({ cluster }).support;
    const days = (standardUntil: string, extendedUntil: string) => ({ standardUntil, extendedUntil });
    const afterwards = "extended support";
    assert.deepEqual(supportOf({ version: "1.35" }), {
      state: "standard or extended",
      ...days("2027-03-27", "2028-03-27"),
      afterwards,
    });
    assert.deepEqual(supportOf({ version: "1.33" }), {
      state: "extended",
      ...days("2026-07-29", "2027-07-29"),
      afterwards,
    });
    assert.deepEqual(supportOf({ version: "1.30" })?.state, "ended");
    assert.deepEqual(
      supportOf({ version: "1.33", upgradePolicy: { supportType: "STANDARD" } })?.afterwards,
      "upgrade by AWS",
    );
    assert.equal(supportOf({ version: "1.99" }), undefined);
    const silent = clusterOf({ cluster: { version: null } });
    assert.deepEqual([silent.version, silent.support], [undefined, undefined]);
  });

  it("is one agent for each node, by the zones of their subnets, with the cluster's version or their own", () => {
    assert.deepEqual(clusterOf({}).nodes, [
      { zones: ["ap-northeast-1a"], count: 1, hosts: ["workers-1"], version: "1.35" },
      { zones: ["ap-northeast-1c"], count: 2, hosts: ["workers-2"], version: "1.35" },
    ]);
    const mixed = planOf((p) => {
      const cluster = p.resource("aws:eks/cluster:Cluster", "c", { version: "1.35" });
      const subnet = (zone: string) =>
        p.resource("aws:ec2/subnet:Subnet", `in-${zone}`, { availabilityZone: zone }).id;
      const [a, b] = ["a", "b"].map(subnet);
      const group = (name: string, inputs: Values) =>
        p.resource("aws:eks/nodeGroup:NodeGroup", name, { clusterName: cluster.out("name"), ...inputs });
      group("over", { scalingConfig: { desiredSize: 3 }, subnetIds: [a ?? "", b ?? ""] });
      group("over-too", { scalingConfig: { desiredSize: 2 }, subnetIds: [b ?? "", a ?? ""] });
      group("behind", { scalingConfig: { desiredSize: 1 }, subnetIds: [a ?? ""], version: "1.34" });
      group("uncounted", { subnetIds: [a ?? ""] });
      group("elsewhere", { scalingConfig: { desiredSize: 1 }, subnetIds: ["subnet-1"] });
      group("windows", { amiType: "WINDOWS_CORE_2022_x86_64", scalingConfig: { desiredSize: 1 } });
      p.resource("aws:eks/fargateProfile:FargateProfile", "quiet", {
        clusterName: cluster.out("name"),
        selectors: [{ namespace: "quiet" }, { namespace: "calm" }],
      });
    });
    const [cluster] = mixed.watch.clusters ?? [];
    assert.deepEqual(cluster?.nodes, [
      { zones: ["a"], count: 1, hosts: ["behind"], version: "1.34" },
      { zones: ["a"], hosts: ["uncounted"], version: "1.35" },
      { zones: ["a", "b"], count: 5, hosts: ["over", "over-too"], version: "1.35" },
      { zones: [], count: 1, hosts: ["elsewhere"], version: "1.35" },
    ]);
    assert.deepEqual(cluster.unseen, [
      "pods of calm, quiet on Fargate (quiet): the agent does not run there",
      "pods on windows: the agent does not run on Windows",
    ]);
    assert.deepEqual(cluster.addOns, []);
  });

  it("counts nodes of Auto Mode as unknown, and self-managed ones by their tag", () => {
    const agent = (p: Program, name: string, cluster: Values[string]) =>
      p.resource("aws:eks/addon:Addon", name, {
        addonName: "aws-network-flow-monitoring-agent",
        clusterName: cluster,
        podIdentityAssociations: [
          {
            roleArn: "arn:aws:iam::123456789012:role/r",
            serviceAccount: "aws-network-flow-monitor-agent-service-account",
          },
        ],
      });
    const { watch } = planOf((p) => {
      const auto = p.resource("aws:eks/cluster:Cluster", "auto", {
        computeConfig: { enabled: true },
        vpcConfig: { subnetIds: ["subnet-1"] },
      });
      agent(p, "on-auto", auto.out("name"));
      p.resource("aws:eks/cluster:Cluster", "own", { name: "own" });
      const tag = { key: "kubernetes.io/cluster/own", propagateAtLaunch: true, value: "owned" };
      p.resource("aws:autoscaling/group:Group", "nodes", { desiredCapacity: 2, tags: [tag] });
      p.resource("aws:autoscaling/group:Group", "others", { desiredCapacity: 9 });
      p.resource("aws:eks/addon:Addon", "identity", {
        addonName: "eks-pod-identity-agent",
        clusterName: "own",
      });
      agent(p, "on-own", "own");
    });
    assert.deepEqual(
      watch.agents.map(({ label, state, podIdentity, hosts }) => [
        label,
        state,
        podIdentity,
        hosts.map((host) => [host.label, host.kind, host.count]),
      ]),
      [
        ["on-auto", "sends", "EKS Auto Mode", [["auto", "EKS Auto Mode", undefined]]],
        ["on-own", "sends", "identity", [["nodes", "Auto Scaling group", 2]]],
      ],
    );
  });

  it("takes for granted what may be there in a cluster that the program does not make", () => {
    const { agents, clusters } = planOf((p) => {
      p.resource("aws:eks/addon:Addon", "nfm", {
        addonName: "aws-network-flow-monitoring-agent",
        clusterName: "theirs",
      });
    }).watch;
    assert.deepEqual(
      agents.map(({ state, credentials }) => [state, credentials]),
      [["sends", "node role"]],
    );
    assert.deepEqual(clusters, [{ name: "theirs", nodes: [], addOns: ["nfm"], namespaces: [], unseen: [] }]);
  });

  it("counts an association for another service account or namespace as none", () => {
    const credentials = (inputs: Values, apart?: Values) =>
      planOf((p) => {
        p.resource("aws:eks/addon:Addon", "nfm", {
          addonName: "aws-network-flow-monitoring-agent",
          clusterName: "c",
          ...inputs,
        });
        const roleArn = "arn:aws:iam::123456789012:role/r";
        if (apart !== undefined)
          p.resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "a", {
            clusterName: "c",
            roleArn,
            ...apart,
          });
      }).watch.agents.map((each) => each.credentials)[0];
    const right = "aws-network-flow-monitor-agent-service-account";
    const old = "aws-network-flow-monitoring-agent-service-account";
    const onAddOn = (serviceAccount: string) => ({
      podIdentityAssociations: [{ roleArn: "arn:aws:iam::123456789012:role/r", serviceAccount }],
    });
    const namespace = "amazon-network-flow-monitor";
    assert.equal(credentials(onAddOn(right)), "Pod Identity");
    assert.equal(credentials(onAddOn(old)), "node role");
    assert.equal(credentials({}, { namespace, serviceAccount: right }), "Pod Identity");
    assert.equal(
      credentials({}, { namespace: "amazon-network-flow-monitoring", serviceAccount: right }),
      "node role",
    );
    assert.equal(credentials({}, { clusterName: "d", namespace, serviceAccount: right }), "node role");
    assert.equal(credentials({ serviceAccountRoleArn: "arn:aws:iam::123456789012:role/r" }), "IRSA");
  });
});
