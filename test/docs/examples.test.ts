import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

/** What examples may use as the reader's own. */
const given = `
import type { Scope } from "aws-network-flow-monitor";
declare global {
  const scope: Scope;
  const scopeArn: string;
  const cluster: import("@pulumi/aws").eks.Cluster;
  const nodes: import("@pulumi/aws").eks.NodeGroup;
  const role: import("@pulumi/aws").iam.Role;
  const group: import("@pulumi/aws").autoscaling.Group;
}
`;

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  allowImportingTsExtensions: true,
  types: ["node"],
  paths: {
    "aws-network-flow-monitor": [resolve("components/index.ts")],
    "aws-network-flow-monitor/workloads": [resolve("components/workloads.ts")],
  },
};

/** Every `ts` example of the documents and of the components' docstrings, as a file that is not on disk. */
function examples(): Map<string, string> {
  const documents = [
    "README.md",
    ...globSync(["docs/*.md", "components/**/*.md", "components/**/*.ts"]).sort(),
  ];
  const found = new Map<string, string>();
  for (const document of documents) {
    const source = readFileSync(document, "utf8");
    const text = document.endsWith(".ts") ? source.replaceAll(/^ \* ?/gm, "") : source;
    [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].forEach(([, code = ""], index) => {
      const name = `${document.replaceAll(/\W/g, "-")}-${String(index + 1)}.ts`;
      found.set(resolve("test/docs", name), `${code}\nexport {};\n`);
    });
  }
  return found;
}

describe("examples in documents and docstrings", () => {
  it("compile as they are, so that what a reader copies works", function () {
    this.timeout(120_000);
    const files = examples();
    assert.ok(files.size >= 6, `only ${String(files.size)} examples found`);
    files.set(resolve("test/docs/given.d.ts"), given);
    const host = ts.createCompilerHost(options);
    const read = host.readFile.bind(host);
    const exists = host.fileExists.bind(host);
    host.readFile = (file) => files.get(file) ?? read(file);
    host.fileExists = (file) => files.has(file) || exists(file);
    const getSource = host.getSourceFile.bind(host);
    host.getSourceFile = (file, ...rest) => {
      const text = files.get(file);
      return text === undefined
        ? getSource(file, ...rest)
        : ts.createSourceFile(file, text, ts.ScriptTarget.ES2023);
    };
    const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host));
    const lines = diagnostics.map(({ file, messageText }) => {
      const where = file === undefined ? "" : file.fileName.slice(resolve("test/docs").length + 1);
      return `${where}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
    assert.deepEqual(lines, []);
  });
});
