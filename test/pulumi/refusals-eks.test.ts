import assert from "node:assert/strict";
import { join } from "node:path";
import { needCli, type Cli } from "./cli.ts";
import type { AccountState } from "./provider/account.ts";
import { errors, explained, inventory, succeeds, up } from "./support.ts";
import { openWorld, shipped, allPackages, type Stack, type World } from "./world.ts";

interface Row {
  row: string;
  way: string;
  /** What somebody did to the account before. */
  before?: (state: AccountState) => void;
  explanation: RegExp;
  refusal: RegExp;
}

/** What the user reads for a way to put the agent onto a cluster; the numbers are those of the known failures. */
const refused: Row[] = [
  {
    row: "the article: no agent of Pod Identity",
    way: "rollout without the agent of Pod Identity",
    explanation:
      /^agent-agent: add-on aws-network-flow-monitoring-agent .*never became ACTIVE.*describe-addon/,
    refusal: /last state: 'DEGRADED'.*without eks-pod-identity-agent/,
  },
  {
    row: "B15: a second association",
    way: "rollout beside an association",
    explanation: /^agent-agent: .*bound the agent's service account.*list-pod-identity-associations/,
    refusal: /CreateAddon.*ResourceInUseException: Association already exists/,
  },
  {
    row: "an add-on that is there already",
    way: "two rollouts",
    explanation: /^(again|agent)-agent: .*the cluster has this add-on already/,
    refusal: /CreateAddon.*ResourceInUseException/,
  },
  {
    row: "an agent that Helm installed",
    way: "rollout that keeps what is there",
    explanation: /^agent-agent: .*installed by Helm.*"OVERWRITE"/,
    refusal: /CREATE_FAILED.*ConfigurationConflict/,
  },
  {
    row: "no such cluster",
    way: "rollout on a cluster that is not there",
    explanation: /^agent-(agent|pod-identity-agent): .*there is no cluster nobody.*list-clusters/,
    refusal: /CreateAddon.*ResourceNotFoundException/,
  },
  {
    row: "B8: nodes whose instance metadata is off",
    way: "rollout on nodes whose metadata is off",
    before: addNodesWithoutMetadata,
    explanation: /^agent-agent: .*never became ACTIVE.*CrashLoopBackOff with "IMDSv2 failed"/,
    refusal: /last state: 'DEGRADED'.*without instance metadata/,
  },
];

/** Nodes of somebody else's, by a launch template that turns their instance metadata off. */
function addNodesWithoutMetadata({ resources }: AccountState): void {
  const base = {
    name: "by hand",
    outputs: {},
    generated: {},
    createdAt: 0,
    readyAt: 0,
    status: "ready" as const,
  };
  const metadataOptions = { httpEndpoint: "disabled" };
  const inputs = { clusterName: "bare", launchTemplate: { id: "lt-1" }, scalingConfig: { desiredSize: 1 } };
  resources.push(
    { ...base, type: "aws:ec2/launchTemplate:LaunchTemplate", id: "lt-1", inputs: { metadataOptions } },
    { ...base, type: "aws:eks/nodeGroup:NodeGroup", id: "bare:dark", inputs },
  );
}

/** What AWS says to a program that goes round our components. */
const bypassed: { row: string; way: string; refusal: RegExp }[] = [
  {
    row: "B1 and B2: the service account of version 1.0.0",
    way: "the old service account",
    refusal:
      /InvalidParameterException: ServiceAccount aws-network-flow-monitoring-agent-service-account is not/,
  },
  {
    row: "B15: an association after the add-on's own",
    way: "an association after the add-on's own",
    refusal: /CreatePodIdentityAssociation.*ResourceInUseException: Association already exists/,
  },
  {
    row: "B11: the namespace as the add-on's name",
    way: "AWS's sample, with the namespace as the name",
    refusal: /InvalidParameterException: .*amazon-network-flow-monitor/,
  },
  {
    row: "DNS that waits for nodes",
    way: "DNS before nodes",
    refusal: /last state: 'DEGRADED'.*without nodes/,
  },
  {
    row: "nodes that cannot join",
    way: "nodes without policies",
    refusal:
      /NodeCreationFailure.*AmazonEKSWorkerNodePolicy, AmazonEKS_CNI_Policy, a policy for images, a way to ec2/,
  },
];

