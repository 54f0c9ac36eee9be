import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { broken, pointsOf, seeded, type Point } from "./interruptions.ts";
import { inventory, succeeds, up } from "./support.ts";
import { allPackages, openWorld, shipped, shippedStacks, type Stack, type World } from "./world.ts";

/** Change it, and other points of the shipped stacks are tried; sweep.ts goes through all. */
const SEED = "2026-11";

for (const name of shippedStacks) {
  describe(`interruptions of the stack ${name} under the real engine`, function () {
    this.timeout(240_000);
    const count = 5;
    let world: World;
    let stack: Stack;
    let whole: string[];
    let some: Point[];
    before(async function () {
      world = await openWorld(await needCli(this), allPackages);
      stack = await world.stack(name, shipped(name));
      await up(world, stack);
      whole = inventory(world);
      some = seeded(pointsOf(world.calls), SEED, count);
    });
    after(() => world.close());

    for (let index = 0; index < count; index++) {
      it(`ends as docs/operations.md says at point ${index + 1} of seed ${SEED}`, async () => {
        assert.deepEqual(await broken(world, stack, some.slice(index, index + 1), whole), []);
        await succeeds(stack, "preview", "--expect-no-changes");
      });
    }
  });
}
