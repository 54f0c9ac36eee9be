import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";

/** What every component's README answers, whatever else it says. */
const answered = ["Cost", "Leaving", "What can go wrong"];

describe("READMEs of components", () => {
  for (const document of globSync("components/*/README.md").sort()) {
    it(`${document} says what it costs, how to leave, and what can go wrong`, () => {
      const headings = [...readFileSync(document, "utf8").matchAll(/^## (.+)$/gm)].map(([, each]) => each);
      assert.deepEqual(
        answered.filter((heading) => !headings.includes(heading)),
        [],
      );
    });
  }
});