describe("what EKS refuses, under the real engine", function () {
  this.timeout(180_000);
  const folder = join(import.meta.dirname, "programs", "agent");
  let cli: Cli;
  let world: World;
  let stack: Stack;
  let nothing: () => void;
  before(async function () {
    cli = await needCli(this);
    world = await openWorld(cli, ["aws"], { folder });
    stack = await world.stack("dev", {});
    nothing = stack.remember();
  });
  after(() => world.close());

  /** Makes the cluster, then runs the program in another way. */
  async function deploy(way: string, before?: Row["before"]) {
    nothing();
    stack.configure({ "aws:region": "ap-northeast-1", "agent:way": "nothing" });
    await up(world, stack);
    world.account.change((state) => {
      state.byHand.push("bare aws-network-flow-monitoring-agent");
      before?.(state);
    });
    stack.configure({ "aws:region": "ap-northeast-1", "agent:way": way });
    return stack.run(["up", "--yes", "--skip-preview"]);
  }

  for (const { row, way, before, explanation, refusal } of refused) {
    it(`explains in one line: ${row}`, async () => {
      explained(await deploy(way, before), explanation, refusal);
    });
  }

  for (const { row, way, refusal } of bypassed) {
    it(`refuses a program that goes round the components, as AWS would: ${row}`, async () => {
      const found = errors(await deploy(way));
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0] ?? "", refusal);
    });
  }

  it("puts the agent there by a rollout, and an add-on that did not become ACTIVE is made ready by the next up", async () => {
    assert.notEqual((await deploy("rollout without the agent of Pod Identity")).code, 0);
    stack.configure({ "aws:region": "ap-northeast-1", "agent:way": "rollout" });
    await up(world, stack);
    await succeeds(stack, "preview", "--expect-no-changes");
    assert.deepEqual(
      inventory(world).filter((line) => line.startsWith("Addon ")),
      ["Addon agent-agent", "Addon agent-pod-identity-agent"],
    );
  });

  it("ends well where AWS answers ACTIVE without the agent of Pod Identity: the plan alone tells of it", async () => {
    nothing();
    world.account.change((state) => (state.answers.addonWithoutPodIdentity = "ACTIVE"));
    stack.configure({
      "aws:region": "ap-northeast-1",
      "agent:way": "rollout without the agent of Pod Identity",
    });
    await up(world, stack);
    assert.deepEqual(
      inventory(world).filter((line) => line.startsWith("Addon ")),
      ["Addon agent-agent"],
    );
  });
});

describe("a Kubernetes API that does not answer, under the real engine", function () {
  this.timeout(180_000);
  let world: World;
  before(async function () {
    world = await openWorld(await needCli(this), allPackages);
  });
  after(() => world.close());

  it("stops the update after the cluster, and the next one goes on from there once the address may reach it", async () => {
    world.account.change((state) => (state.callerAddress = "198.51.100.7"));
    const config = shipped("staging");
    const stack = await world.stack("staging", config);
    const ended = await stack.run(["up", "--yes", "--skip-preview"]);
    assert.notEqual(ended.code, 0);
    assert.match(errors(ended).join("\n"), /configured Kubernetes cluster is unreachable.*i\/o timeout/);
    const eks = { ...(config["nfm:eks"] as object), apiCidrs: ["198.51.100.7/32"] };
    stack.configure({ ...config, "nfm:eks": eks });
    const done = await up(world, stack);
    assert.ok(done.includes("update Cluster pets-cluster-eksCluster"));
    assert.deepEqual(
      done.filter((line) => line.startsWith("delete ")),
      [],
    );
    await succeeds(stack, "preview", "--expect-no-changes");
  });
});
