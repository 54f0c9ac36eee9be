import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./packed.ts";

/** One way in which a TypeScript project of a consumer is set up. */
export interface Form {
  name: string;
  /** Its package.json. */
  manifest: object;
  /** What its tsconfig.json says of modules. */
  modules: Record<string, string>;
}

/** The ways that Pulumi's own templates, older projects and new ones are set up. */
export const forms: Form[] = [
  {
    name: "node10 CommonJS",
    manifest: {},
    modules: { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" },
  },
  { name: "nodenext CommonJS", manifest: {}, modules: { module: "nodenext" } },
  { name: "ES module", manifest: { type: "module" }, modules: { module: "nodenext" } },
];

const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

/** Runs Node in a consumer and returns what it printed. Errors: throws with the first words of what failed. */
function run(home: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: home, encoding: "utf8" });
  if (status !== 0) throw new Error(`${stdout}${stderr}`.slice(0, 1000));
  return stdout.trim();
}

/**
 * Type-checks and compiles a program in a consumer, as its `tsc` would, and runs what came out. Returns what it
 * printed. Errors: throws with the words of the compiler or of Node.
 */
export function compileAndRun(home: string, { modules }: Form, program: string): string {
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    noEmitOnError: true,
    types: ["node"],
    target: "ES2022",
    ...modules,
  };
  writeFileSync(join(home, "program.ts"), program);
  writeFileSync(join(home, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  run(home, compiler, "-p", home);
  return run(home, "program.js");
}
