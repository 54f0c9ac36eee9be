import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isMap, isScalar, parseDocument, type Document } from "yaml";
import { ProblemsError } from "../problems.ts";

/** Reads a YAML or JSON file. Throws a ProblemsError that names the file, not its folder. */
export function readYaml(file: string): Document {
  const document = parseDocument(readFileSync(file, "utf8"), { version: "1.2" });
  const problems = document.errors.map(
    (error) => `${basename(file)}: ${error.message.split("\n")[0] ?? "is not valid YAML"}`,
  );
  if (problems.length > 0) throw new ProblemsError(problems);
  return document;
}

/** The entries of a mapping node, with the node of each value; none when the node is absent or empty. */
export function entriesOf(node: unknown): [key: string, value: unknown][] {
  if (!isMap(node)) return [];
  return node.items.map((item) => [String(isScalar(item.key) ? item.key.value : item.key), item.value]);
}

/** A scalar as the file spells it (`007` stays `007`), or undefined when the node is no scalar. */
export function scalarText(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === "string") return node.value;
  return node.value === null ? "" : (node.source ?? JSON.stringify(node.value));
}
