import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { command, locateRunner } from "../../engine/runner/command.ts";
import { runProcess } from "../../engine/runner/process.ts";
import { openPort } from "../../engine/port.ts";
import { serve } from "../../engine/server.ts";
import { runState } from "../../engine/state.ts";
import type { Diagnostic } from "../../engine/types.ts";
import { programFolder, requestFor } from "./support.ts";

/** What the user is shown when the program runs with or without what we load into its process. */
async function shown(entry: string, preload: boolean): Promise<{ texts: Diagnostic[]; stderr: string }> {
  const request = requestFor("failing", { entry });
  const state = runState(request);
  const port = await openPort();
  const server = serve(state, port);
  try {
    const full = command(request, locateRunner(programFolder("failing")) ?? "", port.address);
    const args = preload ? full.args : full.args.filter((arg) => !arg.startsWith("--require="));
    assert.equal(full.args.length - args.length, preload ? 0 : 1);
    const limits = { timeoutSeconds: 60, cancel: undefined, fail: state.stopped.signal };
    const { stderr } = await runProcess({ ...full, args }, limits);
    return { texts: state.diagnostics, stderr };
  } finally {
    server.close();
    port.close();
  }
}

describe("what we load into the program's process", () => {
  for (const entry of [
    "throws-at-once.js",
    "throws-late.js",
    "rejects.js",
    "config-missing.js",
    "bad-type.js",
    "duplicate.js",
    "transform-throws.js",
    "leaks.js",
  ]) {
    it(`changes no letter of the error texts of ${entry}`, async () => {
      const [withIt, withoutIt] = [await shown(entry, true), await shown(entry, false)];
      assert.ok(withIt.texts.length > 0 || withIt.stderr !== "", "the program says something");
      assert.deepEqual(withIt, withoutIt);
    });
  }
});
