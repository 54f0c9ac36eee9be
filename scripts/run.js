// Runs a TypeScript file of this repository, on the Node that `npm ci` installed where there is one.
// Plain JavaScript: an old Node must be able to read it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const binary = process.platform === "win32" ? "node.exe" : "node";
const installed = fileURLToPath(new URL(`../node_modules/node/bin/${binary}`, import.meta.url));
const check = new URL("require-node.js", import.meta.url).href;
const node = existsSync(installed) ? installed : process.execPath;
const { error, status } = spawnSync(node, ["--import", check, ...process.argv.slice(2)], {
  stdio: "inherit",
});
if (error) throw error;
process.exit(status ?? 1);
