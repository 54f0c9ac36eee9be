// Ends something at every call of an `up`, in turn, and sees that the next one does what docs/operations.md promises:
//   node test/pulumi/sweep.ts ten|dev|staging [every Nth call, default 1] [Ctrl-C|program|provider|cli]
import { join } from "node:path";
import { findCli } from "./cli.ts";
import { interrupt, pointsOf, titleOf } from "./interruptions.ts";
import { inventory, up } from "./support.ts";
import { allPackages, openWorld, shipped } from "./world.ts";

const [program = "ten", nth = "1", only] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const cli = await findCli();
if (cli === undefined) throw new Error("there is no Pulumi CLI, and no Go to build it");
const ten = program === "ten";
const folder = ten ? join(import.meta.dirname, "programs", "ten") : undefined;
const world = await openWorld(cli, ten ? ["aws"] : allPackages, { folder });
const stack = await world.stack(program, ten ? {} : shipped(program));
await up(world, stack);
const whole = inventory(world);

const points = pointsOf(world.calls);
const chosen = points
  .filter(({ death }) => only === undefined || death === only)
  .filter((_, index) => index % Number(nth) === 0);
say(`${chosen.length} of ${points.length} points at ${world.calls.length} calls of ${program}`);

const started = Date.now();
let broken = 0;
for (const point of chosen) {
  const verdict = await interrupt(world, stack, point, whole).then(
    ({ outcome, wanted }) => (outcome === wanted ? outcome : `${outcome} instead of ${wanted}`),
    (error: unknown) => `broken: ${error instanceof Error ? error.message : String(error)}`,
  );
  const bad = / instead of |^broken/.test(verdict);
  if (bad) broken++;
  say(`${bad ? "FAIL" : "ok  "} ${titleOf(point)}: ${verdict}`);
}
say(
  `${chosen.length - broken} of ${chosen.length} as promised, ${Math.round((Date.now() - started) / 1000)} s`,
);
await world.close();
process.exitCode = broken > 0 ? 1 : 0;
