import assert from "node:assert/strict";
import { join } from "node:path";
import { needCli } from "./cli.ts";
import { destroy, inventory, succeeds, up } from "./support.ts";
import { allPackages, openWorld, type World } from "./world.ts";

describe("many of everything under the real engine", function () {
  this.timeout(240_000);
  let world: World;
  before(async function () {
    const folder = join(import.meta.dirname, "programs", "many");
    world = await openWorld(await needCli(this), ["aws", "awsx"], { folder });
  });
  after(() => world.close());

  it("makes two of each component, 20 monitors and a roll-out to 500 instances in one stack, and takes them away", async () => {
    const stack = await world.stack("dev", { "aws:region": "ap-northeast-1" });
    const done = await up(world, stack);
    const count = (type: string) => done.filter((line) => line.startsWith(`create ${type} `)).length;
    assert.deepEqual(
      {
        monitors: count("Monitor"),
        groups: count("Group"),
        associations: count("Association"),
        vpcs: count("Vpc"),
      },
      // 500 ids in groups of 50, and one association for each site's Auto Scaling groups.
      { monitors: 20, groups: 4, associations: 12, vpcs: 2 },
    );
    await succeeds(stack, "preview", "--expect-no-changes");
    await destroy(stack);
    assert.deepEqual(inventory(world), []);
  });
});

describe("two of everything on EKS under the real engine", function () {
  this.timeout(240_000);
  let world: World;
  before(async function () {
    const folder = join(import.meta.dirname, "programs", "clusters");
    world = await openWorld(await needCli(this), allPackages, { folder });
  });
  after(() => world.close());

  it("makes two clusters with the pets, their agents and monitors, each in its own cluster, and takes them away", async () => {
    const stack = await world.stack("dev", { "aws:region": "ap-northeast-1" });
    await up(world, stack);
    const { resources } = world.account.read();
    const clusters = resources.filter(({ type }) => type === "aws:eks/cluster:Cluster").map(({ id }) => id);
    assert.equal(clusters.length, 2);
    for (const cluster of clusters) {
      const inside = resources.filter((resource) => resource.cluster === cluster);
      assert.deepEqual(
        [...new Set(inside.map(({ name }) => name.split("-")[0]))],
        [cluster.split("-")[0]],
        "each cluster holds what its own component put there",
      );
      assert.equal(inside.filter(({ type }) => type === "kubernetes:apps/v1:Deployment").length, 8);
      const addons = resources.filter(({ type, inputs }) => {
        return type === "aws:eks/addon:Addon" && inputs.clusterName === cluster;
      });
      assert.equal(addons.length, 5);
    }
    await succeeds(stack, "preview", "--expect-no-changes");
    await destroy(stack);
    assert.deepEqual(inventory(world), []);
  });
});
