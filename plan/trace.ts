import type { GeneratedValue } from "../engine/types.ts";
import { findGenerated, type Finding, type GeneratedIndex } from "./generated.ts";
import { computed, computedText, referenceText, text, type PlanValue, marks } from "./value.ts";

/** What is needed to name where a made-up value comes from, seen from one position of a plan. */
export interface Tracer {
  index: GeneratedIndex;
  /** Label and path of the output that the values of one stretch stand for. */
  name(values: readonly GeneratedValue[]): { label: string; path: string };
  /** Labels of what the position depends on, for what cannot be traced. */
  from: readonly string[];
}

/**
 * Turns a text of the simulated update back into what it is made of. `whole` says that the position itself is
 * unknown in the preview; then text without any reference cannot be traced, unless it says itself what it is. Text inside a structure that the
 * program built around an unknown is kept, unless it looks like something derived from a made-up value.
 */
export function traceText(content: string, tracer: Tracer, whole: boolean): PlanValue {
  const findings = findGenerated(content, tracer.index);
  const first = findings[0];
  if (first === undefined) {
    if (isDescription(content)) return content;
    return whole || looksDerived(content) ? computed(tracer.from) : content;
  }
  if (findings.length === 1 && first.start === 0 && first.end === content.length && first.values.length > 0) {
    const { label, path } = tracer.name(first.values);
    return { [marks.reference]: referenceText(label, path) };
  }
  const stretches = findings.map((finding) => stretchOf(content, finding, tracer));
  const only = stretches[0];
  if (only !== undefined && only.from !== undefined && only.start === 0 && only.end === content.length) {
    return computed(only.from);
  }
  return text(replaceStretches(content, stretches));
}

/**
 * Literal text of a `$text`: a `$` before `$` or `{`, or before a reference, is doubled. So, read from the left,
 * `$$` is a dollar sign and `${` begins a reference.
 */
export function escapeText(content: string, beforeReference = false): string {
  const escaped = content.replace(/\$(?=[${])/g, () => "$$");
  return beforeReference && escaped.endsWith("$") ? `${escaped}$` : escaped;
}

/** Models answer what nobody knows before a deployment with words in angle brackets; they say what the value is. */
function isDescription(content: string): boolean {
  return /^<[a-z][^<>]* [^<>]*>$/i.test(content);
}

interface Stretch {
  start: number;
  end: number;
  written: string;
  /** Set when the stretch is computed. */
  from?: string[];
}

function stretchOf(content: string, finding: Finding, tracer: Tracer): Stretch {
  if (finding.values.length > 0) {
    const { label, path } = tracer.name(finding.values);
    return { start: finding.start, end: finding.end, written: referenceText(label, path) };
  }
  const { label, path } = tracer.name(finding.fragments);
  const from = [path === "" ? label : `${label}.${path}`];
  return { ...wordAround(content, finding), written: computedText(from), from };
}

/** A fragment of a made-up value makes the whole word around it unknown. */
function wordAround(content: string, { start, end }: Finding): { start: number; end: number } {
  const boundary = /[\s"'`,;(){}[\]<>|=]/;
  let [from, to] = [start, end];
  while (from > 0 && !boundary.test(content.charAt(from - 1))) from -= 1;
  while (to < content.length && !boundary.test(content.charAt(to))) to += 1;
  return { start: from, end: to };
}

function replaceStretches(content: string, stretches: readonly Stretch[]): string {
  const json = /^\s*[[{"]/.test(content);
  let [written, done] = ["", 0];
  for (const stretch of [...stretches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (stretch.end <= done) continue;
    const inner = json ? JSON.stringify(stretch.written).slice(1, -1) : stretch.written;
    written += escapeText(content.slice(done, Math.max(done, stretch.start)), inner.startsWith("$")) + inner;
    done = stretch.end;
  }
  return written + escapeText(content.slice(done));
}

/**
 * Whether a text may be a digest or an encoding of made-up values: long runs of hexadecimal digits with both
 * letters and digits, or of base64 with all three classes of characters.
 */
function looksDerived(content: string): boolean {
  for (const [run] of content.matchAll(/[0-9a-f]{8,}/gi))
    if (/[a-f]/i.test(run) && /[0-9]/.test(run)) return true;
  for (const [run] of content.matchAll(/[A-Za-z0-9+/]{27,}={0,2}/g)) {
    if (/[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run)) return true;
  }
  return false;
}
