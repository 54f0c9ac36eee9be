import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeAdvice } from "../../cli/node.ts";
import * as core from "../../components/index.ts";
import { consumer, nodeIn, root, unpack } from "./packed.ts";

const corePeers = ["@pulumi/pulumi", "@pulumi/aws"];
const launcher = join("node_modules", "aws-network-flow-monitor", "dist", "cli", "main.js");
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

/** Compiles one file in a consumer; throws with the compiler's words when it is refused. */
function compile(home: string, file: string, source: string, options: Record<string, unknown>): void {
  writeFileSync(join(home, file), source);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    target: "ES2022",
    ...options,
  };
  writeFileSync(join(home, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
  execFileSync(process.execPath, [compiler, "-p", home], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

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

  it("registers its components in a consumer's program under the package's token", () => {
    const script = `
      const pulumi = require("@pulumi/pulumi");
      const types = [];
      pulumi.runtime.setMocks({
        newResource: (args) => (types.push(args.type), { id: args.name + "-id", state: args.inputs }),
        call: () => ({}),
      }).then(async () => {
        const { Scope } = require("aws-network-flow-monitor");
        await pulumi.output(new Scope("scope", { region: "eu-west-1" }).urn);
        await new Promise((resolve) => setTimeout(resolve, 100));
        console.log(types.join());
      });`;
    assert.match(nodeIn(cjs, "-e", script), /aws-network-flow-monitor:index:Scope/);
  });

  it("type-checks for ES modules and for the old resolver, or an import is red in the consumer's editor", () => {
    const source =
      'import { Scope, type ScopeArgs } from "aws-network-flow-monitor";\nexport const a: ScopeArgs = {};\nexport const make = (): Scope => new Scope("s", a);\n';
    compile(esm, "program.ts", source, { module: "nodenext", skipLibCheck: true });
    const old = {
      module: "commonjs",
      moduleResolution: "node10",
      ignoreDeprecations: "6.0",
      skipLibCheck: true,
    };
    compile(cjs, "program.ts", source, old);
    compile(
      cjs,
      "other.ts",
      'import * as w from "aws-network-flow-monitor/workloads";\nexport const x = w;\n',
      old,
    );
  });

  it("refuses what does not fit, or the type check above checks nothing", () => {
    const source =
      'import { type ScopeArgs } from "aws-network-flow-monitor";\nexport const a: ScopeArgs = { regoin: "x" };\n';
    assert.throws(
      () => compile(esm, "wrong.ts", source, { module: "nodenext", skipLibCheck: true }),
      (error: { stdout: string }) => error.stdout.includes("'regoin' does not exist in type 'ScopeArgs'"),
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
