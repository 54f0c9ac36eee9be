import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { destroy, inventory, preview, succeeds, up } from "./support.ts";
import { allPackages, openWorld, shipped, shippedStacks, type World } from "./world.ts";

/** What a destroy leaves in AWS by the outputs of the stack, beside a scope that it is to keep. */
const leaves: Record<string, RegExp[]> = {
  dev: [],
  staging: [/^log group \/aws\/eks\/pets-cluster-eksCluster-\w+\/cluster$/, /^disabled key pets-secrets$/],
};

describe("the life of a shipped stack under the real engine", function () {
  this.timeout(180_000);
  for (const name of shippedStacks) {
    describe(name, () => {
      let world: World;
      beforeEach(async function () {
        world = await openWorld(await needCli(this), allPackages, { wholeSdk: true });
      });
      afterEach(() => world.close());

      it("comes up from nothing, stays as it is, and goes without a trace but for what it says", async () => {
        const stack = await world.stack(name, shipped(name));
        const planned = await preview(stack);
        assert.deepEqual([...new Set(planned.map(({ op }) => op))], ["create"]);

        const made = await up(world, stack);
        assert.equal(made.length, planned.filter(({ type }) => /^(aws|kubernetes):/.test(type)).length);
        // The scope alone needs 25 minutes of AWS's time, and none of ours.
        assert.ok(world.account.read().now >= 25 * 60);

        await succeeds(stack, "preview", "--expect-no-changes");
        await succeeds(stack, "refresh", "--yes", "--skip-preview", "--expect-no-changes");
        const { stdout } = await succeeds(stack, "stack", "output", "--json");
        await destroy(stack);
        assert.deepEqual(inventory(world), []);
        const { left } = world.account.read();
        const expected = leaves[name] ?? [];
        assert.equal(left.length, expected.length, left.join(", "));
        expected.forEach((words, index) => assert.match(left[index] ?? "", words));
        // It says no more than that, and no less: agents that go with their instances leave nothing.
        const { destroyLeaves } = JSON.parse(stdout) as { destroyLeaves: string[] };
        assert.equal(destroyLeaves.filter((line) => !line.startsWith("The agents go")).length, left.length);
      });

      it("keeps its scope, and nothing else, when a destroy is to retain it", async () => {
        const config = shipped(name);
        const scope = { mode: "create", onDestroy: "retain" };
        const stack = await world.stack(`${name}-keeps`, { ...config, "nfm:scope": scope });
        await up(world, stack);
        await destroy(stack);
        assert.deepEqual(inventory(world), ["Scope nfm-scope"]);
      });
    });
  }
});
