import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** The tests with the real engine: how long all of them take. They are run once, since they take minutes. */
export function suite(print: (line: string) => void): void {
  const started = process.hrtime.bigint();
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  const words = [mocha, "--reporter", "dot", "test/pulumi/**/*.test.ts"];
  const { status } = spawnSync(process.execPath, words, {
    cwd: root,
    stdio: "ignore",
    // Without a CLI they would be pending, and pass.
    env: { ...process.env, CI: "true" },
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  print(
    `Tests with the real engine: ${seconds.toFixed(0)} s, ${status === 0 ? "all passed" : "NOT all passed"}`,
  );
}
