import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { destroy, inventory, up } from "./support.ts";
import { existingSwitches, guest } from "./switches/existing-cluster.ts";
import { part, switched } from "./switching.ts";
import { allPackages, openWorld, type Config, type Stack, type World } from "./world.ts";

describe("a change of settings of a cluster or VPC that exists, under the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: Stack;
  let config: Config = guest;
  before(async function () {
    world = await openWorld(await needCli(this), allPackages);
    stack = await world.stack("guest", config);
    await up(world, stack);
    othersClusters(world, "bare", "other");
  });
  after(() => world.close());

  it("skips no Kubernetes version, which EKS refuses", async () => {
    const version = (text: string) => part("nfm:eks", { version: text })(config);
    stack.configure(version("1.35"));
    const ended = await stack.run(["up", "--yes", "--skip-preview"]);
    assert.match(ended.output, /Unsupported Kubernetes minor version update from 1\.33 to 1\.35/);
    config = version("1.34");
    stack.configure(config);
    await up(world, stack);
  });

  for (const each of existingSwitches) {
    it(each.title, async () => {
      config = await switched(world, stack, config, each);
    });
  }

  it("leaves the others' clusters and the scope, when the stack goes", async () => {
    await destroy(stack);
    assert.deepEqual(inventory(world), ["Cluster bare", "Cluster other", "Scope nfm-scope"]);
  });
});

/** Clusters that somebody else made, like the stack's own. */
function othersClusters(world: World, ...names: string[]): void {
  world.account.change(({ resources }) => {
    const own = resources.find(({ type }) => type === "aws:eks/cluster:Cluster");
    assert.ok(own !== undefined);
    for (const name of names) resources.push({ ...structuredClone(own), id: name, name });
  });
}
