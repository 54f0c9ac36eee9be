import assert from "node:assert/strict";
import fc from "fast-check";
import { agentConfiguration, normalised } from "../../components/eks-agent-rollout/configuration.ts";
import { memoryBytes, milliCpu } from "../../components/eks-agent-rollout/quantities.ts";
import { isAtLeast, versionNumbers } from "../../components/eks-agent-rollout/versions.ts";
import { sortedJson } from "../../components/shared/json.ts";
import { least } from "../support/eks-agent-rollout.ts";

const number = fc.nat(30);
const numbers = fc.tuple(number, number, number);

/** The same content with the keys of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.reverse());
}

/** Whether every object in a text has its keys in order; keys that are whole numbers come first in JavaScript. */
function keysInOrder(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const keys = Object.keys(value).filter((key) => !/^\d+$/.test(key));
  const ordered =
    Array.isArray(value) || keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key);
  return ordered && Object.values(value).every(keysInOrder);
}

describe("EksAgentRollout, for any input", () => {
  it("compares versions as their numbers compare, or v1.1.10 would be older than v1.1.9", () => {
    fc.assert(
      fc.property(numbers, numbers, number, (one, other, build) => {
        const version = `v${one.join(".")}-eksbuild.${String(build)}`;
        const weight = ([major, minor, patch]: [number, number, number]) =>
          (major * 100 + minor) * 100 + patch;
        assert.deepEqual(versionNumbers(version), [...one, build]);
        assert.equal(isAtLeast([...one, build], other.join(".")), weight(one) >= weight(other));
      }),
    );
  });

  it("calls no text a version that is none", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = `${before}v1.1.6-eksbuild.1${after}`;
        const isVersion = before === "" && /^\d*$/.test(after);
        assert.equal(versionNumbers(text) !== undefined, isVersion);
      }),
    );
    for (const text of ["", "v1.1-eksbuild.1", "v1.1.6-eksbuild.1\n", "v1.1.6.1", "v1.1.6+eksbuild.1"]) {
      assert.equal(versionNumbers(text), undefined);
    }
  });

  it("writes JSON that says the same, the same for any order of keys, or every up would show a change", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = sortedJson(value);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
        assert.equal(text, sortedJson(reversed(value)));
        assert.ok(keysInOrder(JSON.parse(text)));
      }),
    );
  });

  it("keeps every further setting, and its own above all", () => {
    const env = fc.dictionary(fc.constantFrom("RUST_LOG", "LOG_REPORTS", "Z"), fc.string());
    const extra = fc.dictionary(
      fc.constantFrom("affinity", "nodeSelector", "podLabels", "zone"),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(env, extra, (variables, settings) => {
        const text = JSON.stringify({ ...settings, env: variables });
        const sent = JSON.parse(agentConfiguration({ ...least, configuration: text })) as object;
        const openMetrics = {
          OPEN_METRICS: "off",
          OPEN_METRICS_ADDRESS: "127.0.0.1",
          OPEN_METRICS_PORT: 9109,
        };
        const expected = { ...settings, env: { ...variables, ...openMetrics } };
        assert.deepEqual(sent, JSON.parse(JSON.stringify(expected)));
        assert.deepEqual(JSON.parse(normalised(text) ?? ""), JSON.parse(text));
      }),
    );
    assert.equal(normalised(undefined), undefined);
  });

  it("reads amounts as Kubernetes does", () => {
    fc.assert(
      fc.property(fc.nat(100_000), (amount) => {
        assert.equal(milliCpu(`${String(amount)}m`), amount);
        assert.equal(milliCpu(String(amount)), amount * 1000);
        assert.equal(milliCpu((amount / 1000).toFixed(3)), amount);
        assert.equal(memoryBytes(String(amount)), amount);
      }),
    );
    const sizes = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
    for (const [suffix, factor] of Object.entries(sizes)) assert.equal(memoryBytes(`3${suffix}`), 3 * factor);
    for (const text of ["", "m", "1.5m", "1.0001", "1 ", "-1", "1e3", "x1m", "1mx"]) {
      assert.equal(milliCpu(text), undefined, text);
    }
    for (const text of ["", "Mi", "1.5Gi", "1K", "1ki", "1mi", "100m", "-1", "1 Mi", "x1Mi", "1Mix"]) {
      assert.equal(memoryBytes(text), undefined, text);
    }
  });
});
