import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Plan, PlanResource } from "../../plan/plan.ts";
import type { PlanValue } from "../../plan/value.ts";
import type { Values } from "../../engine/values.ts";
import { seenEdges, sortEdges } from "../support/pet-topology.ts";

const root = join(import.meta.dirname, "..", "..");
const serviceAccount = "aws-network-flow-monitor-agent-service-account";
const agentAddon = "aws-network-flow-monitoring-agent";
const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** Text of a reference to one output of a resource. */
const reference = (text: string) => ({ $reference: `\${${text}}` });

/** What `nfm plan` prints for a shipped stack, and what it says beside it. */
async function planned(stack: string): Promise<{ plan: Plan; messages: string }> {
  const words = [join(root, "cli", "main.ts"), "plan", "--stack", stack, "--format", "json"];
  const run = promisify(execFile);
  const { stdout, stderr } = await run(process.execPath, words, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return { plan: JSON.parse(stdout) as Plan, messages: stderr };
}

/** Whether a resource is made after another: by what it depends on, or what it stands in. */
function isAfter(plan: Plan, later: PlanResource, earlier: PlanResource): boolean {
  const byUrn = new Map(plan.resources.map((each) => [each.urn, each]));
  const seen = new Set<string>();
  const queue = [later.urn];
  for (let urn = queue.pop(); urn !== undefined; urn = queue.pop()) {
    if (seen.has(urn)) continue;
    seen.add(urn);
    const { dependsOn = [], parent } = byUrn.get(urn) ?? {};
    queue.push(...dependsOn, ...(parent === undefined ? [] : [parent]));
  }
  return later !== earlier && seen.has(earlier.urn);
}

describe("the plan of the staging stack", function () {
  this.timeout(120_000);
  let plan: Plan;
  let messages: string;

  const of = (type: string) => plan.resources.filter((each) => each.type === type);
  const named = (name: string, type: string) => {
    const [first, ...more] = of(type).filter((each) => each.name === name);
    assert.ok(first !== undefined && more.length === 0, `${type} ${name}`);
    return first;
  };
  const addon = (addonName: string) => {
    const [first, ...more] = of("aws:eks/addon:Addon").filter((each) => each.inputs.addonName === addonName);
    assert.ok(first !== undefined && more.length === 0, addonName);
    return first;
  };

  before(async () => {
    ({ plan, messages } = await planned("staging"));
  });

  it("says nothing but that the shipped address must be replaced, or a leak, a failed pass or a warning goes by", () => {
    assert.equal(messages, "");
    assert.deepEqual(
      plan.diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
      [
        "warning: nfm:eks.apiCidrs: 203.0.113.10/32 is an example that is nobody's address, so an update would not " +
          "reach the Kubernetes API; before it, give the addresses where Pulumi and kubectl run",
      ],
    );
    assert.deepEqual(
      plan.notes.filter((note) => /simulated update|expanded by the provider|has no answer/.test(note)),
      [],
    );
    assert.deepEqual(plan.madeAtDeployTime, []);
  });

  it("has one cluster in standard support, and a node group in each of two zones, or a zone's flows are not seen", () => {
    assert.deepEqual(
      of("aws:eks/cluster:Cluster").map(({ inputs }) => inputs.version),
      ["1.35"],
    );
    const subnets = (named("pets-vpc", "awsx:ec2:Vpc").outputs as Values).privateSubnetIds as PlanValue[];
    const zones = of(nodeGroupType).map(({ inputs }) => {
      assert.equal(inputs.amiType, "AL2023_x86_64_STANDARD");
      assert.equal((inputs.scalingConfig as Values).minSize, 1);
      const [given, ...more] = inputs.subnetIds as { $reference: string }[];
      assert.deepEqual(more, []);
      const index = /^\$\{pets-vpc\.privateSubnetIds\[(\d)\]\}$/.exec(given?.$reference ?? "")?.[1];
      const subnet = of("aws:ec2/subnet:Subnet").find(
        ({ label }) => JSON.stringify(subnets[Number(index)]) === JSON.stringify(reference(`${label}.id`)),
      );
      return subnet?.inputs.availabilityZone;
    });
    assert.deepEqual(zones, ["ap-northeast-1a", "ap-northeast-1c"]);
  });

  it("has each add-on once: Pod Identity before the nodes, then DNS, then the agent, or something waits for what comes later", () => {
    const names = of("aws:eks/addon:Addon").map(({ inputs }) => inputs.addonName as string);
    assert.deepEqual(names.toSorted(), [
      agentAddon,
      "coredns",
      "eks-pod-identity-agent",
      "kube-proxy",
      "vpc-cni",
    ]);
    const [identity, dns, agent] = ["eks-pod-identity-agent", "coredns", agentAddon].map(addon) as [
      PlanResource,
      PlanResource,
      PlanResource,
    ];
    const cluster = named("pets-cluster-eksCluster", "aws:eks/cluster:Cluster");
    const order: [later: PlanResource, earlier: PlanResource][] = [
      [identity, cluster],
      ...of("eks:index:ManagedNodeGroup").flatMap((nodes): [PlanResource, PlanResource][] => [
        [nodes, identity],
        [dns, nodes],
        [agent, nodes],
      ]),
      [agent, identity],
      [agent, dns],
    ];
    for (const [later, earlier] of order) {
      assert.ok(isAfter(plan, later, earlier), `${later.label} after ${earlier.label}`);
      assert.ok(!isAfter(plan, earlier, later), `${earlier.label} not after ${later.label}`);
    }
  });

  it("binds the agent's role on the add-on itself to the one right service account, and nowhere else", () => {
    assert.deepEqual(addon(agentAddon).inputs.podIdentityAssociations, [
      { roleArn: reference("agent-role.arn"), serviceAccount },
    ]);
    const others = of("aws:eks/podIdentityAssociation:PodIdentityAssociation").map(({ inputs }) => [
      inputs.namespace,
      inputs.serviceAccount,
    ]);
    assert.deepEqual(
      others.toSorted(),
      ["payforadoption", "petfood", "petsearch", "petsite", "s3client"].map((app) => [
        "petsite",
        `${app}-sa`,
      ]),
    );
  });

  it("lets Pod Identity take the agent's role with AssumeRole and TagSession, to publish and nothing else", () => {
    const role = named("agent-role", "aws:iam/role:Role");
    const { Statement } = role.inputs.assumeRolePolicy as { Statement: Values[] };
    assert.deepEqual(
      Statement.map(({ Effect, Principal, Action }) => ({ Effect, Principal, Action })),
      [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        },
      ],
    );
    const attached = of(attachmentType).filter(
      ({ inputs }) => JSON.stringify(inputs.role) === JSON.stringify(reference("agent-role.name")),
    );
    assert.deepEqual(
      attached.map(({ inputs }) => inputs.policyArn),
      ["arn:aws:iam::aws:policy/CloudWatchNetworkFlowMonitorAgentPublishPolicy"],
    );
    assert.ok(isAfter(plan, addon(agentAddon), attached[0] as PlanResource));
  });

  it("has one monitor over the cluster, in a scope that the same stack makes", () => {
    const monitors = of("aws:networkflowmonitor/monitor:Monitor");
    const over = monitors.filter(({ inputs }) =>
      (inputs.localResources as { type: string }[]).some(({ type }) => type === "AWS::EKS::Cluster"),
    );
    assert.deepEqual(
      over.map(({ inputs }) => inputs.localResources),
      [[{ type: "AWS::EKS::Cluster", identifier: reference("pets-cluster-eksCluster.arn") }]],
    );
    for (const { inputs } of monitors) assert.deepEqual(inputs.scopeArn, reference("nfm-scope.scopeArn"));
    assert.equal(of("aws:networkflowmonitor/scope:Scope").length, 1);
  });

  it("has the workload with every edge that it exports, read from the planned Kubernetes resources by other code", () => {
    const edges = plan.outputs.edges as { from: string; to: string; port: number; targetPort: number }[];
    const shapes = edges.map(({ from, to, port, targetPort }) => ({ from, to, port, targetPort }));
    const seen = seenEdges(plan.resources);
    assert.deepEqual(seen, sortEdges(shapes));
    assert.equal(seen.length, 14);
  });

  it("exports what monitors, dashboards and other stacks need", () => {
    assert.deepEqual(Object.keys(plan.outputs).sort(), [
      "agentAddonVersion",
      "agentRoleArn",
      "availabilityZones",
      "clusterArn",
      "clusterName",
      "clusterVersion",
      "dataSubnetIds",
      "destroyLeaves",
      "edges",
      "monitorNames",
      "nodeSecurityGroupId",
      "privateSubnetIds",
      "scopeArn",
      "versionNotice",
      "vpcId",
    ]);
    assert.deepEqual(plan.outputs.agentRoleArn, reference("agent-role.arn"));
    assert.deepEqual(plan.outputs.clusterArn, reference("pets-cluster-eksCluster.arn"));
    assert.deepEqual(plan.outputs.availabilityZones, ["ap-northeast-1a", "ap-northeast-1c"]);
    const { monitorNames } = plan.outputs as { monitorNames: Values };
    assert.deepEqual(Object.keys(monitorNames), ["aws-services", "cluster", "zone-1", "zone-2"]);
  });
});
