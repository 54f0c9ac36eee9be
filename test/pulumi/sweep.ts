// Ends something at every call of an `up`, in turn, and sees that the next one does what docs/operations.md promises:
//   node test/pulumi/sweep.ts ten|dev [every Nth call, default 1] [Ctrl-C|program|provider|cli]
import { join } from "node:path";
import { findCli } from "./cli.ts";
import { deaths, interrupt, promised, titleOf, type Point } from "./interruptions.ts";
import { inventory, up } from "./support.ts";
import { openWorld, shipped } from "./world.ts";

const [program = "ten", nth = "1", only] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const cli = await findCli();
if (cli === undefined) throw new Error("there is no Pulumi CLI, and no Go to build it");
const ten = program === "ten";
const folder = ten ? join(import.meta.dirname, "programs", "ten") : undefined;
const config = ten ? {} : shipped(program);
const world = await openWorld(cli, ["aws", "awsx"], { folder });
await up(world, await world.stack("whole", config));
const whole = inventory(world);

/** Every call in both its moments, for every kind of death; only a write makes a difference between the moments. */
const points = world.calls.flatMap((call) =>
  deaths.flatMap((death): Point[] => {
    const before: Point = { death, call, when: "before" };
    return call.method === "create" ? [before, { ...before, when: "after" }] : [before];
  }),
);
const chosen = points
  .filter(({ death }) => only === undefined || death === only)
  .filter((_, index) => index % Number(nth) === 0);
say(`${chosen.length} of ${points.length} points at ${world.calls.length} calls of ${program}`);

const started = Date.now();
let broken = 0;
for (const [index, point] of chosen.entries()) {
  const wanted = promised(point);
  const outcome = await interrupt(world, `p${index}`, config, point, whole).catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  if (outcome !== wanted) broken++;
  say(`${outcome === wanted ? "ok  " : "FAIL"} ${titleOf(point)}: ${outcome}`);
}
say(
  `${chosen.length - broken} of ${chosen.length} as promised, ${Math.round((Date.now() - started) / 1000)} s`,
);
await world.close();
process.exitCode = broken > 0 ? 1 : 0;
