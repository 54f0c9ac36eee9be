// Runs a TypeScript file of this repository on a Node that can. Plain JavaScript: an old Node must read it.
import { spawnSync } from "node:child_process";
import { nodeAdvice, usableNode } from "../cli/node.js";

const node = usableNode(import.meta.dirname);
if (node === undefined) {
  process.stderr.write(nodeAdvice());
  process.exit(1);
}
const result = spawnSync(node, process.argv.slice(2), { stdio: "inherit" });
if (result.error) throw result.error;
process.exit(result.status ?? 1);
