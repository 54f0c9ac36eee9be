import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { documented, sections } from "./procedures.ts";

describe("the commands of docs/operations.md", () => {
  it("are followed by a test of this folder, section by section", () => {
    const files = readdirSync(import.meta.dirname).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("procedures."),
    );
    const texts = files.map((file) => readFileSync(join(import.meta.dirname, file), "utf8"));
    const headings = sections().map(({ heading }) => heading);
    assert.ok(headings.length >= 3);
    assert.deepEqual(
      headings.filter((heading) => !texts.some((text) => text.includes(`documented("${heading}"`))),
      [],
    );
  });

  it("are read as a shell would: steps apart, lines joined, comments gone, words filled in", () => {
    const words = { SCOPE_ID: "id", STACK: "dev" };
    assert.deepEqual(documented("Hand a scope over", words), [
      ["pulumi up", "pulumi destroy"],
      [
        "aws networkflowmonitor list-scopes",
        "pulumi import aws:networkflowmonitor/scope:Scope nfm-scope id --protect=false --generate-code=false " +
          "--parent 'parent=urn:pulumi:dev::nfm::aws-network-flow-monitor:index:Scope::nfm'",
        "pulumi up",
      ],
    ]);
  });
});
