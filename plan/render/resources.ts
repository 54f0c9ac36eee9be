import { typeName } from "../labels.ts";
import type { Plan, PlanResource } from "../plan.ts";
import { treeOf, type TreeNode } from "../tree.ts";
import { isBag, markOf, show, type PlanValue } from "../value.ts";
import { fitting, width, wrap, type Paint } from "./paint.ts";

/** The tree of resources by component; with `verbose` one line a resource and its inputs below. */
export function resourceLines(plan: Plan, verbose: boolean, paint: Paint): string[] {
  const nodes = treeOf(plan.resources, !verbose);
  const lines = [paint.title("Resources")];
  nodes.forEach((node, at) => nodeLines(node, "  ", at === nodes.length - 1, verbose, paint, lines));
  if (plan.madeAtDeployTime.length > 0) {
    lines.push("", paint.title("Made at deploy time, inside apply"));
    for (const { type, name } of plan.madeAtDeployTime)
      lines.push(`  ${paint.good("+")} ${typeName(type)} ${name}`);
  }
  return lines;
}

function nodeLines(
  node: TreeNode,
  indent: string,
  last: boolean,
  verbose: boolean,
  paint: Paint,
  lines: string[],
): void {
  const branch = indent + (last ? "└─ " : "├─ ");
  lines.push(paint.dim(branch) + nodeText(node, width - branch.length, paint));
  const inner = indent + (last ? "   " : "│  ");
  const first = node.resources[0];
  if (verbose && first !== undefined)
    inputLines(first, `${inner}${node.children.length > 0 ? "│" : " "}  `, paint, lines);
  node.children.forEach((child, at) =>
    nodeLines(child, inner, at === node.children.length - 1, verbose, paint, lines),
  );
}

function nodeText({ type, resources }: TreeNode, columns: number, paint: Paint): string {
  const first = resources[0];
  if (first === undefined) return "";
  if (!first.custom)
    return `${paint.name(first.name)}  ${paint.dim(type)}${first.remote ? paint.dim(" (remote)") : ""}`;
  const sign = first.read ? paint.dim("=") : paint.good("+");
  const kind = `${typeName(type)}${resources.length === 1 ? "" : ` × ${resources.length}`}`;
  const names = resources.map(({ name }) => name);
  return `${sign} ${kind}  ${paint.dim(fitting(names, columns - kind.length - 4))}`;
}

function inputLines(resource: PlanResource, indent: string, paint: Paint, lines: string[]): void {
  const dim = paint.dim(indent);
  if (resource.id !== undefined) lines.push(`${dim}id: ${show(resource.id)}`);
  for (const [key, value] of Object.entries(resource.inputs)) {
    for (const line of valueLines(key, value)) lines.push(dim + line);
  }
}

function valueLines(key: string, value: PlanValue): string[] {
  const nested = unfold(value);
  if (Array.isArray(nested) && nested.length > 0 && !fits(nested)) {
    return [`${key}:`, ...nested.flatMap((item) => itemLines(item))];
  }
  if (isBag(nested) && markOf(nested) === undefined && Object.keys(nested).length > 0) {
    return [
      `${key}:`,
      ...Object.entries(nested).flatMap(([inner, item]) =>
        valueLines(inner, item).map((line) => `  ${line}`),
      ),
    ];
  }
  const [head = "", ...rest] = show(nested).split("\n");
  return [...wrap(`${key}: ${head}`, 4, 88), ...rest.map((line) => `    ${line}`)];
}

function itemLines(item: PlanValue): string[] {
  const nested = unfold(item);
  const bag = isBag(nested) && markOf(nested) === undefined;
  const lines = bag
    ? Object.entries(nested).flatMap(([key, inner]) => valueLines(key, inner))
    : valueLines("", nested).map((line) => line.replace(/^: /, ""));
  return lines.map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`));
}

function fits(list: readonly PlanValue[]): boolean {
  return (
    list.every((item) => !Array.isArray(item) && (!isBag(item) || markOf(item) !== undefined)) &&
    show([...list]).length <= 80
  );
}

/** Text that is JSON is shown as what it says. */
function unfold(value: PlanValue): PlanValue {
  const content = typeof value === "string" ? value : markOf(value) === "$text" ? show(value) : "";
  if (!/^\s*[{[]/.test(content)) return value;
  try {
    return JSON.parse(content) as PlanValue;
  } catch {
    return value; // Text that only begins like JSON is shown as it is.
  }
}
