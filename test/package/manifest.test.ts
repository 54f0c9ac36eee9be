import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const text = (file: string): string => readFileSync(join(root, file), "utf8");

interface LockEntry {
  name?: string;
  version?: string;
  hasInstallScript?: boolean;
}

const manifest = JSON.parse(text("package.json")) as {
  name: string;
  exports: Record<string, string | Record<string, string>>;
  bin: Record<string, string>;
  allowScripts: Record<string, boolean>;
  devDependencies: Record<string, string>;
  engines: Record<string, string>;
};
const lock = JSON.parse(text("package-lock.json")) as { packages: Record<string, LockEntry> };

describe("package.json", () => {
  it("says of every install script whether it runs, or npm 12 leaves the machine without Node 24", () => {
    const withScripts = Object.entries(lock.packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path, entry]) => entry.name ?? path.replace(/^.*node_modules\//, ""));
    assert.deepEqual(Object.keys(manifest.allowScripts).sort(), [...new Set(withScripts)].sort());
    assert.deepEqual(
      Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed),
      [["node", true]],
    );
  });

  it("pins every development tool, or a fresh clone tests something else than we did", () => {
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
    }
    assert.match(manifest.devDependencies.node ?? "", /^24\./);
    assert.equal(manifest.engines.node, ">=22.18");
  });

  it("points every export and command at a file that the build writes", () => {
    const targets = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === "string" ? [entry] : Object.values(entry),
    );
    for (const target of [...targets, ...Object.values(manifest.bin)]) {
      const source = target.replace("dist/", "").replace(/\.d\.ts$|\.js$/, ".ts");
      assert.ok(existsSync(join(root, source)), `${target} has no source ${source}`);
    }
  });
});

describe("package-lock.json", () => {
  it("names no registry, or who installs through a mirror gets a foreign host", () => {
    assert.doesNotMatch(
      text("package-lock.json"),
      /"resolved"|https?:\/\/[^"]*(registry|npmjs|packages\.)[^"]*\.tgz/,
    );
    assert.match(text(".npmrc"), /^omit-lockfile-registry-resolved=true$/m);
  });

  it("is the manifest's: npm ci would refuse any other", () => {
    assert.deepEqual(
      (lock.packages[""] as unknown as typeof manifest).devDependencies,
      manifest.devDependencies,
    );
  });
});

describe(".npmrc", () => {
  it("does not enforce engines: a machine with Node 20 must get as far as installing Node 24", () => {
    assert.doesNotMatch(text(".npmrc"), /engine-strict/);
  });
});
