import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isStale } from "../../cli/sources.ts";

/** The folder of this repository. */
export const root = join(import.meta.dirname, "..", "..");

/** Throws when dist/ was not built from the sources as they are now. */
export function needsFreshBuild(): void {
  if (isStale(root)) throw new Error("dist/ is older than its sources: run `npm run build`");
}

/** The packed package: the archive, and the paths inside it. */
interface Packed {
  archive: string;
  files: string[];
}

let packed: Packed | undefined;

/** Packs the package, once for all tests of this process. */
function pack(): Packed {
  if (packed !== undefined) return packed;
  needsFreshBuild();
  const into = mkdtempSync(join(tmpdir(), "nfm-packed-"));
  process.once("exit", () => rmSync(into, { recursive: true, force: true }));
  const printed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", into], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  // npm 10 runs and announces `prepare` all the same; npm 12 lists the packages by name, older ones in an array.
  const json = printed.slice(printed.search(/^[[{]$/m));
  const [listed] = Object.values(
    JSON.parse(json) as Record<string, { filename: string; files: { path: string }[] }>,
  );
  if (listed === undefined) throw new Error("npm packed nothing");
  packed = { archive: join(into, listed.filename), files: listed.files.map(({ path }) => path).sort() };
  return packed;
}

/** Unpacks the packed package and returns the paths inside the archive, and the folder that it was unpacked to. */
export function unpack(into: string): { files: string[]; folder: string } {
  const { archive, files } = pack();
  execFileSync("tar", ["-xzf", archive], { cwd: into });
  return { files, folder: join(into, "package") };
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
