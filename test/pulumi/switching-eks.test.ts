import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { destroy, inventory, preview, succeeds, up } from "./support.ts";
import { clusterSwitches, staging } from "./switches/eks.ts";
import { workloadSwitches } from "./switches/eks-workload.ts";
import { stackSwitches } from "./switches/stack.ts";
import { switched } from "./switching.ts";
import { allPackages, openWorld, type Config, type Stack, type World } from "./world.ts";

describe("a change of settings of the EKS stack under the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: Stack;
  let config: Config = staging;
  before(async function () {
    world = await openWorld(await needCli(this), allPackages);
    stack = await world.stack("staging", config);
    await up(world, stack);
  });
  after(() => world.close());

  for (const each of [...clusterSwitches, ...workloadSwitches]) {
    it(each.title, async () => {
      config = await switched(world, stack, config, each);
    });
  }

  it("takes tags to everything that has them, and replaces nothing", async () => {
    stack.configure({ ...config, "nfm:tags": { Project: "nfm", Team: "net" } });
    const steps = (await preview(stack)).filter(({ type }) => type.startsWith("aws:"));
    assert.ok(steps.length > 30, String(steps.length));
    assert.deepEqual([...new Set(steps.map(({ op }) => op))], ["update"]);
  });

  for (const each of stackSwitches) {
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
