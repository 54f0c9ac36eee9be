import type { Graph } from "./graph.ts";
import type { PlanResource } from "./plan.ts";
import type { PriceKey } from "./prices.ts";

/** One kind of thing that costs money, counted, before it has a price. */
export interface Counted {
  what: string;
  unit: string;
  /** Absent: paid by use. */
  key?: PriceKey | undefined;
  /** Undefined when the program does not say how many. */
  count: number | undefined;
  /** Labels. */
  resources: string[];
}

/** Resources that all cost the same. */
export function each(what: string, unit: string, key: PriceKey, resources: readonly PlanResource[]): Counted {
  return { what, unit, key, count: resources.length, resources: resources.map(({ label }) => label) };
}

/** Resources that are paid by use. */
export function used(what: string, resources: readonly Pick<PlanResource, "label">[]): Counted {
  return {
    what,
    unit: "resource",
    count: resources.length,
    resources: resources.map(({ label }) => label),
  };
}

/** What of the given types a program makes; what exists already costs nothing new. */
export function created(graph: Graph, ...types: string[]): PlanResource[] {
  return types.flatMap((type) => graph.ofType(type).filter(({ read }) => !read));
}

/** A sum, or undefined as soon as one part is not known. */
export function sum(counts: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    total += count;
  }
  return total;
}

/** Items by key, in order of the keys. */
export function group<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const members = groups.get(keyOf(item));
    if (members === undefined) groups.set(keyOf(item), [item]);
    else members.push(item);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
