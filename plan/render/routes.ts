import type { Plan } from "../plan.ts";
import type { SendingRoute } from "../routes.ts";
import { short, some, wrap, type Brush, type Paint } from "./paint.ts";

/** The section on where agents send to and by which route; empty without agents in the plan. */
export function routeLines(plan: Plan, paint: Paint): string[] {
  if (plan.routes.length === 0) return [];
  const lines = [paint.title("Where it sends to")];
  const destinations = new Map<string, SendingRoute[]>();
  for (const route of plan.routes) {
    const key = `${route.destination}  ${paint.dim(route.purpose)}`;
    destinations.set(key, [...(destinations.get(key) ?? []), route]);
  }
  for (const [destination, routes] of destinations)
    lines.push(`  ${destination}`, ...wayLines(routes, paint));
  return lines;
}

/** Subnets with the same way share a line. */
function wayLines(routes: readonly SendingRoute[], paint: Paint): string[] {
  const ways = new Map<string, SendingRoute[]>();
  for (const route of routes) {
    const key = [
      route.host,
      route.via,
      route.state,
      route.reason ?? "",
      route.via === "internet gateway" ? route.through : "",
    ].join("\n");
    ways.set(key, [...(ways.get(key) ?? []), route]);
  }
  return [...ways.values()].flatMap((group) => wayLine(group, paint));
}

function wayLine(group: readonly SendingRoute[], paint: Paint): string[] {
  const first = group[0];
  if (first === undefined) return [];
  const subnets = [
    ...new Set(group.flatMap(({ subnet }) => (subnet === undefined ? [] : [short(subnet)]))),
  ].sort();
  const where = subnets.length === 0 ? "" : ` in ${some(subnets, 4)}`;
  const through = [...new Set(group.flatMap((route) => route.through.map(short)))];
  const via =
    first.via === "none"
      ? "no route"
      : first.via === "unknown"
        ? "route unknown"
        : `${first.via} ${through.join(", ")}`;
  const reason = first.reason === undefined ? "" : `: ${first.reason}`;
  const marks: Record<SendingRoute["state"], [string, Brush]> = {
    open: ["✓", paint.good],
    closed: ["✗", paint.bad],
    unknown: ["?", paint.doubtful],
  };
  const [mark, colour] = marks[first.state];
  const [head = "", ...rest] = wrap(`    ${mark} ${short(first.host)}${where} by ${via}${reason}`, 6);
  return [head.replace(mark, colour(mark)), ...rest];
}
