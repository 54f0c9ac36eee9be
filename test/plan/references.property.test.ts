import assert from "node:assert/strict";
import fc from "fast-check";
import type { GeneratedValue } from "../../engine/types.ts";
import { UNKNOWN, type Value } from "../../engine/values.ts";
import { indexGenerated } from "../../plan/generated.ts";
import { findLeaks } from "../../plan/index.ts";
import { mergePasses, type Passes } from "../../plan/references.ts";
import { redactor } from "../../plan/secrets.ts";
import { bagOf, type PlanValue } from "../../plan/value.ts";
import { tokenOf } from "./simulate.ts";

const urns = ["a", "b", "c.d"].map((name) => `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`);
const generated: GeneratedValue[] = urns.flatMap((urn) => [
  { value: `id-${tokenOf(urn, "id")}`, urn, property: "id" },
  { value: `arn:aws:x:::${tokenOf(urn, "arn")}/${tokenOf(urn, "id")}`, urn, property: "arn" },
]);
const passes: Passes = {
  index: indexGenerated(generated),
  labels: new Map(urns.map((urn) => [urn, urn.slice(urn.lastIndexOf("::") + 2)])),
  resources: new Map(),
  componentOutputs: new Map(),
  redact: redactor(new Set()),
};
const nowhere = { dependencies: [] };

const texts = fc.oneof(fc.string(), fc.constantFrom("${a}", "$${", "${", "$", '{"x":"', '"}', "arn:", "/"));
const values = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Value>(null, true, 7, "text", "${a.id}"),
    fc
      .array(fc.oneof(texts, fc.constantFrom(...generated.map(({ value }) => value))), { maxLength: 6 })
      .map((parts) => parts.join("")),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "$text"), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** What a preview shows of an update's value: every text with something made up in it is unknown. */
function previewOf(value: Value): Value {
  if (typeof value === "string")
    return generated.some((item) => value.includes(item.value)) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(previewOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, previewOf(inner)]));
}

/** Puts the made-up values back where a plan value refers to them. */
function resolve(value: PlanValue): PlanValue {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== "object" || value === null) return value;
  const written = value.$reference ?? value.$text;
  if (typeof written === "string" && Object.keys(value).length === 1) {
    return written.replace(/\$\$|\$\{([^}]*)\}/g, (all, name: string | undefined) => {
      if (name === undefined) return "$";
      const item = generated.find(({ urn, property }) => name === `${passes.labels.get(urn)!}.${property}`);
      return item?.value ?? all;
    });
  }
  return Object.fromEntries(Object.entries(bagOf(value) ?? {}).map(([key, inner]) => [key, resolve(inner)]));
}

describe("values of two passes, whatever the program does", () => {
  it("let no made-up value through, and lose nothing: resolved, they are what the update had", () => {
    fc.assert(
      fc.property(values, (update) => {
        const merged = mergePasses(previewOf(update), update, nowhere, passes);
        assert.deepEqual(findLeaks(merged, generated), []);
        assert.deepEqual(resolve(merged), update);
      }),
      { numRuns: 2000 },
    );
  });

  it("never change what the preview knows, whatever the update has there", () => {
    fc.assert(
      fc.property(values, values, (known, update) => {
        const preview = previewOf(known);
        fc.pre(!JSON.stringify(preview).includes(UNKNOWN));
        assert.deepEqual(
          mergePasses(preview, update, nowhere, passes),
          mergePasses(preview, undefined, nowhere, passes),
        );
      }),
    );
  });

  it("let no made-up value through when the two passes have different shapes", () => {
    fc.assert(
      fc.property(values, values, (known, update) => {
        assert.deepEqual(findLeaks(mergePasses(previewOf(known), update, nowhere, passes), generated), []);
      }),
      { numRuns: 1000 },
    );
  });
});
