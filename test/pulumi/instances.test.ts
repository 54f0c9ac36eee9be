import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import type { Instance } from "./provider/account.ts";
import { agentAfter, stepsOf, whySilent } from "./provider/agents.ts";
import { up } from "./support.ts";
import { part } from "./switching.ts";
import { openWorld, shipped, type Config, type Stack, type World } from "./world.ts";

const ec2 = (change: object) => part("nfm:ec2", change);

describe("instances and their agents under the real engine", function () {
  this.timeout(180_000);
  let world: World;
  let stack: Stack;
  let nothing: () => void;
  const config: Config = shipped("dev");
  before(async function () {
    world = await openWorld(await needCli(this), ["aws", "awsx"]);
    stack = await world.stack("dev", config);
    nothing = stack.remember();
    await up(world, stack);
  });
  after(() => world.close());

  function instances(): Instance[] {
    return world.account.read().instances;
  }

  /** Asserts that the roll-out reached every instance and that nothing keeps its agent from sending. */
  function assertAllSend(): void {
    const state = world.account.read();
    const reports = state.instances.map(({ reports = {} }) => Object.values(reports));
    assert.deepEqual(
      reports,
      state.instances.map(() => ["Success"]),
    );
    assert.deepEqual(
      state.instances.flatMap((instance) => whySilent(state, instance)),
      [],
    );
  }

  it("A1, A2, A3: has on every instance an agent that is active, may publish and reaches the reports' host", () => {
    assert.equal(instances().length, 2);
    assertAllSend();
  });

  it("A1: would hear nothing of an agent that AWS's package document installed, and nothing activated", () => {
    const state = world.account.read();
    const parameters = { action: "Install", name: "AmazonCloudWatchNetworkFlowMonitorAgent" };
    const agent = agentAfter(stepsOf(state, { name: "AWS-ConfigureAWSPackage", parameters }), undefined);
    assert.deepEqual(
      state.instances.map((instance) => whySilent(state, { ...instance, agent })),
      [["not activated"], ["not activated"]],
    );
  });

  it("A2: would hear nothing of instances whose role may not publish", () => {
    const state = world.account.read();
    const publishes = ({ name }: { name: string }) => name === "agent-publish-1";
    state.resources = state.resources.filter((resource) => !publishes(resource));
    assert.deepEqual(
      state.instances.map((instance) => whySilent(state, instance)),
      [["no permission to publish"], ["no permission to publish"]],
    );
  });

  it("launches more where the settings ask for more, and the roll-out reaches them without a change of its own", async () => {
    const before = instances().map(({ id }) => id);
    stack.configure(ec2({ instancesPerZone: 2 })(config));
    assert.deepEqual((await up(world, stack)).sort(), ["update Group site-web-1", "update Group site-web-2"]);
    const after = instances().map(({ id }) => id);
    assert.equal(after.length, 4);
    assert.deepEqual(
      before.filter((id) => !after.includes(id)),
      [],
    );
    assertAllSend();
  });

  it("replaces every instance when the launch template changes, and the roll-out reaches the new ones", async () => {
    const before = instances().map(({ id }) => id);
    stack.configure(ec2({ instancesPerZone: 2, instanceType: "t3.small" })(config));
    await up(world, stack);
    const after = instances().map(({ id }) => id);
    assert.equal(after.length, 4);
    assert.deepEqual(
      before.filter((id) => after.includes(id)),
      [],
    );
    assertAllSend();
  });

  it("ends those that are too many, and keeps the others", async () => {
    const before = instances().map(({ id }) => id);
    stack.configure(ec2({ instanceType: "t3.small" })(config));
    await up(world, stack);
    const after = instances().map(({ id }) => id);
    assert.equal(after.length, 2);
    assert.ok(after.every((id) => before.includes(id)));
    assertAllSend();
  });

  it("A4: reports a newcomer that cannot reach Systems Manager as failed, which no up waits for", async () => {
    const routes = world.account.read().resources.filter(({ type }) => type === "aws:ec2/route:Route");
    const unroute = (resources: typeof routes) =>
      resources.filter(({ type }) => type !== "aws:ec2/route:Route");
    world.account.change((state) => (state.resources = unroute(state.resources)));
    stack.configure(ec2({ instanceType: "t3.small", instancesPerZone: 2 })(config));
    await up(world, stack);
    const found = instances().map(({ reports = {} }) => Object.values(reports)[0]);
    assert.deepEqual(found.sort(), ["Failed", "Failed", "Success", "Success"]);
    assert.ok(instances().some(({ broken }) => broken.includes("a way to s3")));
    world.account.change((state) => state.resources.push(...routes));
  });

  it("A3: reaches Systems Manager and the reports' host by endpoints from subnets that see no internet", async () => {
    nothing();
    stack.configure(ec2({ network: "private", egress: "endpoints" })(config));
    await up(world, stack);
    assertAllSend();
    const state = world.account.read();
    state.resources = state.resources.filter(({ name }) => name !== "site-networkflowmonitorreports");
    assert.deepEqual(
      state.instances.map((instance) => whySilent(state, instance)),
      [["no way to the reports' host"], ["no way to the reports' host"]],
    );
  });
});
