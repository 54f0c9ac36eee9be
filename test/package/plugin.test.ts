import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ComponentResource } from "@pulumi/pulumi";
import * as core from "../../components/index.ts";
import { apiText, pluginSchema, snapshotFile, type PackageSchema } from "../../scripts/plugin.ts";
import { needsFreshBuild, root } from "./packed.ts";

/** The component classes that the core exports. */
const classes = Object.entries(core as Record<string, unknown>)
  .filter(([, value]) => typeof value === "function" && value.prototype instanceof ComponentResource)
  .map(([name]) => name)
  .sort();

describe("the package as a Pulumi plugin", function () {
  this.timeout(180_000);
  let schema: PackageSchema;

  before(async () => {
    needsFreshBuild();
    schema = await pluginSchema();
  });

  it("names each component by package and class, as its own constructor does, or npm and plugin URNs differ", () => {
    assert.ok(classes.length >= 3);
    assert.deepEqual(
      Object.keys(schema.resources).sort(),
      classes.map((name) => `aws-network-flow-monitor:index:${name}`),
    );
  });

  it("offers what the committed schema says; after a change on purpose run `npm run schema`", () => {
    assert.equal(apiText(schema), readFileSync(snapshotFile, "utf8"));
  });

  it("is described by PulumiPlugin.yaml with the file that package.json has Node load", () => {
    const { main } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { main: string };
    const [, named] = /^main: (.+)$/m.exec(readFileSync(join(root, "PulumiPlugin.yaml"), "utf8")) ?? [];
    assert.equal(`./${named ?? ""}`, main);
  });
});
