import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ended, program, TestProject } from "./project.ts";

/** Writes its process id and that of a helper which it starts, and never ends. */
const hanging = program(
  'const helper = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);',
  'require("node:fs").appendFileSync("pids", process.pid + "\\n" + helper.pid + "\\n");',
  "setInterval(() => {}, 1000);",
);

/** The processes that both runs of the program have started, once all four are there. */
async function processes(folder: string): Promise<number[]> {
  const file = join(folder, "pids");
  for (;;) {
    const pids = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean).map(Number) : [];
    if (pids.length >= 4) return pids;
    await wait(50);
  }
}

/** Waits for killed processes to be gone from the process table; resolves to those that still are there. */
async function survivors(pids: number[]): Promise<number[]> {
  for (let round = 0; round < 50 && pids.some(isAlive); round++) await wait(100);
  return pids.filter(isAlive);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("nfm that is stopped", function () {
  this.timeout(60_000);

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it(`by ${signal} exits with ${code} and leaves no process behind`, async () => {
      const project = new TestProject({ "program.js": hanging });
      try {
        const child = project.start("plan");
        const result = ended(child);
        const pids = await processes(project.folder);
        child.kill(signal);
        const { code: exitCode, stdout, stderr } = await result;
        assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: code, stdout: "", stderr: "" });
        assert.deepEqual(await survivors(pids), []);
      } finally {
        project.remove();
      }
    });
  }

  it("by a reader that closes the pipe ends without an error, as in `nfm plan | head -1`", async () => {
    const project = new TestProject();
    try {
      const main = join(import.meta.dirname, "..", "..", "cli", "main.ts");
      const pipe = `"${process.execPath}" "${main}" plan --verbose | true; exit \${PIPESTATUS[0]}`;
      const child = spawn("bash", ["-c", pipe], { cwd: project.folder, stdio: ["ignore", "pipe", "pipe"] });
      const { code, stderr } = await ended(child);
      assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
    } finally {
      project.remove();
    }
  });
});
