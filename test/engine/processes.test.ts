import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, it } from "mocha";
import { messages, run } from "./support.ts";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The processes that a program says it started; fails when it named fewer than expected. */
function pidsIn(stdout: string, count: number): number[] {
  const pids = (/^pids (.*)$/m.exec(stdout)?.[1] ?? "").split(" ").map(Number).filter(Boolean);
  assert.equal(pids.length, count, `expected ${count} processes in: ${stdout}`);
  return pids;
}

async function assertGone(pids: number[]): Promise<void> {
  const until = Date.now() + 5000;
  while (pids.some(isAlive) && Date.now() < until) await wait(20);
  assert.deepEqual(pids.filter(isAlive), []);
}

describe("a run that must end early", () => {
  it("stops a program that hangs, with all it started, and says so", async () => {
    const result = await run("failing", { entry: "hangs.js", timeoutSeconds: 3 });
    assert.equal(result.outcome, "timed out");
    assert.equal(result.exitCode, undefined);
    assert.deepEqual(messages(result, "error"), [
      "the program did not end within 3 seconds: give it longer with --timeout, or see what it waits for",
    ]);
    assert.deepEqual(
      result.resources.map((resource) => resource.name),
      ["failing-dev", "first"],
    );
    await assertGone(pidsIn(result.stdout, 3));
  });

  it("stops when the caller asks, and leaves neither process nor file", async () => {
    // A folder of its own: other tests make folders at the same time.
    const [common, own] = [process.env.TMPDIR, mkdtempSync(join(tmpdir(), "processes-"))];
    process.env.TMPDIR = own;
    const abort = new AbortController();
    const running = run("failing", { entry: "hangs.js", signal: abort.signal });
    await wait(1500);
    abort.abort();
    const result = await running;
    assert.equal(result.outcome, "cancelled");
    await assertGone(pidsIn(result.stdout, 3));
    assert.deepEqual(readdirSync(own), []);
    if (common === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = common;
    rmSync(own, { recursive: true });
  });

  it("does not start anything when the caller has already given up", async () => {
    const result = await run("failing", { entry: "hangs.js", signal: AbortSignal.abort() });
    assert.equal(result.outcome, "cancelled");
    assert.deepEqual(result.resources, []);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`${signal} to a caller that handles no signal ends the program too`, async () => {
      const script = `
        import { run } from ${JSON.stringify(join(import.meta.dirname, "support.ts"))};
        const { stdout } = process;
        setTimeout(() => stdout.write("waiting\\n"), 1500);
        await run("failing", { entry: "hangs.js" });
      `;
      const caller = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(caller.stdout, "data");
      const started = childrenOf(caller.pid!);
      assert.equal(started.length, 1, "the program runs as the only child");
      caller.kill(signal);
      const [code, by] = (await once(caller, "exit")) as [number | null, string | null];
      assert.deepEqual([code, by], [null, signal]);
      await assertGone(started);
    });
  }

  it("ends what a finished program left running in the background", async () => {
    const result = await run("failing", { entry: "leaves-behind.js" });
    assert.equal(result.outcome, "succeeded");
    await assertGone(pidsIn(result.stdout, 1));
  });
});

function childrenOf(pid: number): number[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = list.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}
