import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { secretKeys, workloads } from "../../stacks/schema.ts";
import { nearest, nearestRegion } from "../../stacks/nearest.ts";
import { refusals, shippedConfig, type FileConfig } from "../support/stack-config.ts";

const shipped = { ec2: shippedConfig("dev"), eks: shippedConfig("staging") };
const names = ["ec2", "eks"] as const;
/** The keys of a workload; a secret cannot be typed into a file. */
const sectionsOf = (name: keyof typeof shipped) =>
  Object.keys(workloads[name].shape)
    .filter((key) => !secretKeys.includes(key))
    .map((key) => `nfm:${key}`);

/** One letter left out, doubled or replaced, but never the first: what people mistype. */
function typos(word: string): fc.Arbitrary<string> {
  const at = fc.integer({ min: 1, max: word.length - 1 });
  return fc.tuple(at, fc.constantFrom("drop", "double", "replace")).map(([index, how]) => {
    const [before, letter, after] = [word.slice(0, index), word.charAt(index), word.slice(index + 1)];
    if (how === "drop") return before + after;
    return how === "double" ? before + letter + letter + after : `${before}x${after}`;
  });
}

/** What of a JSON Schema values are made of. */
interface Node {
  type?: string;
  enum?: string[];
  properties?: Record<string, Node>;
  items?: Node;
  additionalProperties?: Node | boolean;
}

/** Texts that some setting takes, and some that none does. */
const words = fc.constantFrom(
  "",
  "x",
  "1.35",
  "1.24",
  "10.0.0.0/16",
  "0.0.0.0/0",
  "ap-northeast-1a",
  "subnet-0a1",
  "arn:aws:eks:ap-northeast-1:123456789012:cluster/pets",
  "clusterDefault",
  "v1.1.6-eksbuild.1",
  "t4g.small",
  "s3",
  "{}",
  "500m",
  "1Gi",
);

/** Values that look as a schema wants them, here and there with something else in their place. */
function like(node: Node): fc.Arbitrary<unknown> {
  const { properties, items, additionalProperties } = node;
  // A few settings at a time, or one of them is always wrong.
  if (properties !== undefined)
    return fc
      .subarray(Object.entries(properties), { maxLength: Math.min(3, Object.keys(properties).length) })
      .chain(recordOf);
  if (typeof additionalProperties === "object")
    return fc.dictionary(fc.constantFrom("a", "b", "c d"), inner(additionalProperties), { maxKeys: 2 });
  if (items !== undefined) return fc.array(inner(items), { maxLength: 3 });
  if (node.enum !== undefined) return fc.constantFrom(...node.enum, "x");
  if (node.type === "integer") return fc.integer({ min: -1, max: 70_000 });
  return node.type === "boolean" ? fc.boolean() : words;
}

/** Such a value, or now and then any other. */
function inner(node: Node): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: like(node) }, fc.jsonValue({ maxDepth: 2 }));
}

function recordOf(entries: [string, Node][]): fc.Arbitrary<FileConfig> {
  return fc.record(Object.fromEntries(entries.map(([key, node]) => [key, inner(node)])));
}

/** Settings on top of the shipped ones, so that what a section cannot be without is there. */
function merged(below: unknown, top: unknown): unknown {
  const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject(below) && isObject(top) ? { ...(below as FileConfig), ...(top as FileConfig) } : top;
}

describe("the configuration of a stack, whatever it holds", () => {
  const oneOrAnother = fc.constantFrom(...names);

  it("is taken or refused in whole lines, sorted, each once: never a crash, never a value that is not text", () => {
    const cases = oneOrAnother.chain((name) =>
      fc.record({
        name: fc.constant(name),
        changed: fc.dictionary(
          fc.constantFrom(...sectionsOf(name), "nfm:other", "aws:region"),
          fc.jsonValue({ maxDepth: 4 }),
        ),
      }),
    );
    fc.assert(
      fc.property(cases, ({ name, changed }) => {
        const lines = refusals({ ...shipped[name], ...changed });
        assert.deepEqual(lines, [...new Set(lines)].sort());
        for (const line of lines) assert.match(line, /^(nfm|aws):.+: got .+; allowed: .+; fix: .+$/);
        assert.deepEqual(refusals({ ...shipped[name], ...changed }), lines);
      }),
      { numRuns: 300 },
    );
  });

  for (const name of names) {
    it(`may also have, with workload ${name}, settings inside its sections that are of any type: still only lines`, () => {
      const { properties = {} } = z.toJSONSchema(workloads[name], { io: "input" }) as Node;
      const own = Object.entries(properties)
        .filter(([key]) => key !== "workload" && !secretKeys.includes(key))
        .map(([key, node]): [string, Node] => [`nfm:${key}`, node]);
      const values = fc.subarray(own, { minLength: 1, maxLength: 2 }).chain(recordOf);
      let taken = 0;
      fc.assert(
        fc.property(values, (changed) => {
          const sections = Object.entries(changed).map(([key, value]) => [
            key,
            merged(shipped[name][key], value),
          ]);
          const lines = refusals({ ...shipped[name], ...(Object.fromEntries(sections) as FileConfig) });
          if (lines.length === 0) taken += 1;
          for (const line of lines) assert.match(line, /^nfm:.+: got .+; allowed: .+; fix: .+$/);
        }),
        { numRuns: 600 },
      );
      assert.ok(taken > 20, "hardly any values were right, so nothing beyond the form was asked");
    });

    it(`has, with workload ${name}, one more line for a mistyped key, which names the key that was meant`, () => {
      const sections = sectionsOf(name);
      const typed = fc
        .constantFrom(...sections)
        .chain((key) => typos(key.slice(4)).map((typo) => ({ key, typo })));
      fc.assert(
        fc.property(typed, ({ key, typo }) => {
          fc.pre(!sections.includes(`nfm:${typo}`));
          const [line = "", ...more] = refusals({ ...shipped[name], [`nfm:${typo}`]: {} });
          assert.ok(line.startsWith(`nfm:${typo}: got key "${typo}"; `), line);
          assert.ok(line.endsWith(`; fix: rename it to ${key}`), line);
          assert.deepEqual(more, []);
        }),
      );
    });
  }
});

describe("nearestRegion", () => {
  it("forgives one slip within a continent, and never sends a stack to another one or to one of several", () => {
    const meant = {
      "ap-notheast-1": "ap-northeast-1",
      "AP-Northeast-1": "ap-northeast-1",
      "eu-centra-1": "eu-central-1",
      "eu-south-1": undefined,
      "me-south-1": undefined,
      "ap-northeast-4": undefined,
      "us-est-1": undefined,
      us: undefined,
      "": undefined,
    };
    for (const [given, region] of Object.entries(meant)) assert.equal(nearestRegion(given), region, given);
  });
});

describe("nearest", () => {
  it("finds a known word by small mistakes, and nothing that is far", () => {
    assert.equal(nearest("Monitors", ["monitors", "scope"]), "monitors");
    assert.equal(nearest("localResource", ["remoteResources", "localResources"]), "localResources");
    assert.equal(nearest("zebra", ["monitors", "scope"]), undefined);
    assert.equal(nearest("b", ["c", "a"]), "a");
  });
});
