import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The rooms that dist/ is built from. */
const rooms = ["components", "engine", "plan", "cli"];

/** Other files that change what the build writes. */
const settings = ["tsconfig.json", "tsconfig.build.json", "plan/schema.json"];

/** A hash of every source of dist/, which the build writes to dist/.sources. */
export function hashSources(root: string): string {
  const hash = createHash("sha256");
  for (const file of [...settings, ...rooms.flatMap((room) => sourcesBelow(root, room))]) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** The hash that dist/ was built from, or undefined when there is no finished build. */
export function builtFrom(root: string): string | undefined {
  const stamp = join(root, "dist", ".sources");
  return existsSync(stamp) ? readFileSync(stamp, "utf8").trim() : undefined;
}

/** Whether a folder is a clone whose dist/ no longer matches its sources. An installed package has no sources. */
export function isStale(root: string): boolean {
  return existsSync(join(root, "tsconfig.build.json")) && builtFrom(root) !== hashSources(root);
}

function sourcesBelow(root: string, room: string): string[] {
  if (!existsSync(join(root, room))) return [];
  return readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.c?ts$/.test(file))
    .map((file) => `${room}/${file.replaceAll("\\", "/")}`)
    .sort();
}
