import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { generatedValues } from "../../engine/generated.ts";
import { nearest } from "../../engine/nearest.ts";
import { bagWithoutOutputs, outputDependencies, revealedBag, withOutputs } from "../../engine/outputs.ts";
import { isUrn, makeUrn, nameOf, packageOf, qualifiedType, typeOf } from "../../engine/urn.ts";
import { secret, SIGNATURE, signatures, UNKNOWN, type Value, type Values } from "../../engine/values.ts";
import { satisfies } from "../../engine/version.ts";
import { fromStruct, toStruct } from "../../engine/wire.ts";

const key = fc
  .string({ minLength: 1, maxLength: 6 })
  .filter((text) => text !== "__proto__" && text !== SIGNATURE);
const { value: plainValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Value>(null, true, UNKNOWN, 1.5),
    fc.string({ maxLength: 5 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<Values>,
  ),
}));
const bag = fc.dictionary(key, plainValue, { maxKeys: 4, noNullPrototype: true });

describe("values on the wire", () => {
  it("come back as they went, or inputs would change in the plan", () => {
    fc.assert(fc.property(bag, (values) => assert.deepEqual(fromStruct(toStruct(values)), values)));
  });

  it("lose their output marks, and nothing else", () => {
    fc.assert(
      fc.property(bag, fc.array(fc.constantFrom("urn:a", "urn:b"), { minLength: 1 }), (values, urns) => {
        const dependencies = Object.fromEntries(Object.keys(values).map((name) => [name, urns]));
        const marked = withOutputs(values, dependencies);
        assert.deepEqual(bagWithoutOutputs(marked), values);
        for (const value of Object.values(marked))
          assert.deepEqual(outputDependencies(value), [...new Set(urns)].sort());
      }),
    );
  });

  it("keep secrets through output marks", () => {
    const marked = withOutputs({ a: secret("x"), b: secret(UNKNOWN) }, { a: ["urn:a"], b: ["urn:b"] });
    assert.deepEqual(marked.a, {
      [SIGNATURE]: signatures.output,
      value: "x",
      secret: true,
      dependencies: ["urn:a"],
    });
    assert.deepEqual(bagWithoutOutputs(marked), { a: secret("x"), b: secret(UNKNOWN) });
  });

  it("are opened for models at any depth", () => {
    assert.deepEqual(revealedBag({ a: [secret({ b: secret(1) })], c: 2 }), { a: [{ b: 1 }], c: 2 });
  });
});

describe("URNs", () => {
  const group = "urn:pulumi:dev::shop::shop:index:Group::g";

  it("hold the types of the parents, without the stack's", () => {
    const stack = makeUrn("dev", "shop", "", "pulumi:pulumi:Stack", "shop-dev");
    assert.equal(stack, "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev");
    assert.equal(makeUrn("dev", "shop", stack, "shop:index:Group", "g"), group);
    assert.equal(
      makeUrn("dev", "shop", group, "aws:s3/bucket:Bucket", "b"),
      "urn:pulumi:dev::shop::shop:index:Group$aws:s3/bucket:Bucket::b",
    );
  });

  it("give back their parts, also of a name with colons", () => {
    const urn = makeUrn("dev", "shop", group, "aws:s3/bucket:Bucket", "a::b");
    assert.deepEqual([typeOf(urn), nameOf(urn)], ["aws:s3/bucket:Bucket", "a::b"]);
    assert.equal(qualifiedType(urn), "shop:index:Group$aws:s3/bucket:Bucket");
    assert.deepEqual([isUrn(urn), isUrn("urn:pulumi:dev"), isUrn("x::y::z::a")], [true, false, false]);
  });

  it("tell the package of a type, of a provider the one that it provides", () => {
    assert.deepEqual(["aws:s3/bucket:Bucket", "pulumi:providers:aws"].map(packageOf), ["aws", "aws"]);
  });
});

describe("generated values", () => {
  const format = (token: string) => `vpc-${token}`;

  it("are the same for the same output, in every run", () => {
    const [one, other] = [generatedValues(), generatedValues()];
    assert.equal(one.generate("urn:a", "id", format), other.generate("urn:a", "id", format));
    assert.match(one.generate("urn:a", "id", format), /^vpc-[0-9a-f]{17}$/);
    assert.deepEqual(one.list().length, 1);
  });

  it("differ between outputs, also where the format leaves little room", () => {
    const values = generatedValues();
    const short = (token: string) => token.slice(0, 2);
    const made = Array.from({ length: 150 }, (_, index) => values.generate(`urn:${index}`, "id", short));
    assert.equal(new Set(made).size, 150);
    assert.equal(values.generate("urn:7", "id", short), made[7]);
  });
});

describe("version ranges as Pulumi writes them", () => {
  for (const [range, expected] of [
    [">=3.0.0", true],
    [">=3.0.0 <4.0.0", true],
    [">3.259.0", false],
    ["<3.259.1", true],
    ["<=3.258.9", false],
    ["3.259.0", true],
    ["=3.259.0", true],
    ["==3.259.0", true],
    ["!3.259.0", false],
    ["!=3.258.0", true],
    ["3.x", true],
    ["4.x", false],
    ["3.259.*", true],
    [">= 3.100.0", true],
    ["<3.0.0 || >=3.200.0", true],
    ["<3.0.0 || >=4.0.0", false],
    [">=3.5.0 !3.7.7", true],
  ] as const) {
    it(`${range} ${expected ? "holds" : "does not hold"} for 3.259.0`, () => {
      assert.equal(satisfies("3.259.0", range), expected);
    });
  }

  it("that cannot be read are refused", () => {
    for (const range of ["", "three", ">=", ">=3.0.0 and <4"]) {
      assert.throws(() => satisfies("3.259.0", range), {
        message: `could not parse version range "${range}"`,
      });
    }
  });
});

describe("the nearest known name", () => {
  const known = ["region", "accountId", "partition"];

  it("is what the user probably meant, and nothing when nothing is near", () => {
    assert.equal(nearest("regoin", known), "region");
    assert.equal(nearest("accountid", known), "accountId");
    assert.equal(nearest("zone", known), undefined);
    assert.equal(nearest("x", []), undefined);
  });

  it("is found for any known name with one letter lost", () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(20), (name, at) => {
        const cut = at % name.length;
        assert.equal(nearest(name.slice(0, cut) + name.slice(cut + 1), known), name);
      }),
    );
  });
});
