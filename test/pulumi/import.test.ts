import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { needCli, type Cli } from "./cli.ts";
import { documented, follow } from "./procedures.ts";
import { inventory, labelOf, preview, scopeOnly, succeeds, up } from "./support.ts";
import { openWorld, type World } from "./world.ts";

const operations = join(import.meta.dirname, "..", "..", "docs", "operations.md");

describe("what exists already, under the real engine", function () {
  this.timeout(180_000);
  let cli: Cli;
  let world: World;
  before(async function () {
    cli = await needCli(this);
  });
  afterEach(() => world.close());

  it("comes below our components by the import file that docs/operations.md shows, and nothing in AWS differs", async () => {
    world = await openWorld(cli, ["aws"], { wholeSdk: true });
    // Made by another program, whose stack then forgets it, as by hand in the console.
    const config = scopeOnly({ mode: "create" }, "first-zone");
    const stack = await world.stack("dev", config);
    await up(world, stack);
    await succeeds(stack, "state", "delete", "--all", "--yes");
    const before = inventory(world);
    const [scope] = world.account.read().resources.filter(({ name }) => name === "nfm-scope");
    const shown = /```json\n(\{\n {2}"resources"[\s\S]*?)```/.exec(readFileSync(operations, "utf8"))?.[1];
    assert.ok(scope !== undefined && shown !== undefined);
    const file = join(world.project, "import.json");
    writeFileSync(file, shown.replace("SCOPE_ID", scope.id));
    const [commands = []] = documented("Bring an existing scope and monitor below the components");
    await follow(stack, commands);
    const planned = await preview(stack);
    assert.deepEqual(planned.map((step) => `${step.op} ${labelOf(step)}`).sort(), [
      "update Monitor first-zone",
      "update Scope nfm",
    ]);
    assert.deepEqual(
      planned.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
    assert.deepEqual(await up(world, stack), []);
    await succeeds(stack, "preview", "--expect-no-changes");
    assert.deepEqual(inventory(world), before);
  });

  it("moves from plain aws.networkflowmonitor resources into our components by aliases, replacing nothing", async () => {
    const folder = join(import.meta.dirname, "programs", "aliases");
    world = await openWorld(cli, ["aws"], { folder, wholeSdk: true });
    const stack = await world.stack("dev", { "aws:region": "ap-northeast-1", "aliases:ours": false });
    assert.equal((await up(world, stack)).length, 2);
    stack.configure({ "aws:region": "ap-northeast-1", "aliases:ours": true });
    assert.deepEqual(await up(world, stack), []);
    await succeeds(stack, "preview", "--expect-no-changes");
    assert.deepEqual(inventory(world), ["Monitor plain", "Scope plain"]);
  });
});
