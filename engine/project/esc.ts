import { isMap, isScalar, isSeq, type Document } from "yaml";
import type { Answers } from "../answers.ts";
import { isValues, type Value, type Values } from "../values.ts";
import { toValue } from "./declarations.ts";

/** What the `environment` of a stack file provides without asking the ESC service. */
export interface Esc {
  pulumiConfig: Values;
  environmentVariables: Record<string, string>;
  assumptions: string[];
  /** Names of environments that nobody answered for. */
  unanswered: string[];
}

/**
 * Reads the ESC part of a stack file. Imports are known only from the answers; values written in the file itself are
 * used as far as they are literal. Later imports win over earlier ones, the file's own values over both.
 */
export function readEsc(document: Document, answers: Answers): Esc {
  const esc: Esc = { pulumiConfig: {}, environmentVariables: {}, assumptions: [], unanswered: [] };
  const node = document.get("environment", true);
  for (const name of importsOf(isMap(node) ? node.get("imports", true) : node)) {
    const answer = answers.esc[name];
    if (answer === undefined) {
      esc.unanswered.push(name);
      esc.assumptions.push(
        `The ESC environment ${name} is not opened: what it provides is missing, unless --answers gives it.`,
      );
      continue;
    }
    esc.assumptions.push(`The ESC environment ${name} provides what the answers give.`);
    Object.assign(esc.pulumiConfig, answer.pulumiConfig);
    Object.assign(esc.environmentVariables, answer.environmentVariables);
  }
  const own = isMap(node) ? toValue(node.get("values", true), document) : undefined;
  if (isValues(own)) literalValues(own, esc);
  return esc;
}

function importsOf(node: unknown): string[] {
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    if (isScalar(item)) return [String(item.value)];
    // An import with options is a mapping from the name to the options.
    return isMap(item)
      ? item.items.map((pair) => String(isScalar(pair.key) ? pair.key.value : pair.key))
      : [];
  });
}

function literalValues(own: Values, esc: Esc): void {
  for (const [key, value] of Object.entries(isValues(own.pulumiConfig) ? own.pulumiConfig : {})) {
    if (isLiteral(value)) esc.pulumiConfig[key] = value;
    else esc.assumptions.push(`The ESC value pulumiConfig.${key} is computed by the service: it is missing.`);
  }
  for (const [key, value] of Object.entries(
    isValues(own.environmentVariables) ? own.environmentVariables : {},
  )) {
    if (isLiteral(value))
      esc.environmentVariables[key] = typeof value === "string" ? value : JSON.stringify(value);
    else
      esc.assumptions.push(
        `The ESC value environmentVariables.${key} is computed by the service: it is missing.`,
      );
  }
}

/** Whether a value needs no function (`fn::…`) and no interpolation (`${…}`). */
function isLiteral(value: Value): boolean {
  if (typeof value === "string") return !value.includes("${");
  if (Array.isArray(value)) return value.every(isLiteral);
  if (!isValues(value)) return true;
  return Object.entries(value).every(([key, item]) => !key.startsWith("fn::") && isLiteral(item));
}
