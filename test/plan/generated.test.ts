import assert from "node:assert/strict";
import fc from "fast-check";
import type { GeneratedValue } from "../../engine/types.ts";
import { findGenerated, indexGenerated } from "../../plan/generated.ts";

const token = "0a1b2c3d4e5f60718";
const other = "f0e1d2c3b4a596877";

function value(content: string, property = "id"): GeneratedValue {
  return { value: content, urn: "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::net", property };
}

/** What was found in a text: whole values as they stand, fragments in parentheses. */
function found(content: string, ...generated: GeneratedValue[]): string[] {
  return findGenerated(content, indexGenerated(generated)).map(({ start, end, values }) =>
    values.length > 0 ? content.slice(start, end) : `(${content.slice(start, end)})`,
  );
}

describe("made-up values in a text", () => {
  it("are found whole, alone and inside longer text, more than once", () => {
    const id = value(`vpc-${token}`);
    assert.deepEqual(found(`vpc-${token}`, id), [`vpc-${token}`]);
    assert.deepEqual(found(`{"a":"vpc-${token}","b":"vpc-${token}/x"}`, id), [
      `vpc-${token}`,
      `vpc-${token}`,
    ]);
  });

  it("are found by the longest value where one holds another", () => {
    const id = value(`vpc-${token}`);
    const arn = value(`arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-${token}`, "arn");
    assert.deepEqual(found(`[${arn.value}]`, id, arn), [arn.value]);
    assert.deepEqual(found(`[vpc-${token}]`, id, arn), [`vpc-${token}`]);
  });

  it("are found where the value carries the tokens of two resources", () => {
    const table = value(`rtb-${token}`);
    const route = value(`r-rtb-${token}1080289494`);
    const both = value(`${token}/${other}`);
    assert.deepEqual(found(`x r-rtb-${token}1080289494 y`, table, route), [`r-rtb-${token}1080289494`]);
    assert.deepEqual(found(`x ${token}/${other} y rtb-${token}`, both, table), [
      `${token}/${other}`,
      `rtb-${token}`,
    ]);
  });

  it("are found when hexadecimal digits touch them", () => {
    assert.deepEqual(found(`cafe${token}beef`, value(token)), [token]);
  });

  it("leave a fragment when only the token is there, in any case", () => {
    assert.deepEqual(found(`subnet of ${token}`, value(`vpc-${token}`)), [`(${token})`]);
    assert.deepEqual(found(`VPC-${token.toUpperCase()}`, value(`vpc-${token}`)), [
      `(${token.toUpperCase()})`,
    ]);
  });

  it("are found by their rarest digits when they hold no token, not by the account in every ARN", () => {
    const arn = "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/";
    const scope = value(`${arn}0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f`);
    const second = value(`${arn}1a1b2c3d-0a1b-4a1b-8a1b-1a1b2c3d4e5f`);
    assert.deepEqual(found(`account 123456789012`, scope, second), []);
    assert.deepEqual(found(`<${second.value}>`, scope, second), [second.value]);
    assert.deepEqual(found("site-1a2b3c4", value("site-1a2b3c4", "name")), ["site-1a2b3c4"]);
  });

  it("are found when they hold no hexadecimal digits at all", () => {
    const host = value("203.0.113.17", "publicIp");
    assert.deepEqual(found("http://203.0.113.17/", host), ["203.0.113.17"]);
    assert.deepEqual(found("80", value("80", "port")), ["80"]);
    assert.deepEqual(found("8080", value("80", "port")), []);
  });

  it("never overlap, and cover every token, for any mixture", () => {
    const tokens = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{17}$/), { minLength: 1, maxLength: 4 });
    const glue = fc.constantFrom("", "-", "/", "a", "0", ":", '"', " ");
    fc.assert(
      fc.property(tokens, fc.array(fc.tuple(glue, fc.nat()), { maxLength: 8 }), (all, parts) => {
        const generated = all.flatMap((one) => [
          value(`id-${one}`),
          value(`arn:x/id-${one}`, "arn"),
          value(one, "token"),
        ]);
        const content = parts.map(([join, at]) => join + generated[at % generated.length]!.value).join("");
        const findings = findGenerated(content, indexGenerated(generated));
        let left = "";
        let from = 0;
        for (const { start, end } of findings) {
          assert.ok(start >= from);
          left += `${content.slice(from, start)}|`;
          from = end;
        }
        left += content.slice(from);
        for (const one of all) assert.ok(!left.includes(one), left);
      }),
    );
  });
});
