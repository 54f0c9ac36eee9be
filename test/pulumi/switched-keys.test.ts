import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scopeOnly } from "./support.ts";
import { allKeys, switchedKeys } from "./switched-keys.ts";
import { ec2Switches } from "./switches/ec2.ts";
import { clusterSwitches, staging } from "./switches/eks.ts";
import { workloadSwitches } from "./switches/eks-workload.ts";
import { existingSwitches, guest } from "./switches/existing-cluster.ts";
import { scopeSwitches } from "./switches/scope.ts";
import { stackSwitches } from "./switches/stack.ts";
import { shipped } from "./world.ts";

/** Keys that no switch changes, and why. */
const exceptions: Record<string, string> = {
  "aws:region": "What is in another Region is another stack's, as stacks/README.md says.",
  "nfm:eks.vpc":
    "It stands instead of nfm:eks.network, and stacks/README.md says that neither changes in place: each goes out and " +
    "back by itself.",
};

const rows = [
  switchedKeys(shipped("dev"), ec2Switches),
  switchedKeys(staging, [...clusterSwitches, ...workloadSwitches, ...stackSwitches]),
  switchedKeys(guest, existingSwitches),
  switchedKeys(scopeOnly({ mode: "create" }, "watch"), scopeSwitches),
];
const inPlace = new Set(rows.flatMap((row) => [...row.inPlace]));
const outAndBack = new Set(rows.flatMap((row) => [...row.outAndBack]).filter((key) => !inPlace.has(key)));

describe("the switches that are tried under the real engine", () => {
  it("change every key of the settings, but for those with a reason", () => {
    const tried = new Set([...inPlace, ...outAndBack, ...Object.keys(exceptions)]);
    assert.deepEqual(
      [...allKeys()].filter((key) => !tried.has(key)),
      [],
    );
  });

  it("change no key that the settings do not have", () => {
    const known = allKeys();
    assert.deepEqual(
      [...inPlace, ...outAndBack].filter((key) => !known.has(key)),
      [],
    );
  });

  it("have no exception that is none, or is of no key", () => {
    const known = allKeys();
    const stale = Object.keys(exceptions).filter(
      (key) => !known.has(key) || inPlace.has(key) || outAndBack.has(key),
    );
    assert.deepEqual(stale, []);
  });

  it("go out and back for those keys alone of which stacks/README.md says that they cannot change in place", () => {
    const file = join(import.meta.dirname, "..", "..", "stacks", "README.md");
    const [, section = ""] = readFileSync(file, "utf8").split("## What cannot change in place\n");
    const [text = ""] = section.split("\n## ");
    const named = (key: string) =>
      key
        .split(".")
        .slice(1)
        .some((word) => text.includes(`\`${word}\``));
    assert.deepEqual(
      [...outAndBack].filter((key) => !named(key)),
      [],
    );
  });
});
