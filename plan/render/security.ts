import type { Plan } from "../plan.ts";
import type { Exposure } from "../security.ts";
import { short, some, wrap, type Paint } from "./paint.ts";

const shown = 3;

/** The section that a security review reads first: one line a subject; empty when there is nothing. */
export function securityLines(plan: Plan, verbose: boolean, paint: Paint): string[] {
  if (plan.security.length === 0) return [];
  const lines = [paint.title("Relevant to security")];
  for (const kind of ["public", "IAM", "security group"] as const) {
    lines.push(
      ...subjectLines(
        kind,
        plan.security.filter((exposure) => exposure.kind === kind),
        verbose,
        paint,
      ),
    );
  }
  return lines;
}

/** Subjects with the same details share a line. */
function subjectLines(
  kind: Exposure["kind"],
  exposures: readonly Exposure[],
  verbose: boolean,
  paint: Paint,
): string[] {
  const bySubject = new Map<string, string[]>();
  for (const { subject, detail } of exposures)
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), detail]);
  const byDetails = new Map<string, string[]>();
  for (const [subject, details] of bySubject) {
    const key = detailText(details, verbose ? details.length : shown);
    byDetails.set(key, [...(byDetails.get(key) ?? []), short(subject)]);
  }
  return [...byDetails].flatMap(([details, subjects]) => {
    const [head = "", ...rest] = wrap(`  ${kind.padEnd(14)} ${some(subjects, shown)}: ${details}`, 17);
    return [head.replace(kind, paint.dim(kind)), ...rest];
  });
}

const gets = "gets ";

/** Policies share one verb. */
function detailText(details: readonly string[], most: number): string {
  const policies = details
    .filter((detail) => detail.startsWith(gets))
    .map((detail) => detail.slice(gets.length));
  const others = details.filter((detail) => !detail.startsWith(gets));
  const all = policies.length === 0 ? others : [`${gets}${some(policies, most)}`, ...others];
  return all.length <= most
    ? all.join("; ")
    : `${all.slice(0, most).join("; ")}; and ${all.length - most} more`;
}
