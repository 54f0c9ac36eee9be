import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isScalar } from "yaml";
import { ProblemsError } from "../problems.ts";
import { splitArguments } from "./arguments.ts";
import { declarations } from "./declarations.ts";
import type { Project, RuntimeOptions } from "./types.ts";
import { entriesOf, readYaml, scalarText } from "./yaml.ts";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
const ADVICE = "run this in a Pulumi project, or name its folder with --cwd";

/**
 * The project file of a folder or of the nearest folder above it. Throws a ProblemsError when there is none, or when the
 * folder does not exist.
 */
export function findProjectFile(from: string): string {
  const given = from === "." ? "this folder" : from;
  if (!existsSync(from)) throw new ProblemsError([`${given} does not exist: ${ADVICE}`]);
  if (!statSync(from).isDirectory()) throw new ProblemsError([`${given} is not a folder: ${ADVICE}`]);
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = PROJECT_FILES.map((name) => join(folder, name)).find((file) => existsSync(file));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) {
      throw new ProblemsError([`no Pulumi.yaml in ${given} or above it: ${ADVICE}`]);
    }
  }
}

/**
 * Reads the Pulumi project that a folder belongs to, by the rules of the Pulumi CLI and its Node.js language host.
 * Throws a ProblemsError with every problem of the file.
 */
export function loadProject(folder: string): Project {
  const path = findProjectFile(folder);
  const file = basename(path);
  const root = dirname(path);
  const problems: string[] = [];
  const document = readYaml(path);
  const nodes = new Map(entriesOf(document.contents));
  const name = scalarText(nodes.get("name"));
  if (name === undefined || name === "") problems.push(`${file}: name is missing: give the project a name`);
  const runtime = runtimeOptions(file, nodes.get("runtime"), problems);
  const main = scalarText(nodes.get("main"));
  const entry = programEntry(file, root, main, problems);
  // Before there was stackConfigDir, a text under config named the folder of the stack files.
  const stackDirectory = scalarText(nodes.get("stackConfigDir")) ?? scalarText(nodes.get("config")) ?? ".";
  const config = declarations(file, name ?? "", document, problems);
  if (problems.length > 0) throw new ProblemsError(problems);
  return {
    name: name ?? "",
    root,
    file,
    runtime,
    ...(main !== undefined && { main }),
    ...entry,
    config,
    stackDirectory: resolve(root, stackDirectory),
  };
}

/** Source: pulumi/pulumi, pkg/engine/project.go, getPwdMain. */
function programEntry(
  file: string,
  root: string,
  main: string | undefined,
  problems: string[],
): Pick<Project, "programDirectory" | "entryPoint"> {
  if (main === undefined || main === "") return { programDirectory: root, entryPoint: "." };
  const path = resolve(root, main);
  if (!existsSync(path)) {
    problems.push(`${file}: main: no file or folder "${main}": name the program, relative to ${file}`);
    return { programDirectory: root, entryPoint: "." };
  }
  if (statSync(path).isDirectory()) return { programDirectory: path, entryPoint: "." };
  return { programDirectory: dirname(path), entryPoint: basename(path) };
}

/** Source: pulumi/pulumi, sdk/nodejs/cmd/pulumi-language-nodejs/main.go, parseOptions. */
function runtimeOptions(file: string, node: unknown, problems: string[]): RuntimeOptions {
  const text = scalarText(node);
  const parts = new Map(entriesOf(node));
  const name = text ?? scalarText(parts.get("name"));
  if (name === undefined || name === "") {
    problems.push(`${file}: runtime is missing: write "runtime: nodejs"`);
  } else if (name !== "nodejs") {
    problems.push(
      `${file}: runtime: "${name}" is not supported: only programs of the nodejs runtime are planned`,
    );
  }
  const options = new Map(entriesOf(parts.get("options")));
  const typescript = optionOf(file, options, "typescript", "boolean", problems);
  const nodeargs = optionOf(file, options, "nodeargs", "string", problems);
  const tsconfig = optionOf(file, options, "tsconfig", "string", problems);
  return {
    typescript: typescript !== false,
    nodeargs: typeof nodeargs === "string" ? splitArguments(nodeargs) : [],
    ...(typeof tsconfig === "string" && tsconfig !== "" && { tsconfig }),
  };
}

function optionOf(
  file: string,
  options: ReadonlyMap<string, unknown>,
  key: string,
  type: "boolean" | "string",
  problems: string[],
): unknown {
  const node = options.get(key);
  if (node === undefined) return undefined;
  const value: unknown = isScalar(node) ? node.value : undefined;
  if (typeof value === type) return value;
  problems.push(`${file}: runtime.options.${key}: must be a ${type}`);
  return undefined;
}
