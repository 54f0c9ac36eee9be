import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installedNode, nodeAdvice, supports } from "../../cli/node.ts";

/** A folder with an installed `node` package of the given version, some levels above. */
function folderWithNode(version: string): { root: string; deep: string; binary: string } {
  const root = mkdtempSync(join(tmpdir(), "nfm-node-"));
  const home = join(root, "node_modules", "node");
  const binary = join(home, "bin", process.platform === "win32" ? "node.exe" : "node");
  mkdirSync(join(home, "bin"), { recursive: true });
  writeFileSync(join(home, "package.json"), JSON.stringify({ version }));
  writeFileSync(binary, "");
  const deep = join(root, "a", "b");
  mkdirSync(deep, { recursive: true });
  return { root, deep, binary };
}

describe("the choice of Node", () => {
  it("takes 22.18 and newer only, since older ones do not strip types", () => {
    assert.deepEqual(
      ["18.20.4", "20.20.2", "22.17.1", "22.18.0", "22.23.0", "24.0.0", "100.0.0"].filter(supports),
      ["22.18.0", "22.23.0", "24.0.0", "100.0.0"],
    );
  });

  it("finds the Node that npm ci installed above the launcher, or a machine with Node 20 cannot run nfm", () => {
    const { root, deep, binary } = folderWithNode("24.1.0");
    try {
      assert.equal(installedNode(deep), binary);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it("passes over an installed Node that is too old itself, or the launcher would call itself for ever", () => {
    const { root, deep } = folderWithNode("20.1.0");
    try {
      assert.equal(installedNode(deep), undefined);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it("says in one line what to do, in the same words as the scripts and the Pulumi program", () => {
    const oldNode = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})";
    const check = new URL("../../scripts/require-node.js", import.meta.url).href;
    const { status, stderr } = spawnSync(process.execPath, [
      "--import",
      oldNode,
      "--import",
      check,
      "-e",
      "",
    ]);
    assert.equal(stderr.toString(), `${nodeAdvice("20.1.0")}\n`);
    assert.match(
      nodeAdvice("20.1.0"),
      /^Node 20\.1\.0 is too old, this needs 22\.18 or newer: install it, or .*$/,
    );
    assert.equal(status, 1);
  });

  it("runs nfm again on the installed Node when its own is too old, and ends as that ends", () => {
    const oldNode = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})";
    const main = join(import.meta.dirname, "..", "..", "cli", "main.ts");
    const run = (word: string) =>
      spawnSync(process.execPath, ["--import", oldNode, main, word], { encoding: "utf8" });
    assert.match(run("--version").stdout, /^\d+\.\d+\.\d+\n$/);
    const refused = run("plna");
    assert.deepEqual(
      [refused.status, refused.stderr],
      [1, "error: unknown command plna: did you mean plan?\n"],
    );
  });
});
