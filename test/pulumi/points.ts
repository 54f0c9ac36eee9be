import { createHash } from "node:crypto";
import type { Call } from "./provider/faults.ts";

/** What may end while Pulumi works. */
export const deaths = ["Ctrl-C", "program", "provider", "cli"] as const;

/** Where something ends, or never answers until Ctrl-C is pressed twice: at a call, before AWS acted or after. */
export interface Point {
  death: (typeof deaths)[number] | "hang";
  call: Pick<Call, "provider" | "method" | "type" | "name">;
  when: "before" | "after";
}

/** A text for a point. */
export function titleOf({ death, call, when }: Point): string {
  return `${death} ${when} ${call.method} ${call.type} ${call.name}`;
}

/** Whether AWS is another after the call than before it. */
export function writes({ method }: Point["call"]): boolean {
  return ["create", "update", "delete"].includes(method);
}

/** Every point of a command: only of calls that write do the two moments differ, and only an `up` runs the program. */
export function pointsOf({ command, calls }: { command: string; calls: readonly Call[] }): Point[] {
  const ways = deaths.filter((death) => command === "up" || death !== "program");
  const points = calls.flatMap((call) =>
    ways.flatMap((death): Point[] => {
      const before: Point = { death, call, when: "before" };
      return writes(call) ? [before, { ...before, when: "after" }] : [before];
    }),
  );
  // Two equal calls are one point, and calls come in another order each time.
  const byTitle = new Map(points.map((point) => [titleOf(point), point]));
  return [...byTitle].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, point]) => point);
}

/** Some points, always the same for the same seed, with another kind of death each as long as there is one. */
export function seeded(points: readonly Point[], seed: string, count: number): Point[] {
  const rank = (point: Point) =>
    createHash("sha256")
      .update(`${seed} ${titleOf(point)}`)
      .digest("hex");
  const shuffled = [...points].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const first = deaths.flatMap((death) => shuffled.find((point) => point.death === death) ?? []);
  return [...first, ...shuffled.filter((point) => !first.includes(point))].slice(0, count);
}
