import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The first Node that strips types without a flag. */
const lowestNode = "22.18";

/** Whether a version of Node, such as "22.18.0", runs this project. */
export function supports(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [lowestMajor = 0, lowestMinor = 0] = lowestNode.split(".").map(Number);
  return major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
}

/** The Node in the nearest node_modules (devDependency `node`) of a folder or those above, if it is new enough. */
export function installedNode(from: string): string | undefined {
  const home = join(from, "node_modules", "node");
  const binary = join(home, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(binary)) {
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
    if (supports(version)) return binary;
  }
  return dirname(from) === from ? undefined : installedNode(dirname(from));
}

/** One line for a machine whose Node is too old. */
export function nodeAdvice(version: string): string {
  return (
    `Node ${version} is too old, this needs ${lowestNode} or newer: install it, or run \`npm ci\` here without ` +
    "--ignore-scripts and use the Node that it brings (export PATH=$PWD/node_modules/.bin:$PATH)."
  );
}
