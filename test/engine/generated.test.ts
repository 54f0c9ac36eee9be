import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { generatedValues } from "../../engine/generated.ts";

describe("values that a run makes up", () => {
  it("stand each for one property of one resource, or the plan could not trace them", () => {
    const values = generatedValues();
    const coarse = (token: string) => `web-${token.slice(0, 1)}`;
    const made = ["a", "b", "c", "d"].map((urn) => values.generate(urn, "id", coarse));
    assert.equal(new Set(made).size, 4);
    assert.deepEqual(
      values.list(),
      ["a", "b", "c", "d"].map((urn, index) => ({ value: made[index], urn, property: "id" })),
    );
    assert.equal(values.generate("b", "id", coarse), made[1]);
  });

  it("are no reference where a format gives several resources one text, which must not stop the run", () => {
    const values = generatedValues();
    const fixed = () => "aws:elasticfilesystem";
    assert.equal(values.generate("a", "service", fixed), fixed());
    assert.deepEqual(values.list(), [{ value: fixed(), urn: "a", property: "service" }]);
    assert.equal(values.generate("b", "service", fixed), fixed());
    assert.equal(values.generate("c", "service", fixed), fixed());
    assert.equal(values.generate("a", "service", fixed), fixed());
    assert.deepEqual(values.list(), []);
  });
});
