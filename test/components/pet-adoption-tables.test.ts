import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCidr } from "../../components/pet-adoption-cluster/cidr.ts";
import {
  versionIsOld,
  versionNotice,
  versionSupport,
} from "../../components/pet-adoption-cluster/versions.ts";

describe("parseCidr", () => {
  it("reads what it should and nothing else, or a malformed range would reach AWS", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), fc.integer({ min: 0, max: 32 }), (octets, prefix) => {
        const address = octets.reduce((sum, part) => sum * 256 + part, 0);
        const aligned = BigInt(address) % (1n << BigInt(32 - prefix)) === 0n;
        const parsed = parseCidr(`${octets.join(".")}/${String(prefix)}`);
        assert.deepEqual(parsed, aligned ? { address, prefix } : undefined);
      }),
    );
  });
});

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
