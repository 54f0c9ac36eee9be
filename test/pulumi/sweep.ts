// Ends something at every call of an `up`, in turn, and sees that the next one does what docs/operations.md promises:
//   node test/pulumi/sweep.ts ten|dev|staging [every Nth call, default 1] [Ctrl-C|program|provider|cli]
import { join } from "node:path";
import { findCli } from "./cli.ts";
import { interrupt, journey, type Journey } from "./interruptions.ts";
import { pointsOf, titleOf } from "./points.ts";
import { allPackages, openWorld, shipped, type Stack, type World } from "./world.ts";

const [program = "ten", nth = "1", only] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const cli = await findCli();
if (cli === undefined) throw new Error("there is no Pulumi CLI, and no Go to build it");
const ten = program === "ten";
const folder = ten ? join(import.meta.dirname, "programs", "ten") : undefined;
const world = await openWorld(cli, ten ? ["aws"] : allPackages, { folder, wholeSdk: !ten });
const stack = await world.stack(program, ten ? {} : shipped(program));
const started = Date.now();
const counts = { points: 0, broken: 0 };
for (const way of await ways(world, stack)) await goThrough(way);
const seconds = Math.round((Date.now() - started) / 1000);
say(`${counts.points - counts.broken} of ${counts.points} as promised, ${seconds} s`);
await world.close();
if (counts.points === 0) say("no point was chosen: see the first lines of this file");
process.exitCode = counts.broken > 0 || counts.points === 0 ? 1 : 0;

/** From nothing to running, to the next version of the ten, back to running, and to nothing. */
async function ways(inWorld: World, of: Stack): Promise<Journey[]> {
  const up = await journey(inWorld, of, "up");
  const whole = of.remember();
  const changes: Journey[] = [];
  if (ten) {
    of.configure({ "ten:next": "true" });
    changes.push(await journey(inWorld, of, "up"));
    whole();
  }
  return [up, ...changes, await journey(inWorld, of, "refresh"), await journey(inWorld, of, "destroy")];
}

async function goThrough(way: Journey): Promise<void> {
  const points = pointsOf(way);
  const chosen = points
    .filter(({ death }) => only === undefined || death === only)
    .filter((_, index) => index % Number(nth) === 0);
  say(`${chosen.length} of ${points.length} points at ${way.calls.length} calls of ${way.command}`);
  for (const point of chosen) {
    const verdict = await interrupt(world, stack, way, point).then(
      ({ outcome, wanted }) => (outcome === wanted ? outcome : `${outcome} instead of ${wanted}`),
      (error: unknown) => `broken: ${error instanceof Error ? error.message : String(error)}`,
    );
    const bad = / instead of |^broken/.test(verdict);
    counts.points++;
    if (bad) counts.broken++;
    say(`${bad ? "FAIL" : "ok  "} ${titleOf(point)}: ${verdict}`);
  }
}
