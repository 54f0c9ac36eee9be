import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isStale } from "../../cli/sources.ts";

/** The folder of this repository. */
export const root = join(import.meta.dirname, "..", "..");

/** Throws when dist/ was not built from the sources as they are now. */
export function needsFreshBuild(): void {
  if (isStale(root)) throw new Error("dist/ is older than its sources: run `npm run build`");
}

/** Packs the package and returns the paths inside the archive, and the folder that it was unpacked to. */
export function unpack(into: string): { files: string[]; folder: string } {
  needsFreshBuild();
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", into], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  // npm 10 runs and announces `prepare` all the same; npm 12 lists the packages by name, older ones in an array.
  const json = packed.slice(packed.search(/^[[{]$/m));
  const [listed] = Object.values(
    JSON.parse(json) as Record<string, { filename: string; files: { path: string }[] }>,
  );
  if (listed === undefined) throw new Error("npm packed nothing");
  execFileSync("tar", ["-xzf", listed.filename], { cwd: into });
  return { files: listed.files.map(({ path }) => path).sort(), folder: join(into, "package") };
}

/**
 * Makes a project that has the packed package installed for real, and of this repository's packages only those
 * named: all that a consumer with no others would have.
 */
export function consumer(manifest: object, packages: readonly string[]): string {
  const home = mkdtempSync(join(tmpdir(), "nfm-consumer-"));
  const modules = join(home, "node_modules");
  mkdirSync(modules);
  writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
  renameSync(unpack(home).folder, join(modules, "aws-network-flow-monitor"));
  for (const name of packages) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  }
  return home;
}

/** Runs Node in a consumer and returns what it printed. */
export function nodeIn(home: string, ...words: string[]): string {
  return execFileSync(process.execPath, words, {
    cwd: home,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}
