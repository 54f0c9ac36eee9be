import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { describe, it } from "mocha";
import { findProjectFile, loadProject, ProblemsError } from "../../engine/index.ts";
import { splitArguments } from "../../engine/project/arguments.ts";
import { folderWith } from "./folder.ts";

const minimal = "name: shop\nruntime: nodejs\n";

function problemsOf(files: Record<string, string>): readonly string[] {
  try {
    loadProject(folderWith(files));
  } catch (error) {
    assert.ok(error instanceof ProblemsError, String(error));
    return error.problems;
  }
  throw new Error("the project was accepted");
}

describe("Pulumi.yaml", () => {
  it("is found in a folder above, as .yaml, .yml or .json", () => {
    const folder = folderWith({ "Pulumi.yml": minimal, "src/deep/index.ts": "" });
    assert.equal(findProjectFile(join(folder, "src", "deep")), join(folder, "Pulumi.yml"));
    const json = folderWith({ "Pulumi.json": '{"name":"shop","runtime":"nodejs"}' });
    assert.equal(loadProject(json).name, "shop");
  });

  it("that is nowhere gives one line, which names the folder as it was given and what is wrong with it", () => {
    const advice = "run this in a Pulumi project, or name its folder with --cwd";
    const message = `no Pulumi.yaml in / or above it: ${advice}`;
    assert.throws(() => findProjectFile("/"), { message });
    assert.throws(() => findProjectFile("/nonexistent/x"), {
      message: `/nonexistent/x does not exist: ${advice}`,
    });
    const file = join(folderWith({ "Pulumi.yaml": minimal }), "Pulumi.yaml");
    assert.throws(() => findProjectFile(file), { message: `${file} is not a folder: ${advice}` });
  });

  it("without main runs the folder, with TypeScript through ts-node", () => {
    const folder = folderWith({ "Pulumi.yaml": minimal });
    assert.deepEqual(loadProject(folder), {
      name: "shop",
      root: folder,
      file: "Pulumi.yaml",
      runtime: { typescript: true, nodeargs: [] },
      programDirectory: folder,
      entryPoint: ".",
      config: [],
      stackDirectory: folder,
    });
  });

  it("with a file as main runs it in its folder", () => {
    const folder = folderWith({ "Pulumi.yaml": `${minimal}main: src/program.ts\n`, "src/program.ts": "" });
    const { main, programDirectory, entryPoint } = loadProject(folder);
    assert.deepEqual(
      { main, programDirectory, entryPoint },
      {
        main: "src/program.ts",
        programDirectory: join(folder, "src"),
        entryPoint: "program.ts",
      },
    );
  });

  it("with a folder as main lets package.json there decide", () => {
    const folder = folderWith({ "Pulumi.yaml": `${minimal}main: src/\n`, "src/index.ts": "" });
    const { programDirectory, entryPoint } = loadProject(folder);
    assert.deepEqual([programDirectory, entryPoint], [join(folder, "src"), "."]);
  });

  it("gives runtime options as the language host reads them", () => {
    const options =
      "typescript: false, tsconfig: tsconfig.pulumi.json, nodeargs: --max-old-space-size=512 '--title=a b'";
    const folder = folderWith({
      "Pulumi.yaml": `name: shop\nruntime: {name: nodejs, options: {${options}}}\n`,
    });
    assert.deepEqual(loadProject(folder).runtime, {
      typescript: false,
      tsconfig: "tsconfig.pulumi.json",
      nodeargs: ["--max-old-space-size=512", "--title=a b"],
    });
  });

  it("names the folder of the stack files, also in the older way", () => {
    const folder = folderWith({ "Pulumi.yaml": `${minimal}stackConfigDir: stacks\n` });
    assert.equal(loadProject(folder).stackDirectory, join(folder, "stacks"));
    const older = folderWith({ "Pulumi.yaml": `${minimal}config: stacks\n` });
    assert.equal(loadProject(older).stackDirectory, join(older, "stacks"));
  });

  it("declares configuration, in short and in full", () => {
    const config =
      "config:\n  size: small\n  aws:region: eu-west-1\n  count: {type: integer, default: 2}\n" +
      "  names: {type: array, items: {type: string}}\n  password: {type: string, secret: true}\n";
    const folder = folderWith({ "Pulumi.yaml": minimal + config });
    assert.deepEqual(loadProject(folder).config, [
      { key: "shop:size", secret: false, fallback: "small" },
      { key: "aws:region", secret: false, fallback: "eu-west-1" },
      { key: "shop:count", secret: false, type: { name: "integer" }, fallback: 2 },
      { key: "shop:names", secret: false, type: { name: "array", items: { name: "string" } } },
      { key: "shop:password", secret: true, type: { name: "string" } },
    ]);
  });

  it("with several problems gives them all, one line each", () => {
    const text =
      "runtime: {name: nodejs, options: {typescript: 'no', nodeargs: [a], tsconfig: 1}}\nmain: missing.ts\n" +
      "config:\n  a: {type: number}\n  b: {type: array}\n  c: {type: integer, default: x}\n  aws:d: {type: string}\n" +
      "  e: {default: 1, value: 2}\n";
    assert.deepEqual(problemsOf({ "Pulumi.yaml": text }), [
      "Pulumi.yaml: name is missing: give the project a name",
      "Pulumi.yaml: runtime.options.typescript: must be a boolean",
      "Pulumi.yaml: runtime.options.nodeargs: must be a string",
      "Pulumi.yaml: runtime.options.tsconfig: must be a string",
      'Pulumi.yaml: main: no file or folder "missing.ts": name the program, relative to Pulumi.yaml',
      'Pulumi.yaml: config.a.type: "number" is no type: use one of string, integer, boolean, array, object',
      'Pulumi.yaml: config.b.items: an array says what its items are: add "items: {type: …}"',
      "Pulumi.yaml: config.c.default: is not of type integer",
      "Pulumi.yaml: config.aws:d: only keys of the project have a type: give a value instead",
      "Pulumi.yaml: config.aws:d: is a key of another namespace: give it a value",
      "Pulumi.yaml: config.e: has both a default and a value: keep one",
    ]);
  });

  for (const runtime of ["python", "go", "yaml", "dotnet", "java", "bun"]) {
    it(`of runtime ${runtime} gets one line`, () => {
      assert.deepEqual(problemsOf({ "Pulumi.yaml": `name: shop\nruntime: ${runtime}\n` }), [
        `Pulumi.yaml: runtime: "${runtime}" is not supported: only programs of the nodejs runtime are planned`,
      ]);
    });
  }

  it("without a runtime, or that is no YAML, gets one line", () => {
    assert.deepEqual(problemsOf({ "Pulumi.yaml": "name: shop\n" }), [
      'Pulumi.yaml: runtime is missing: write "runtime: nodejs"',
    ]);
    const [line = "", ...more] = problemsOf({ "Pulumi.yaml": "name: [shop\n" });
    assert.deepEqual(more, []);
    assert.match(line, /^Pulumi\.yaml: Flow sequence in block collection/);
  });
});

describe("arguments for node", () => {
  it("are split at spaces, quotes group and a backslash escapes", () => {
    assert.deepEqual(splitArguments(`  a  "b c" 'd "e' f\\ g "" h"i"j `), [
      "a",
      "b c",
      'd "e',
      "f g",
      "",
      "hij",
    ]);
    assert.deepEqual(splitArguments(""), []);
  });

  it("come back as they were, whatever stands in single quotes", () => {
    const words = fc.array(fc.string({ maxLength: 10 }).map((text) => text.replaceAll("'", "")));
    fc.assert(
      fc.property(words, (list) => {
        assert.deepEqual(splitArguments(list.map((word) => `'${word}'`).join(" ")), list);
      }),
    );
  });
});
