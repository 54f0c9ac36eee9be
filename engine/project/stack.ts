import { existsSync, readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Document } from "yaml";
import type { Answers } from "../answers.ts";
import { nearest } from "../nearest.ts";
import { ProblemsError } from "../problems.ts";
import type { Value } from "../values.ts";
import { matchesType, typeText } from "./check.ts";
import {
  configText,
  configValue,
  keyOf,
  mergeUnder,
  override,
  placeholder,
  placeholderText,
} from "./config.ts";
import { readEsc } from "./esc.ts";
import type { ConfigValue, Project, Stack } from "./types.ts";
import { entriesOf, readYaml } from "./yaml.ts";

/** What selects and changes a stack's configuration. */
export interface StackRequest {
  /** `dev`, or with its organization and project, `org/project/dev`. */
  stack: string;
  /**
   * Values that win over the stack file, by key: namespace and name, or a name of the project's own namespace, and a
   * path from there, such as `nfm:scope.mode`, which changes one part of a value.
   */
  overrides?: Record<string, string>;
  answers: Answers;
}

/** Names of the stacks that have a file beside the project, sorted. */
export function knownStacks(project: Project): string[] {
  if (!existsSync(project.stackDirectory)) return [];
  return readdirSync(project.stackDirectory)
    .flatMap((file) => /^Pulumi\.(.+)\.(?:yaml|yml|json)$/.exec(file)?.[1] ?? [])
    .sort();
}

/**
 * Reads a stack's configuration as the Pulumi CLI does, except that nothing is decrypted and no service is asked:
 * what that leaves open stands in `assumptions`. A project without any stack file has every stack, all without
 * configuration. Throws a ProblemsError with every problem.
 */
export function loadStack(project: Project, request: StackRequest): Stack {
  const parts = request.stack.split("/");
  const name = parts.at(-1) ?? "";
  const path = stackFile(project, name);
  const stack: Stack = {
    name,
    organization: parts.length === 3 ? (parts[0] ?? "organization") : "organization",
    config: new Map(),
    environmentVariables: {},
    assumptions: [],
  };
  const problems: string[] = [];
  const missing = path === undefined ? [] : readStackFile(project, path, request.answers, stack, problems);
  for (const [key, text] of Object.entries(request.overrides ?? {})) {
    try {
      override(stack.config, project.name, key, text);
    } catch (error) {
      problems.push(`--config ${key}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  applyDeclarations(project, stack, missing.length > 0, problems);
  if (problems.length > 0) throw new ProblemsError(problems);
  return stack;
}

function stackFile(project: Project, name: string): string | undefined {
  const extensions = [extname(project.file), ".yaml", ".yml", ".json"];
  const found = extensions
    .map((extension) => join(project.stackDirectory, `Pulumi.${name}${extension}`))
    .find((file) => existsSync(file));
  if (found !== undefined) return found;
  const known = knownStacks(project);
  if (known.length === 0) return undefined;
  const meant = nearest(name, known);
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  throw new ProblemsError([`stack "${name}" is unknown: this project has ${known.join(", ")}${hint}`]);
}

/** Fills the stack from its file; returns the ESC environments that nobody answered for. */
function readStackFile(
  project: Project,
  path: string,
  answers: Answers,
  stack: Stack,
  problems: string[],
): string[] {
  const file = basename(path);
  const document = readYaml(path);
  for (const [given, node] of entriesOf(document.get("config", true))) {
    const key = given.replace(/^([^:]+):config:/, "$1:");
    if (key.includes(":")) stack.config.set(key, fileValue(project, key, node, document, answers, stack));
    else problems.push(`${file}: config.${given}: has no namespace: write ${project.name}:${given}`);
  }
  const esc = readEsc(document, answers);
  for (const [key, value] of Object.entries(esc.pulumiConfig)) {
    const full = keyOf(project.name, key);
    stack.config.set(full, mergeUnder(stack.config.get(full), value));
  }
  Object.assign(stack.environmentVariables, esc.environmentVariables);
  stack.assumptions.push(...esc.assumptions);
  return esc.unanswered;
}

function fileValue(
  project: Project,
  key: string,
  node: unknown,
  document: Document,
  answers: Answers,
  stack: Stack,
): ConfigValue {
  const value = configValue(node, document);
  if (!value.secret) return value;
  const answer = answers.config[key];
  if (answer !== undefined) {
    stack.assumptions.push(`The secret ${key} has the value that the answers give.`);
    return { ...configText(answer), secret: true };
  }
  const type = project.config.find((declared) => declared.key === key)?.type;
  const text = value.json ? value.text : placeholder(type);
  const shown = value.json ? placeholderText : text;
  stack.assumptions.push(
    `The secret ${key} is not decrypted: the program gets the placeholder ${shown} in its place.`,
  );
  return { text, secret: true, json: value.json || type?.name === "array" || type?.name === "object" };
}

/** Source: pulumi/pulumi, pkg/workspace/config.go, ValidateStackConfigAndApplyProjectConfig. */
function applyDeclarations(project: Project, stack: Stack, incomplete: boolean, problems: string[]): void {
  for (const declared of project.config) {
    const given = stack.config.get(declared.key);
    const shown = declared.key.startsWith(`${project.name}:`)
      ? declared.key.slice(project.name.length + 1)
      : declared.key;
    if (given === undefined) {
      if (declared.fallback !== undefined) stack.config.set(declared.key, configText(declared.fallback));
      else if (!incomplete) problems.push(`Stack '${stack.name}' is missing configuration value '${shown}'`);
      continue;
    }
    if (declared.secret && !given.secret) {
      problems.push(
        `Stack '${stack.name}' with configuration key '${shown}' must be encrypted as it's secret`,
      );
    }
    if (declared.type === undefined) continue;
    const value = given.json ? (JSON.parse(given.text) as Value) : given.text;
    if (matchesType(declared.type, value)) continue;
    const type = typeText(declared.type);
    problems.push(`Stack '${stack.name}' with configuration key '${shown}' must be of type '${type}'`);
  }
}
