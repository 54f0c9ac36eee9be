import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderedPlans, type RenderedPlan } from "../scripts/rendered-plans.ts";

const root = join(import.meta.dirname, "..");

describe("the committed plans", function () {
  this.timeout(120_000);
  let plans: RenderedPlan[];

  before(async () => {
    plans = await renderedPlans();
  });

  it("are those of today's program, or a review shows no diff of what changes; `npm run plans` rewrites them", () => {
    for (const { file, text } of plans) {
      const path = join(root, file);
      assert.ok(existsSync(path), `${file} is missing: run \`npm run plans\``);
      assert.equal(readFileSync(path, "utf8"), text, `${file} is stale: run \`npm run plans\``);
    }
  });

  it("are of stacks that exist", () => {
    assert.deepEqual(
      readdirSync(join(root, "plans")).sort(),
      plans.map(({ file }) => file.replace("plans/", "")).sort(),
    );
  });

  it("hold no path of this machine", () => {
    for (const { text } of plans) assert.ok(!text.includes(root));
  });
});
