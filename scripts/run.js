// Runs a TypeScript file of this repository on a Node that can: the running one, or the one that `npm ci`
// installs here (devDependency `node`). Plain JavaScript on purpose, so that an old Node can say what to do.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
const current = major > 22 || (major === 22 && minor >= 18);
const installed = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
if (!current && !existsSync(installed)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: at least 22.18 is needed. Install it, or run \`npm ci\` ` +
      "without --ignore-scripts, which brings its own Node.\n",
  );
  process.exit(1);
}
const result = spawnSync(current ? process.execPath : installed, process.argv.slice(2), { stdio: "inherit" });
if (result.error) throw result.error;
process.exit(result.status ?? 1);
