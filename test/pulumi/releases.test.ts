import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { needCli, type Cli } from "./cli.ts";
import { readRelease, recordedReleases } from "./releases.ts";
import { preview, succeeds, up } from "./support.ts";
import { allPackages, openWorld, shippedStacks, type World } from "./world.ts";

describe("what a released version made, under this one", function () {
  this.timeout(120_000);
  let cli: Cli;
  let world: World;
  before(async function () {
    cli = await needCli(this);
  });
  afterEach(() => world.close());

  for (const release of recordedReleases()) {
    it(`is not replaced, deleted or made again: ${release}`, async () => {
      world = await openWorld(cli, allPackages, { wholeSdk: true });
      const { config, state, account } = readRelease(release);
      const stack = await world.stack(release.slice(release.indexOf("-") + 1), config);
      world.account.change((empty) => Object.assign(empty, account));
      const file = join(world.project, "state.json");
      writeFileSync(file, JSON.stringify(state));
      await succeeds(stack, "stack", "import", "--file", file);
      const changed = (await preview(stack)).filter(({ type }) => /^(aws|kubernetes):/.test(type));
      assert.deepEqual(
        changed.filter(({ op }) => op !== "update"),
        [],
      );
      assert.deepEqual(
        (await up(world, stack)).filter((line) => !line.startsWith("update ")),
        [],
      );
      await succeeds(stack, "preview", "--expect-no-changes");
    });
  }

  it("is recorded for every stack that ships with this version", () => {
    const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };
    const recorded = recordedReleases();
    assert.deepEqual(
      shippedStacks.map((name) => `${version}-${name}`).filter((name) => !recorded.includes(name)),
      [],
    );
    world = { close: () => Promise.resolve() } as World;
  });
});
