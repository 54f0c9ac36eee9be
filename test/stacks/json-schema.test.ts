import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { parse } from "yaml";
import { stackFileSchema, stackFileSchemaText } from "../../stacks/json-schema.ts";
import { workloads } from "../../stacks/schema.ts";
import { refusals, shippedConfig, type FileConfig } from "../support/stack-config.ts";

const root = new URL("../../", import.meta.url);
const schemaPath = "stacks/schema/pulumi-stack.schema.json";
const shipped = readdirSync(root).filter((name) => /^Pulumi\.[\w-]+\.yaml$/.test(name));
const accepts = new Ajv({ strictTypes: false }).compile(stackFileSchema());
const dev = shippedConfig("dev");
const staging = shippedConfig("staging");

describe("the JSON Schema of Pulumi.<stack>.yaml", () => {
  it("is committed as it is generated; after a change of stacks/ run `node scripts/config-schema.ts`", () => {
    assert.equal(readFileSync(new URL(schemaPath, root), "utf8"), stackFileSchemaText());
  });

  for (const name of shipped) {
    it(`accepts ${name}, which names it in its first line for editors`, () => {
      const text = readFileSync(new URL(name, root), "utf8");
      assert.equal(text.split("\n")[0], `# yaml-language-server: $schema=${schemaPath}`);
      assert.equal(accepts(parse(text)), true, JSON.stringify(accepts.errors));
    });
  }

  it("has every key of every workload, each with a description for the editor", () => {
    const { config } = stackFileSchema()["properties"] as {
      config: { properties: Record<string, FileConfig> };
    };
    const keys = Object.values(workloads).flatMap((schema) => Object.keys(schema.shape));
    assert.deepEqual(
      Object.keys(config.properties).sort(),
      ["aws:region", ...new Set(keys.map((key) => `nfm:${key}`))].sort(),
    );
    for (const [key, node] of Object.entries(config.properties)) assert.ok(node["description"], key);
  });

  it("refuses what the program refuses by form, and accepts what only the components' rules refuse", () => {
    const verdicts: [FileConfig, boolean][] = [
      [{ "nfm:monitor": {} }, false],
      [{ monitors: {} }, false],
      [{ "aws:region": "af-south-1" }, false],
      [{ "nfm:workload": "none" }, false],
      [{ "nfm:scope": { mode: "creat" } }, false],
      [{ "nfm:ec2": { instancesPerZone: "2" } }, false],
      [{ "nfm:monitors": { "my site": { over: "vpc" } } }, false],
      [{ "aws:profile": "x", "nfm:ec2": { instancesPerZone: 99 } }, true],
    ];
    for (const [changed, verdict] of verdicts) {
      assert.equal(accepts({ config: { ...dev, ...changed } }), verdict, JSON.stringify(changed));
    }
  });

  it("judges a key by the workload that the file names, and knows the secret as Pulumi keeps it", () => {
    const { "nfm:agent": agent, ...withoutAgent } = staging;
    const verdicts: [FileConfig, boolean][] = [
      [{ ...staging, "nfm:agent": dev["nfm:agent"] }, false],
      [{ ...dev, "nfm:agent": agent }, false],
      [{ ...staging, "nfm:ec2": {} }, false],
      [withoutAgent, false],
      [{ ...staging, "nfm:databasePassword": "hunter2" }, false],
      [{ ...staging, "nfm:databasePassword": { secure: "v1:abc" } }, true],
      [{ ...staging, "nfm:eks": { apiCidrs: "198.51.100.7/32" } }, false],
      [{ ...staging, "nfm:eks": { database: { password: "x" } } }, false],
      [{ ...staging, "nfm:existingCluster": { cluster: "pets" } }, false],
    ];
    for (const [config, verdict] of verdicts) {
      assert.equal(accepts({ config }), verdict, JSON.stringify(config));
    }
  });

  const shippedStacks: Record<string, FileConfig> = { dev, staging };
  for (const [stack, base] of Object.entries(shippedStacks)) {
    it(`accepts nothing of ${stack} of which the program says that a key or a type is wrong, and all that it takes`, () => {
      const scalar = fc.oneof(
        fc.integer(),
        fc.boolean(),
        fc.constantFrom("create", "vpc", "public", "none", "x"),
      );
      const inner = fc.dictionary(
        fc.constantFrom("mode", "over", "network", "number", "owner", "workload", "agentVersion", "extra"),
        scalar,
      );
      const keys = ["scope", "ec2", "eks", "agent", "monitors", "tags", "extra"].map((key) => `nfm:${key}`);
      const changes = fc.dictionary(
        fc.constantFrom(...keys),
        fc.oneof(inner, fc.dictionary(fc.constantFrom("a", "b c"), inner), scalar),
      );
      const ofForm =
        /: got .*; allowed: (the keys|text|a whole number|true or false|a list|names with|[\w:, ]+; fix: re)/;
      fc.assert(
        fc.property(changes, (changed) => {
          const config = { ...base, ...changed };
          const lines = refusals(config);
          const accepted = accepts({ config });
          if (lines.length === 0) assert.equal(accepted, true, JSON.stringify(accepts.errors));
          if (lines.some((line) => ofForm.test(line))) assert.equal(accepted, false, lines.join("\n"));
        }),
        { numRuns: 300 },
      );
    });
  }
});
