import assert from "node:assert/strict";
import {
  versionIsOld,
  versionNotice,
  versionSupport,
} from "../../components/pet-adoption-cluster/versions.ts";

describe("versionNotice", () => {
  it("says for each version in the table how it is supported, with a date and without a clock", () => {
    assert.match(
      versionNotice("1.35"),
      /^Kubernetes 1\.35 is in standard support until 2027-03-27; after that .*six times/,
    );
    assert.match(
      versionNotice("1.33"),
      /is in extended support since 2026-07-29, at six times the price, until 2027-07-29$/,
    );
    assert.match(versionNotice("1.30"), /left extended support on 2026-07-23/);
    assert.match(versionNotice("1.36"), /support dates unknown/);
    assert.deepEqual(
      versionSupport.filter((each) => versionIsOld(each.version)).map((each) => each.version),
      ["1.30", "1.31", "1.32", "1.33"],
    );
  });
});
