import type { Plan } from "../plan.ts";
import type { SendingRoute } from "../routes.ts";
import { short, some, wrap, type Brush, type Paint } from "./paint.ts";

/** The section on where agents send to and by which route; empty without agents in the plan. */
export function routeLines(plan: Plan, paint: Paint): string[] {
  if (plan.routes.length === 0) return [];
  const destinations = groupBy(
    plan.routes,
    ({ purpose, destination }) => `${purpose.padEnd(14)} ${destination}`,
  );
  const sameWays = new Map<string, string[]>();
  for (const [destination, routes] of destinations) {
    const ways = wayLines(routes, paint).join("\n");
    sameWays.set(ways, [...(sameWays.get(ways) ?? []), destination]);
  }
  const lines = [paint.title("Where it sends to")];
  for (const [ways, to] of sameWays)
    lines.push(...to.map((destination) => `  ${destination}`), ...ways.split("\n"));
  return lines;
}

/** Hosts and subnets with the same way share a line. */
function wayLines(routes: readonly SendingRoute[], paint: Paint): string[] {
  const ways = groupBy(routes, ({ via, state, reason = "" }) => [via, state, reason].join("\n"));
  return [...ways.values()].flatMap((group) => wayLine(group, paint));
}

function wayLine(group: readonly SendingRoute[], paint: Paint): string[] {
  const first = group[0];
  if (first === undefined) return [];
  const hosts = [...new Set(group.map(({ host }) => short(host)))].sort();
  const subnets = [
    ...new Set(group.flatMap(({ subnet }) => (subnet === undefined ? [] : [short(subnet)]))),
  ].sort();
  const where = subnets.length === 0 ? "" : ` in ${some(subnets, 4)}`;
  const reason = first.reason === undefined ? "" : `: ${first.reason}`;
  const marks: Record<SendingRoute["state"], [string, Brush]> = {
    open: ["✓", paint.good],
    closed: ["✗", paint.bad],
    unknown: ["?", paint.doubtful],
  };
  const [mark, colour] = marks[first.state];
  const [head = "", ...rest] = wrap(`    ${mark} ${some(hosts, 4)}${where}, ${wayText(group)}${reason}`, 6);
  return [head.replace(mark, colour(mark)), ...rest];
}

function wayText(group: readonly SendingRoute[]): string {
  const via = group[0]?.via ?? "unknown";
  if (via === "none") return "no route";
  if (via === "unknown") return "route unknown";
  const through = [...new Set(group.flatMap((route) => route.through.map(short)))];
  return `${via === "other" ? "through" : `by ${via}`} ${some(through, 4)}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [item]);
    else members.push(item);
  }
  return groups;
}
