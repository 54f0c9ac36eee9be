import type { Flow, FlowEnd } from "../flows.ts";
import { categories } from "../names.ts";
import type { Plan } from "../plan.ts";
import { bullet, short, some, wrap, type Paint } from "./paint.ts";

/** The section on who calls whom, by the category that the calls get; empty without pods in the program. */
export function flowLines(plan: Plan, verbose: boolean, paint: Paint): string[] {
  const { flows } = plan;
  if (flows === undefined) return [];
  const clusters = [...new Set(flows.map(({ cluster }) => cluster))];
  const lines = [paint.title("Who calls whom, by category of Network Flow Monitor")];
  if (flows.length === 0) lines.push("  no call of a pod is in the program");
  for (const cluster of clusters) {
    const own = flows.filter((flow) => flow.cluster === cluster);
    const calls = clusterFlowLines(own, verbose, paint);
    if (clusters.length > 1) lines.push(`  ${paint.name(`cluster ${short(cluster)}`)}`);
    lines.push(...(clusters.length > 1 ? calls.map((line) => `  ${line}`) : calls));
  }
  return [...lines, ...remarks(flows).flatMap(bullet).map(paint.dim)];
}

function clusterFlowLines(flows: readonly Flow[], verbose: boolean, paint: Paint): string[] {
  const spaces = new Set(flows.flatMap(({ from, to }) => [from.namespace, to.namespace]));
  spaces.delete(undefined);
  const wide = spaces.size > 1;
  return [...groupBy(flows, headingOf)].sort(byKey).flatMap(([heading, members]) => [
    `  ${members[0]?.state === "open" ? paint.good(heading) : paint.doubtful(heading)}`,
    ...[...groupBy(members, (flow) => callText(flow, wide))].sort(byKey).flatMap(([text, calls]) => {
      const from = some([...new Set(calls.map((call) => endText(call.from, wide)))].sort(), 6);
      return [...wrap(`    ${from} → ${text}`, 6), ...(verbose ? evidence(calls, wide, paint) : [])];
    }),
  ]);
}

function headingOf({ state, categories: found }: Flow): string {
  if (state === "closed" || state === "off") return "nothing flows";
  return found.length === 0 ? "category not to be told from the program" : found.join(", ");
}

function callText({ to, port, targetPort, via, through, runs, reason }: Flow, wide: boolean): string {
  const ports =
    port === undefined ? "" : `:${port}${targetPort === undefined ? "" : ` (${targetPort} on the pods)`}`;
  const way = via === undefined || through.length === 0 ? "" : `, by ${via} ${some(through.map(short), 3)}`;
  const often = runs === "always" ? "" : `, ${runs}`;
  return `${endText(to, wide, ports)}${way}${often}${reason === undefined ? "" : `: ${reason}`}`;
}

function endText({ kind, name, namespace }: FlowEnd, wide: boolean, ports = ""): string {
  const inside = wide && namespace !== undefined ? `${namespace}/${name}` : name;
  switch (kind) {
    case "pods":
      return `${inside}${ports}`;
    case "service":
      return `Service ${namespace ?? ""}/${name}${ports}, not in this program`;
    case "internet":
      return `${name}${ports} on the Internet`;
    default:
      return `${kind} ${inside}${ports}`;
  }
}

function evidence(calls: readonly Flow[], wide: boolean, paint: Paint): string[] {
  return calls.flatMap(({ from, shownBy }) =>
    wrap(`      ${endText(from, wide)}: ${shownBy.join("; ")}`, 8).map(paint.dim),
  );
}

function remarks(flows: readonly Flow[]): string[] {
  const seen = new Set(flows.flatMap((flow) => flow.categories));
  const without = Object.values(categories).filter((category) => !seen.has(category));
  return [
    ...(without.length === 0 ? [] : [`No call of this program gets ${without.sort().join(", ")}.`]),
    "Read from environment, commands, mounted files, AWS CLI calls, parameters, roles, network policies and load " +
      "balancers in the program. What images, nodes and agents call by themselves is not here.",
    "Categories are inferred from where each call ends and how it gets there.",
  ];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
