import assert from "node:assert/strict";
import fc from "fast-check";
import { workloads } from "../../stacks/schema.ts";
import { nearest } from "../../stacks/nearest.ts";
import { refusals, shippedConfig } from "../support/stack-config.ts";

const dev = shippedConfig("dev");
const sections = Object.keys(workloads.ec2.shape).map((key) => `nfm:${key}`);

/** One letter left out, doubled or replaced, but never the first: what people mistype. */
function typos(word: string): fc.Arbitrary<string> {
  const at = fc.integer({ min: 1, max: word.length - 1 });
  return fc.tuple(at, fc.constantFrom("drop", "double", "replace")).map(([index, how]) => {
    const [before, letter, after] = [word.slice(0, index), word.charAt(index), word.slice(index + 1)];
    if (how === "drop") return before + after;
    return how === "double" ? before + letter + letter + after : `${before}x${after}`;
  });
}

describe("the configuration of a stack, whatever it holds", () => {
  it("is taken or refused in whole lines, sorted, each once: never a crash, never a value that is not text", () => {
    const values = fc.dictionary(
      fc.constantFrom(...sections, "nfm:other", "aws:region"),
      fc.jsonValue({ maxDepth: 4 }),
    );
    fc.assert(
      fc.property(values, (changed) => {
        const lines = refusals({ ...dev, ...changed });
        assert.deepEqual(lines, [...new Set(lines)].sort());
        for (const line of lines) assert.match(line, /^(nfm|aws):.+: got .+; allowed: .+; fix: .+$/);
        assert.deepEqual(refusals({ ...dev, ...changed }), lines);
      }),
      { numRuns: 150 },
    );
  });

  it("may also have settings inside its sections that are of any type: still only lines", () => {
    const settings = {
      "nfm:scope": ["mode", "owner", "scopeArn", "stackReference", "onDestroy", "createTimeoutMinutes"],
      "nfm:ec2": Object.keys(workloads.ec2.shape.ec2.unwrap().shape),
      "nfm:agent": Object.keys(workloads.ec2.shape.agent.unwrap().shape),
    };
    const monitor = fc.dictionary(
      fc.constantFrom("over", "number", "localResources", "remoteResources"),
      fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.array(
          fc.record({
            type: fc.constantFrom("AWS::Region", "AWS::EC2::VPC", "x"),
            identifier: fc.jsonValue(),
          }),
        ),
      ),
    );
    const section = (key: keyof typeof settings) =>
      fc.dictionary(fc.constantFrom(...settings[key]), fc.jsonValue({ maxDepth: 2 }));
    const values = fc.record({
      "nfm:scope": section("nfm:scope"),
      "nfm:ec2": section("nfm:ec2"),
      "nfm:agent": section("nfm:agent"),
      "nfm:monitors": fc.dictionary(fc.constantFrom("a", "b"), monitor),
    });
    fc.assert(
      fc.property(values, (changed) => {
        for (const line of refusals({ ...dev, ...changed }))
          assert.match(line, /^nfm:.+: got .+; allowed: .+; fix: .+$/);
      }),
      { numRuns: 150 },
    );
  });

  it("has one more line for a mistyped key, which names the key that was meant", () => {
    const typed = fc
      .constantFrom(...sections)
      .chain((key) => typos(key.slice(4)).map((typo) => ({ key, typo })));
    fc.assert(
      fc.property(typed, ({ key, typo }) => {
        fc.pre(!sections.includes(`nfm:${typo}`));
        const [line = "", ...more] = refusals({ ...dev, [`nfm:${typo}`]: {} });
        assert.ok(line.startsWith(`nfm:${typo}: got key "${typo}"; `), line);
        assert.ok(line.endsWith(`; fix: rename it to ${key}`), line);
        assert.deepEqual(more, []);
      }),
    );
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
