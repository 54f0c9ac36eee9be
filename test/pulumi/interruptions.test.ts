import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { needCli, type Cli } from "./cli.ts";
import {
  emptied,
  interrupt,
  interruptedUp,
  promised,
  stateFile,
  titleOf,
  unlock,
  type Point,
} from "./interruptions.ts";
import { inventory, succeeds, up } from "./support.ts";
import { openWorld, type Stack, type World } from "./world.ts";

const folder = join(import.meta.dirname, "programs", "ten");
const scope = {
  provider: "aws",
  method: "create",
  type: "aws:networkflowmonitor/scope:Scope",
  name: "nfm-scope",
};
const monitor = { ...scope, type: "aws:networkflowmonitor/monitor:Monitor", name: "zone-monitor" };
const role = { ...scope, type: "aws:iam/role:Role", name: "role" };
const attachment = {
  ...scope,
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  name: "attachment",
};

/** One point of each kind and each promise; sweep.ts goes through all calls. */
const points: Point[] = [
  { death: "Ctrl-C", call: scope, when: "before" },
  { death: "program", call: monitor, when: "after" },
  { death: "provider", call: role, when: "before" },
  { death: "cli", call: scope, when: "after" },
  { death: "cli", call: monitor, when: "after" },
  { death: "cli", call: role, when: "after" },
  { death: "cli", call: attachment, when: "after" },
];

describe("interruptions under the real engine", function () {
  this.timeout(180_000);
  let cli: Cli;
  let world: World;
  let whole: string[];
  before(async function () {
    cli = await needCli(this);
    world = await openWorld(cli, ["aws"], { folder });
    await up(world, await world.stack("whole", {}));
    whole = inventory(world);
    assert.equal(whole.length, 10);
  });
  after(() => world.close());

  for (const point of points) {
    it(`${promised(point)}: ${titleOf(point)}`, async () => {
      const name = titleOf(point)
        .replaceAll(/[^A-Za-z-]+/g, "-")
        .slice(0, 90);
      assert.equal(await interrupt(world, name, {}, point, whole), promised(point));
    });
  }

  it("leaves a lock and a list of what was under way when the CLI is killed, which the documented commands clear", async () => {
    emptied(world);
    const stack = await world.stack("locked", {});
    assert.ok(await interruptedUp(world, stack, { death: "cli", call: role, when: "before" }));
    const locked = await stack.run(["up", "--yes", "--skip-preview"]);
    assert.match(locked.output, /error: the stack is currently locked .*`pulumi cancel`/);
    await succeeds(stack, "cancel", "--yes");
    assert.deepEqual(await pendingOperations(stack), ["creating role"]);
    await succeeds(stack, "refresh", "--clear-pending-creates", "--yes", "--skip-preview");
    assert.deepEqual(await pendingOperations(stack), []);
  });

  it("may leave half a state in a folder when the CLI is killed, which the documented copy brings back", async () => {
    emptied(world);
    const stack = await world.stack("torn", {});
    assert.ok(await interruptedUp(world, stack, { death: "cli", call: role, when: "before" }));
    writeFileSync(stateFile(world, "torn"), "");
    assert.match((await stack.run(["stack", "export"])).output, /failed to load checkpoint/);
    await unlock(world, stack);
    await up(world, stack);
    assert.deepEqual(inventory(world), whole);
  });
});

/** What the state says was under way, as the command in docs/operations.md shows it. */
async function pendingOperations(stack: Stack): Promise<string[]> {
  const { stdout } = await succeeds(stack, "stack", "export");
  const { deployment } = JSON.parse(stdout) as {
    deployment: { pending_operations?: { type: string; resource: { urn: string } }[] };
  };
  return (deployment.pending_operations ?? []).map(
    ({ type, resource }) => `${type} ${resource.urn.split("::").at(-1) ?? ""}`,
  );
}
