import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./packed.ts";

const cruiser = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
const rooms = ["components", "stacks", "engine", "plan", "policy", "live", "cli"];

/** The names of the rules that a repository of these files breaks. */
function broken(files: Record<string, string>): string[] {
  const home = mkdtempSync(join(tmpdir(), "nfm-arrows-"));
  try {
    for (const file of [".dependency-cruiser.js", "package.json", "tsconfig.json"]) {
      copyFileSync(join(root, file), join(home, file));
    }
    symlinkSync(join(root, "node_modules"), join(home, "node_modules"), "junction");
    for (const room of rooms) mkdirSync(join(home, room));
    for (const [file, text] of Object.entries({ "index.ts": "", ...files })) {
      mkdirSync(dirname(join(home, file)), { recursive: true });
      writeFileSync(join(home, file), text);
    }
    const words = [
      cruiser,
      "--config",
      ".dependency-cruiser.js",
      "--output-type",
      "json",
      ...rooms,
      "index.ts",
    ];
    const { stdout } = spawnSync(process.execPath, words, { cwd: home, encoding: "utf8" });
    const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
  } finally {
    rmSync(home, { recursive: true });
  }
}

const value = "export const value = 1;\n";
const type = "export interface Type { a: string }\n";

describe("the rule on who may import whom", function () {
  this.timeout(60_000);

  it("lets the rooms import what the design gives them", () => {
    const files = {
      "index.ts": 'import "./stacks/index.ts";\n',
      "stacks/index.ts": 'import { value } from "../components/index.ts";\nexport const x = value;\n',
      "components/index.ts": value,
      "engine/index.ts": type,
      "plan/index.ts": 'import type { Type } from "../engine/index.ts";\nexport type X = Type;\n',
      "cli/main.ts": 'import type { X } from "../plan/index.ts";\nexport type Y = X;\n',
    };
    assert.deepEqual(broken(files), []);
  });

  it("refuses each arrow the other way, by value and by type alone", () => {
    const files = {
      "components/index.ts": value,
      "components/types.ts": type,
      "stacks/index.ts": 'import "../engine/index.ts";\n',
      "engine/index.ts": 'import type { Type } from "../components/types.ts";\nexport type X = Type;\n',
      "plan/index.ts": 'export { value } from "../components/index.ts";\n',
      "cli/main.ts": 'import "../stacks/index.ts";\n',
    };
    assert.deepEqual(broken(files), [
      "cli-knows-only-plan-engine-policy-live",
      "engine-knows-only-itself",
      "plan-knows-only-engine",
      "stacks-knows-only-components",
    ]);
  });

  it("keeps the optional peers out of all that the core reaches", () => {
    const files = {
      "components/index.ts": 'export * from "./deep.ts";\n',
      "components/deep.ts": 'import * as awsx from "@pulumi/awsx";\nexport const vpc = awsx.ec2.Vpc;\n',
    };
    assert.deepEqual(broken(files), ["core-without-optional-peers"]);
  });

  it("refuses packages that a room has no business with, and cycles", () => {
    const files = {
      "components/index.ts": 'import { z } from "zod";\nexport const schema = z;\n',
      "engine/a.ts": 'import { b } from "./b.ts";\nexport const a = (): unknown => b;\n',
      "engine/b.ts": 'import { a } from "./a.ts";\nexport const b = (): unknown => a;\n',
    };
    assert.deepEqual(broken(files), ["components-packages", "no-circular"]);
  });
});
