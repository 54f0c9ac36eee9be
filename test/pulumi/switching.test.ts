import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { destroy, inventory, scopeArn, scopeOnly, succeeds, up } from "./support.ts";
import { ec2Switches } from "./switches/ec2.ts";
import { scopeSwitches } from "./switches/scope.ts";
import { switched } from "./switching.ts";
import { openWorld, shipped, type Config, type Stack, type World } from "./world.ts";

describe("a change of settings under the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: Stack;
  let config: Config = shipped("dev");
  before(async function () {
    world = await openWorld(await needCli(this), ["aws", "awsx"]);
    stack = await world.stack("dev", config);
    await up(world, stack);
  });
  after(() => world.close());

  for (const each of ec2Switches) {
    it(each.title, async () => {
      config = await switched(world, stack, config, each);
    });
  }

  it("leaves nothing to do, and a destroy takes all but the scope", async () => {
    await succeeds(stack, "preview", "--expect-no-changes");
    await destroy(stack);
    assert.deepEqual(inventory(world), ["Scope nfm-scope"]);
  });
});

describe("a scope that others need, under the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: Stack;
  let config: Config = scopeOnly({ mode: "create" }, "watch");
  before(async function () {
    world = await openWorld(await needCli(this), ["aws"]);
    stack = await world.stack("first", config);
    await up(world, stack);
    const adopted = scopeOnly({ mode: "adopt", scopeArn: scopeArn(world) });
    for (const name of ["second", "third"]) await up(world, await world.stack(name, adopted));
  });
  after(() => world.close());

  for (const each of scopeSwitches) {
    it(each.title, async () => {
      config = await switched(world, stack, config, each);
    });
  }
});
