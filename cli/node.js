// Which Node to run on. Plain JavaScript, since a Node that is too old must be able to read it.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The first Node that strips types without a flag. */
export const lowestNode = "22.18";

/**
 * Whether a version of Node, such as "22.18.0", runs this project.
 * @param {string} version
 */
export function supports(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [lowestMajor = 0, lowestMinor = 0] = lowestNode.split(".").map(Number);
  return major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
}

/**
 * The Node that npm installed in the nearest node_modules (devDependency `node`), when it is new enough.
 * @param {string} from folder to start at
 * @returns {string | undefined}
 */
export function installedNode(from) {
  const home = join(from, "node_modules", "node");
  const binary = join(home, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(binary)) {
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    if (supports(version)) return binary;
  }
  return dirname(from) === from ? undefined : installedNode(dirname(from));
}

/**
 * The Node to use: the running one, or the installed one, or none.
 * @param {string} from folder to look from
 */
export function usableNode(from) {
  return supports(process.versions.node) ? process.execPath : installedNode(from);
}

/** One line for a machine whose Node is too old. */
export function nodeAdvice() {
  return (
    `Node ${process.versions.node} is too old, this needs ${lowestNode} or newer: install it, or run \`npm ci\` here ` +
    "without --ignore-scripts and use the Node that it brings (export PATH=$PWD/node_modules/.bin:$PATH).\n"
  );
}
