// Records what this version of the package leaves behind, for releases.test.ts of later ones: `node test/pulumi/record.ts`.
import { createRequire } from "node:module";
import { findCli } from "./cli.ts";
import { recordRelease } from "./releases.ts";
import { allPackages, openWorld, shippedStacks } from "./world.ts";

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };
const cli = await findCli();
if (cli === undefined) throw new Error("there is no Pulumi CLI, and no Go to build it");
for (const stack of shippedStacks) {
  const world = await openWorld(cli, allPackages);
  await recordRelease(world, version, stack).finally(() => world.close());
}
