import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withPlan } from "../../scripts/readme.ts";

const readme = readFileSync("README.md", "utf8");
const documents = ["README.md", ...globSync(["docs/*.md", "components/*/README.md", "stacks/*.md"]).sort()];

describe("README", () => {
  it("shows the plan that is committed, not one of another day", () => {
    assert.equal(withPlan(readme, readFileSync("plans/dev.txt", "utf8")), readme, "run `npm run plans`");
  });

  it("says where it describes EKS that the AWS CLI is needed, and links its first deployment", () => {
    const [line = ""] = /^\| EKS .+$/m.exec(readme) ?? [];
    assert.match(line, /AWS CLI on the PATH/);
    assert.ok(readme.includes("(docs/first-deploy-eks.md)"));
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

/** The anchors that GitHub gives to the headings of a document. */
function anchors(markdown: string): string[] {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading.toLowerCase());
  return headings.map((heading) => heading.replaceAll(/[^\w\s-]/g, "").replaceAll(" ", "-"));
}

describe("documents", () => {
  for (const document of documents) {
    it(`${document} links only to headings that exist`, () => {
      const links = [...readFileSync(document, "utf8").matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)];
      const broken = links.filter(([, link = "", anchor = ""]) => {
        const target = link === "" ? document : join(dirname(document), link);
        return existsSync(target) && !anchors(readFileSync(target, "utf8")).includes(anchor);
      });
      assert.deepEqual(
        broken.map(([link]) => link),
        [],
      );
    });

    it(`${document} links only to what exists`, () => {
      const links = [...readFileSync(document, "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
      const broken = links
        .map(([, link]) => link ?? "")
        .filter((link) => !existsSync(join(dirname(document), link)));
      assert.deepEqual(broken, []);
    });
  }
});
