import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { destroy, errors, inventory, scopeOnly, succeeds, up } from "./support.ts";
import { part } from "./switching.ts";
import { openWorld, shipped, type World } from "./world.ts";

describe("a network that cannot change in place, under the real engine", function () {
  this.timeout(180_000);
  let world: World;
  before(async function () {
    world = await openWorld(await needCli(this), ["aws", "awsx"]);
  });
  after(() => world.close());

  it("stops where AWS keeps the load balancer in its VPC, and comes up anew by way of no workload, as documented", async () => {
    const config = shipped("dev");
    const stack = await world.stack("dev", config);
    await up(world, stack);
    const moved = part("nfm:ec2", { cidrBlock: "10.77.0.0/16" })(config);
    stack.configure(moved);
    const ended = await stack.run(["up", "--yes", "--skip-preview"]);
    assert.notEqual(ended.code, 0);
    assert.match(errors(ended).join("\n"), /SetSubnets.*InvalidConfigurationRequest/);

    // stacks/README.md, "What cannot change in place".
    stack.configure(scopeOnly({ mode: "create", onDestroy: "delete" }));
    await up(world, stack);
    assert.deepEqual(inventory(world), ["Scope nfm-scope"]);
    stack.configure(moved);
    await up(world, stack);
    await succeeds(stack, "preview", "--expect-no-changes");
    await destroy(stack);
    assert.deepEqual(inventory(world), []);
  });
});
