import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeAdvice } from "../../cli/node.ts";
import * as core from "../../components/index.ts";
import { consumer, nodeIn, unpack } from "./packed.ts";

const corePeers = ["@pulumi/pulumi", "@pulumi/aws"];
const launcher = join("node_modules", "aws-network-flow-monitor", "dist", "cli", "main.js");

describe("the packed package", function () {
  this.timeout(180_000);
  let esm: string;
  let cjs: string;

  before(() => {
    esm = consumer({ type: "module" }, corePeers);
    cjs = consumer({}, corePeers);
  });
  after(() => {
    for (const home of [esm, cjs]) rmSync(home, { recursive: true, force: true });
  });

  it("holds dist, the licence and nothing of the workshop, or every install carries our tests", () => {
    const into = mkdtempSync(join(tmpdir(), "nfm-pack-"));
    try {
      const { files } = unpack(into);
      const outside = files.filter(
        (file) =>
          !/^dist\/((components|engine|plan|cli)\/.*\.(js|d\.ts|cjs|d\.cts)|plan\/schema\.json)$/.test(file),
      );
      assert.deepEqual(outside, ["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
    } finally {
      rmSync(into, { recursive: true });
    }
  });

  it("imports into an ES module project that has no awsx, eks or kubernetes", () => {
    const script =
      'import * as nfm from "aws-network-flow-monitor"; console.log(Object.keys(nfm).sort().join());';
    assert.equal(nodeIn(esm, "--input-type=module", "-e", script).trim(), Object.keys(core).sort().join());
  });

  it("is required by a CommonJS project, as older Pulumi programs are", () => {
    const script = 'console.log(Object.keys(require("aws-network-flow-monitor")).sort().join());';
    const keys = nodeIn(cjs, "-e", script).trim().split(",");
    assert.deepEqual(
      keys.filter((key) => key !== "__esModule" && key !== "module.exports"),
      Object.keys(core).sort(),
    );
  });

  it("keeps what is not exported to itself", () => {
    const script =
      'import("aws-network-flow-monitor/dist/engine/values.js").catch((e) => console.log(e.code));';
    assert.equal(nodeIn(cjs, "-e", script).trim(), "ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("brings nfm, which says in one line what to do when Node is too old", () => {
    const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})";
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", old, launcher, "plan"], {
      cwd: esm,
      encoding: "utf8",
    });
    assert.deepEqual(
      { status, stdout, stderr },
      { status: 1, stdout: "", stderr: `${nodeAdvice("20.1.0")}\n` },
    );
  });

  it("brings nfm, which says its version", () => {
    assert.match(nodeIn(esm, launcher, "--version"), /^\d+\.\d+\.\d+\n$/);
  });
});
