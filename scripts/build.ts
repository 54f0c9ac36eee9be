// Builds dist/: `node scripts/build.ts [--if-stale]`.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { builtFrom, hashSources } from "../cli/sources.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

/** Compiles into a folder of its own and swaps it in, so that nothing runs a half-written or left-over file. */
function build(hash: string): number {
  const fresh = join(root, "node_modules", ".cache", `nfm-build-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  try {
    const { status } = spawnSync(
      process.execPath,
      [compiler, "-p", "tsconfig.build.json", "--outDir", fresh],
      {
        cwd: root,
        stdio: ["ignore", 2, 2],
      },
    );
    if (status !== 0) return status ?? 1;
    copyFileSync(join(root, "plan", "schema.json"), join(fresh, "plan", "schema.json"));
    for (const file of readdirSync(fresh, { recursive: true, encoding: "utf8" })) {
      if (file.endsWith(".d.ts")) pointAtJavaScript(join(fresh, file));
    }
    chmodSync(join(fresh, "cli", "main.js"), 0o755);
    writeFileSync(join(fresh, ".sources"), `${hash}\n`);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
    return 0;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The compiler leaves `./x.ts` in declarations, which only new compilers resolve; all of them resolve `./x.js`. */
function pointAtJavaScript(declaration: string): void {
  const text = readFileSync(declaration, "utf8");
  writeFileSync(declaration, text.replaceAll(/((?:from|import) ?\(?"\.{1,2}\/[^"]*)\.ts"/g, '$1.js"'));
}

const hash = hashSources(root);
const before = builtFrom(root);
if (process.argv.includes("--if-stale") && before === hash) process.exit(0);
if (!existsSync(compiler)) {
  process.stderr.write(
    "dist/ is not built, since the compiler is not installed: run `npm ci` with dev dependencies.\n",
  );
  process.exit(0);
}
if (before !== undefined && before !== hash)
  process.stderr.write("dist/ is older than its sources: building it.\n");
process.exit(build(hash));
