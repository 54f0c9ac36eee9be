import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { broken, journey, type Journey } from "./interruptions.ts";
import { pointsOf, seeded, type Point } from "./points.ts";
import { succeeds } from "./support.ts";
import { allPackages, openWorld, shipped, shippedStacks, type Stack, type World } from "./world.ts";

/** Change it, and other points of the shipped stacks are tried; sweep.ts goes through all. */
const SEED = "2026-11";

for (const name of shippedStacks) {
  describe(`interruptions of the stack ${name} under the real engine`, function () {
    this.timeout(240_000);
    const count = 5;
    let world: World;
    let stack: Stack;
    let up: Journey;
    let destroy: Journey;
    let some: Point[];
    before(async function () {
      world = await openWorld(await needCli(this), allPackages, { wholeSdk: true });
      stack = await world.stack(name, shipped(name));
      up = await journey(world, stack, "up");
      destroy = await journey(world, stack, "destroy");
      some = seeded(pointsOf(up), SEED, count);
    });
    after(() => world.close());

    for (let index = 0; index < count; index++) {
      it(`an up ends as docs/operations.md says at point ${index + 1} of seed ${SEED}`, async () => {
        assert.deepEqual(await broken(world, stack, up, some.slice(index, index + 1)), []);
        await succeeds(stack, "preview", "--expect-no-changes");
      });
    }

    it(`a destroy comes to its end after all at ${count} points of seed ${SEED}`, async () => {
      const points = seeded(pointsOf(destroy), SEED, count);
      assert.deepEqual(await broken(world, stack, destroy, points), []);
    });
  });
}
