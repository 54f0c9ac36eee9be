import { parseArgs } from "node:util";
import { nearest } from "../engine/nearest.ts";
import { ProblemsError } from "../engine/problems.ts";
import type { Flag, Flags } from "./command.ts";

/** What parseArgs says about one word of the command line. */
type Token = NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number];
type OptionToken = Extract<Token, { kind: "option" }>;

/**
 * Reads the words after a command's name. A flag that is given twice keeps both values; who takes one takes the
 * last, so that `npm run plan -- --stack prod` overrides the script's own. Throws a ProblemsError with every
 * problem at once.
 */
export function readFlags(command: string, words: readonly string[], known: Record<string, Flag>): Flags {
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(Object.entries(known).map(([name, { type }]) => [name, { type }])),
    strict: false,
    tokens: true,
  });
  const problems: string[] = [];
  const strings = new Map<string, string[]>();
  const booleans = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "positional") {
      problems.push(`unexpected "${token.value}": nfm ${command} takes only flags`);
    } else if (token.kind === "option") {
      const problem = problemOf(command, token, known);
      if (problem !== undefined) problems.push(problem);
      else if (typeof token.value === "string") append(strings, token.name, token.value);
      else booleans.add(token.name);
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return { strings, booleans };
}

function problemOf(command: string, token: OptionToken, known: Record<string, Flag>): string | undefined {
  const flag = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
  if (flag === undefined)
    return unknown(
      "flag",
      token.rawName,
      Object.keys(known).map((name) => `--${name}`),
      command,
    );
  if (flag.type === "boolean") {
    return token.value === undefined ? undefined : `${token.rawName} takes no value: drop "=${token.value}"`;
  }
  const missing = token.value === undefined || (!token.inlineValue && token.value.startsWith("-"));
  if (missing) return `${token.rawName} needs a value: ${token.rawName} ${flag.value ?? "VALUE"}`;
  return undefined;
}

/** One line for a name that does not exist, with the nearest one that does. */
export function unknown(what: string, given: string, known: readonly string[], command = ""): string {
  const meant = nearest(given, known);
  const help = `nfm ${command}`.trim();
  const fix = meant === undefined ? `\`${help} --help\` lists them` : `did you mean ${meant}?`;
  return `unknown ${what} ${given}: ${fix}`;
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
