import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { needCli, type Cli } from "./cli.ts";
import {
  broken,
  deaths,
  interrupt,
  interruptedUp,
  pointsOf,
  titleOf,
  unlock,
  type Point,
} from "./interruptions.ts";
import type { Outcome } from "./promises.ts";
import { destroy, inventory, succeeds, up } from "./support.ts";
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
const subnet = { ...scope, type: "aws:ec2/subnet:Subnet", name: "subnet" };
const attachment = {
  ...scope,
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  name: "attachment",
};

/** One point of each kind and each promise, as docs/operations.md has them. */
const points: (Point & { wants: Outcome })[] = [
  { death: "Ctrl-C", call: scope, when: "before", wants: "converged" },
  { death: "Ctrl-C", call: role, when: "after", wants: "converged" },
  { death: "program", call: monitor, when: "after", wants: "converged" },
  { death: "provider", call: role, when: "before", wants: "converged" },
  { death: "provider", call: role, when: "after", wants: "made twice" },
  { death: "cli", call: scope, when: "after", wants: "taken back" },
  { death: "cli", call: monitor, when: "after", wants: "taken back" },
  { death: "cli", call: role, when: "after", wants: "made twice" },
  { death: "cli", call: subnet, when: "after", wants: "deleted by hand" },
  { death: "cli", call: attachment, when: "after", wants: "converged" },
  { death: "hang", call: role, when: "before", wants: "converged" },
  { death: "hang", call: scope, when: "after", wants: "taken back" },
];

describe("interruptions of ten resources under the real engine", function () {
  this.timeout(240_000);
  let cli: Cli;
  // Two, so that one waits while the other computes.
  let worlds: { world: World; stack: Stack }[];
  let world: World;
  let stack: Stack;
  let whole: string[];
  let all: Point[];
  before(async function () {
    cli = await needCli(this);
    const open = async () => {
      const opened = await openWorld(cli, ["aws"], { folder });
      return { world: opened, stack: await opened.stack("ten", {}) };
    };
    worlds = await Promise.all([open(), open()]);
    ({ world, stack } = worlds[0]!);
    await up(world, stack);
    whole = inventory(world);
    all = pointsOf(world.calls);
    assert.equal(whole.length, 10);
  });
  after(() => Promise.all(worlds.map((each) => each.world.close())));

  for (const point of points) {
    it(`${point.wants}: ${titleOf(point)}`, async () => {
      const { outcome, wanted } = await interrupt(world, stack, point, whole);
      assert.equal(outcome, point.wants);
      assert.equal(wanted, point.wants, "interruptions.ts promises something else");
      await succeeds(stack, "preview", "--expect-no-changes");
      if (outcome !== "made twice") return;
      await destroy(stack);
      assert.deepEqual(inventory(world), []);
    });
  }

  for (const death of deaths) {
    it(`end as docs/operations.md says at every call: ${death}`, async () => {
      const queue = all.filter((point) => point.death === death);
      // A check and a create of ten resources, the latter in both its moments, and the account's number.
      assert.equal(queue.length, 31);
      const found = await Promise.all(worlds.map((each) => broken(each.world, each.stack, queue, whole)));
      assert.deepEqual(found.flat(), []);
    });
  }

  it("leaves a lock and a list of what was under way when the CLI is killed, which the documented commands clear", async () => {
    world.empty();
    stack.renew();
    assert.ok(await interruptedUp(world, stack, { death: "cli", call: role, when: "before" }));
    const locked = await stack.run(["up", "--yes", "--skip-preview"]);
    assert.match(locked.output, /error: the stack is currently locked .*`pulumi cancel`/);
    await succeeds(stack, "cancel", "--yes");
    assert.deepEqual(await pendingOperations(stack), ["creating role"]);
    await succeeds(stack, "refresh", "--clear-pending-creates", "--yes", "--skip-preview");
    assert.deepEqual(await pendingOperations(stack), []);
  });

  it("may leave half a state in a folder when the CLI is killed, which the documented copy brings back", async () => {
    world.empty();
    stack.renew();
    assert.ok(await interruptedUp(world, stack, { death: "cli", call: role, when: "before" }));
    writeFileSync(stack.stateFile, "");
    assert.match((await stack.run(["stack", "export"])).output, /failed to load checkpoint/);
    await unlock(stack);
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
