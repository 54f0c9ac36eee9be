import type { Plan } from "../plan.ts";
import { count, isOff } from "../verdict.ts";
import { flowLines } from "./flows.ts";
import { moneyLines } from "./money.ts";
import { bullet, painter, width, wrap, type Paint } from "./paint.ts";
import { resourceLines } from "./resources.ts";
import { routeLines } from "./routes.ts";
import { securityLines } from "./security.ts";
import { show, stringOf, type PlanValue } from "../value.ts";
import { watchedLines } from "./watched.ts";

/** How the text is written. */
export interface TextOptions {
  /** Every resource on its own line, with its inputs. Default: siblings folded, no inputs. */
  verbose?: boolean;
  /** ANSI colours. Default: none. */
  colour?: boolean;
}

/** The plan for a person to read: the verdict first, then what it means, then the resources. */
export function renderText(plan: Plan, options: TextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const verbose = options.verbose ?? false;
  const sections = [
    headLines(plan, paint),
    isOff(plan.watch) ? [] : watchedLines(plan, paint),
    isOff(plan.watch) ? [] : flowLines(plan, verbose, paint),
    routeLines(plan, paint),
    moneyLines(plan, verbose, paint),
    securityLines(plan, verbose, paint),
    resourceLines(plan, verbose, paint),
    outputLines(plan, paint),
    listLines(
      "Messages of the program",
      plan.diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
      paint,
    ),
    listLines("Taken as given", plan.assumptions, paint),
    listLines("Notes", notesOf(plan), paint),
  ];
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function headLines({ summary }: Plan, paint: Paint): string[] {
  const { create, read, components, madeAtDeployTime } = summary;
  const parts = [
    `${create} to create`,
    ...(read === 0 ? [] : [`${read} only read`]),
    count(components, "component"),
    ...(madeAtDeployTime === 0 ? [] : [`${madeAtDeployTime} made at deploy time`]),
  ];
  return [
    ...wrap(summary.verdict).map(paint.title),
    paint.dim("Simulated; not yet run against AWS."),
    "",
    `  ${parts.join(" · ")}`,
  ];
}

function outputLines(plan: Plan, paint: Paint): string[] {
  const entries = Object.entries(plan.outputs);
  if (entries.length === 0) return [];
  return [paint.title("Outputs"), ...entries.flatMap(([key, value]) => outputText(key, value))];
}

const shownItems = 3;

/** What fills more than two lines is cut, but for sentences: JSON has all of it. */
function outputText(key: string, value: PlanValue): string[] {
  const whole = `  ${key}: ${show(value)}`;
  if (whole.length <= 2 * width || stringOf(value) !== undefined) return wrap(whole, 4);
  if (!Array.isArray(value)) return [clipped(whole)];
  const more = value.length - shownItems;
  return [
    `  ${key}: ${count(value.length, "item")}`,
    ...value.slice(0, shownItems).flatMap((item) => {
      const line = `    - ${show(item)}`;
      return stringOf(item) === undefined ? [clipped(line)] : wrap(line, 6);
    }),
    ...(more > 0 ? [`    - and ${more} more, all in \`--format json\``] : []),
  ];
}

function clipped(line: string): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

function notesOf(plan: Plan): string[] {
  const plugins =
    plan.plugins.length === 0
      ? []
      : [`Provider plugins that a deployment downloads: ${plan.plugins.join(", ")}.`];
  return [...plan.notes, ...plugins];
}

function listLines(title: string, sentences: readonly string[], paint: Paint): string[] {
  return sentences.length === 0 ? [] : [paint.title(title), ...sentences.flatMap(bullet)];
}
