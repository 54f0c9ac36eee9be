import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { compileCache, isFilled } from "../../engine/runner/cache.ts";
import { command } from "../../engine/runner/command.ts";
import { requestFor } from "./support.ts";

describe("the compile cache", () => {
  it("is where the user says, or in the user's cache folder", () => {
    assert.equal(compileCache({ NODE_COMPILE_CACHE: "/chosen" }), "/chosen");
    if (process.platform === "linux") {
      const ours = join("/cache", "aws-network-flow-monitor", "node-compile-cache");
      assert.equal(compileCache({ XDG_CACHE_HOME: "/cache" }), ours);
    }
  });

  it("is written by the preview alone the first time, or both runs write the same files at once", () => {
    const folder = mkdtempSync(join(tmpdir(), "nfm-cache-"));
    const before = process.env.NODE_COMPILE_CACHE;
    process.env.NODE_COMPILE_CACHE = folder;
    const disabled = (mode: "preview" | "update") =>
      command(requestFor("features", { mode }), "runner", "address").env.NODE_DISABLE_COMPILE_CACHE;
    try {
      // What Node makes of it before anything is compiled.
      mkdirSync(join(folder, "v24"));
      assert.equal(isFilled(join(folder, "none")), false);
      assert.equal(isFilled(folder), false);
      assert.deepEqual(
        [disabled("preview"), disabled("update")],
        [process.env.NODE_DISABLE_COMPILE_CACHE, "1"],
      );
      writeFileSync(join(folder, "v24", "module"), "");
      assert.equal(isFilled(folder), true);
      assert.equal(disabled("update"), process.env.NODE_DISABLE_COMPILE_CACHE);
    } finally {
      if (before === undefined) delete process.env.NODE_COMPILE_CACHE;
      else process.env.NODE_COMPILE_CACHE = before;
      rmSync(folder, { recursive: true });
    }
  });
});
