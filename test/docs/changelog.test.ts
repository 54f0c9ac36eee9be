import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { workloads } from "../../stacks/schema.ts";

const changeLog = readFileSync("CHANGELOG.md", "utf8");
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

/** The part of the change log about one version. */
function entry(of: string): string {
  return changeLog.split(/^## /m).find((part) => part.startsWith(`${of}\n`)) ?? "";
}

/** The components of the package, by the names of their classes. */
function components(): string[] {
  return globSync("components/*/index.ts")
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/^export class (\w+) extends pulumi\.Comp/gm)])
    .map(([, name = ""]) => name)
    .sort();
}

describe("CHANGELOG.md", () => {
  it("has an entry for the version that is in package.json", () => {
    assert.notEqual(entry(version), "");
  });

  // Until 0.1.0 is out, all that there is belongs to it.
  it("names every component and workload of the first version", () => {
    const names = [...components(), ...Object.keys(workloads)];
    assert.equal(components().length, 6);
    assert.deepEqual(
      names.filter((name) => !entry("0.1.0").includes(`\`${name}\``)),
      [],
    );
  });
});
