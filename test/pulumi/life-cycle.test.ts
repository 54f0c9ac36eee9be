import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { destroy, inventory, preview, succeeds, up } from "./support.ts";
import { openWorld, shipped, type World } from "./world.ts";

describe("the life of a shipped stack under the real engine", function () {
  this.timeout(180_000);
  for (const name of ["dev"]) {
    describe(name, () => {
      let world: World;
      before(async function () {
        world = await openWorld(await needCli(this), ["aws", "awsx"]);
      });
      after(() => world.close());

      it("comes up from nothing, stays as it is, and goes without a trace", async () => {
        const stack = await world.stack(name, shipped(name));
        const planned = await preview(stack);
        assert.deepEqual([...new Set(planned.map(({ op }) => op))], ["create"]);

        const made = await up(world, stack);
        assert.equal(made.length, planned.filter(({ type }) => type.startsWith("aws:")).length);
        // The scope alone needs 25 minutes of AWS's time, and none of ours.
        assert.ok(world.account.read().now >= 25 * 60);

        await succeeds(stack, "preview", "--expect-no-changes");
        await succeeds(stack, "refresh", "--yes", "--skip-preview", "--expect-no-changes");
        await destroy(stack);
        assert.deepEqual(inventory(world), []);
      });

      it("keeps its scope, and nothing else, when a destroy is to retain it", async () => {
        const config = shipped(name);
        const stack = await world.stack(`${name}-keeps`, {
          ...config,
          "nfm:scope": { mode: "create", onDestroy: "retain" },
        });
        await up(world, stack);
        await destroy(stack);
        assert.deepEqual(inventory(world), ["Scope nfm-scope"]);
      });
    });
  }
});
