import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const readme = readFileSync("README.md", "utf8");
const documents = ["README.md", ...globSync(["docs/*.md", "components/*/README.md", "stacks/*.md"]).sort()];

describe("README", () => {
  it("shows the plan that is committed, not one of another day", () => {
    const shown = /```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    assert.ok(shown.length > 1000, "the README shows no plan");
    assert.ok(
      readFileSync("plans/dev.txt", "utf8").startsWith(shown),
      "the README's plan differs from plans/dev.txt",
    );
  });

  it("names only npm scripts that exist, so that its commands can be typed", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm (?:run )?(\w+)/g)]
      .map(([, script]) => script ?? "")
      .filter((each) => each !== "ci");
    assert.deepEqual(
      named.filter((script) => !["install"].includes(script) && !(script in scripts)),
      [],
    );
  });
});

describe("documents", () => {
  for (const document of documents) {
    it(`${document} links only to what exists`, () => {
      const links = [...readFileSync(document, "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
      const broken = links
        .map(([, link]) => link ?? "")
        .filter((link) => !existsSync(join(dirname(document), link)));
      assert.deepEqual(broken, []);
    });
  }
});
