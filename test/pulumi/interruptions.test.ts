import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { needCli, type Cli } from "./cli.ts";
import { broken, interrupt, journey, startAndEnd, unlock, type Journey } from "./interruptions.ts";
import { deaths, pointsOf, titleOf, writes, type Point } from "./points.ts";
import { documented, follow } from "./procedures.ts";
import type { Outcome } from "./promises.ts";
import { destroy, inventory, succeeds } from "./support.ts";
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
  // Thirty-one interruptions in a row, on a machine that may have other work.
  this.timeout(900_000);
  let cli: Cli;
  // Two, so that one waits while the other computes.
  let sides: Side[];
  let side: Side;
  before(async function () {
    cli = await needCli(this);
    sides = await Promise.all([openSide(cli), openSide(cli)]);
    side = sides[0]!;
    assert.equal(side.up.end.length, 10);
  });
  after(() => Promise.all(sides.map(({ world }) => world.close())));

  for (const point of points) {
    it(`${point.wants}: ${titleOf(point)}`, async () => {
      const { world, stack, up } = side;
      const { outcome, wanted } = await interrupt(world, stack, up, point);
      assert.equal(outcome, point.wants);
      assert.equal(wanted, point.wants, "promises.ts promises something else");
      await succeeds(stack, "preview", "--expect-no-changes");
      if (outcome !== "made twice") return;
      await destroy(stack);
      assert.deepEqual(inventory(world), []);
    });
  }

  /** Goes through points with both sides; each ends as docs/operations.md says. */
  async function allEndWell(way: Way, queue: Point[]) {
    const found = await Promise.all(sides.map((each) => broken(each.world, each.stack, each[way], queue)));
    assert.deepEqual(found.flat(), []);
  }

  for (const death of deaths) {
    it(`end as docs/operations.md says at every call of an up: ${death}`, async () => {
      const queue = pointsOf(side.up).filter((point) => point.death === death);
      // A check and a create of ten resources, the latter in both its moments, and the account's number.
      assert.equal(queue.length, 31);
      await allEndWell("up", queue);
    });

    it(`end so at every call of an up that changes, replaces and deletes: ${death}`, async () => {
      const all = pointsOf(side.change).filter(({ call }) => writes(call));
      // An update, two replacements and a delete, in both moments.
      assert.equal(all.length, 12 * deaths.length);
      const queue = all.filter((point) => point.death === death);
      await allEndWell("change", queue);
    });
  }

  it("end so at every call that only asks what would change, with each kind of death in turn", async () => {
    const queue = inTurn(pointsOf(side.change).filter(({ call }) => !writes(call)));
    // A check and a comparison of nine that stay, and the account's number.
    assert.equal(queue.length, 19);
    await allEndWell("change", queue);
  });

  it("end so at every call of a destroy and of a refresh, with each kind of death in turn", async () => {
    const { destroy: gone, refresh } = side;
    const queues = [inTurn(pointsOf(gone)), inTurn(pointsOf(refresh))] as const;
    // Ten deletes in both moments; ten reads, and a comparison after each.
    assert.deepEqual([queues[0].length, queues[1].length], [20, 20]);
    await allEndWell("destroy", queues[0]);
    await allEndWell("refresh", queues[1]);
  });

  it("stops a destroy at Ctrl-C, although Pulumi says that all was deleted", async () => {
    const { world, stack, destroy: gone } = side;
    gone.back();
    const call = { ...monitor, method: "delete" };
    const ended = await startAndEnd(world, stack, "destroy", { death: "Ctrl-C", call, when: "before" });
    assert.equal(ended?.code, 0);
    assert.match(ended.output, /\^C received; cancelling[^]*have been deleted/);
    assert.equal(inventory(world).length, 9);
  });

  it("leaves a lock and a list of what was under way when the CLI is killed, which the documented commands clear", async () => {
    const { world, stack, up } = side;
    up.back();
    assert.ok(await startAndEnd(world, stack, "up", { death: "cli", call: role, when: "before" }));
    const locked = await stack.run(["up", "--yes", "--skip-preview"]);
    assert.match(locked.output, /error: the stack is currently locked .*`pulumi cancel`/);
    const [unlocking = [], , , clearing = []] = documented("After an interruption");
    assert.match(await follow(stack, unlocking), /^creating urn:\S*::role\n$/);
    await follow(stack, clearing);
    assert.equal(await follow(stack, unlocking), "\n");
    assert.deepEqual(inventory(world), up.end);
  });

  for (const ending of ["", ".attrs"]) {
    it(`may leave STACK.json${ending} empty in a folder when the CLI is killed, which the documented commands mend`, async () => {
      const { world, stack, up } = side;
      up.back();
      assert.ok(await startAndEnd(world, stack, "up", { death: "cli", call: role, when: "before" }));
      writeFileSync(`${stack.stateFile}${ending}`, "");
      assert.match((await stack.run(["stack", "export"])).output, /failed to load checkpoint/);
      await unlock(stack);
      await succeeds(stack, "up", "--yes", "--skip-preview");
      assert.deepEqual(inventory(world), up.end);
    });
  }
});

/** One point for each call and moment, with another kind of death each; sweep.ts goes through all. */
function inTurn(all: Point[]): Point[] {
  const placeOf = ({ call, when }: Point) => `${when} ${call.method} ${call.type} ${call.name}`;
  return [...new Set(all.map(placeOf))].map((place, index) => {
    const points = all.filter((point) => placeOf(point) === place);
    return points[index % points.length]!;
  });
}

type Way = "up" | "change" | "destroy" | "refresh";

/** An account with a stack, and the ways that it goes from one state to another. */
interface Side extends Record<Way, Journey> {
  world: World;
  stack: Stack;
}

async function openSide(cli: Cli): Promise<Side> {
  const world = await openWorld(cli, ["aws"], { folder });
  const stack = await world.stack("ten", {});
  const up = await journey(world, stack, "up");
  const whole = stack.remember();
  stack.configure({ "ten:next": "true" });
  const change = await journey(world, stack, "up");
  whole();
  const refresh = await journey(world, stack, "refresh");
  const destroy = await journey(world, stack, "destroy");
  return { world, stack, up, change, refresh, destroy };
}
