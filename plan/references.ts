import type { GeneratedValue, RecordedResource } from "../engine/types.ts";
import { isMarked, isSecret, isUnknown, isValues, signatures, SIGNATURE, UNKNOWN } from "../engine/values.ts";
import type { Value, Values } from "../engine/values.ts";
import type { GeneratedIndex } from "./generated.ts";
import { escapeText, traceText, type Tracer } from "./trace.ts";
import {
  computed,
  isBag,
  markOf,
  plain,
  reference,
  secretValue,
  show,
  text,
  marks,
  type PlanValue,
} from "./value.ts";

/** What both runs together know, for turning values of one position into plan values. */
export interface Passes {
  index: GeneratedIndex;
  /** Labels by URN. */
  labels: ReadonlyMap<string, string>;
  /** Resources of the preview by URN. */
  resources: ReadonlyMap<string, RecordedResource>;
  /** For each remote component: which output holds a made-up value that a child of it owns. */
  componentOutputs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Writes `[secret]` over secrets. */
  redact(content: string): string;
  /** The project's folder, if its paths are to be shown relative to it. */
  directory?: string;
}

/** Whose value is looked at. */
export interface Position {
  /** URN of the remote component whose inside this is, if any: it sees its children, not its own outputs. */
  inside?: string;
  /** URNs that the value comes from. */
  dependencies: readonly string[];
}

/**
 * The value of one position. The preview decides: what it knows is kept as it is. Where it has an unknown, and
 * only there, the value of the simulated update is taken, with made-up values turned back into references.
 */
export function mergePasses(
  preview: Value,
  update: Value | undefined,
  position: Position,
  passes: Passes,
): PlanValue {
  if (isSecret(preview)) return secretValue;
  if (isMarked(preview, signatures.output)) return mergeOutput(preview, update, position, passes);
  if (typeof preview === "string") {
    return preview.includes(UNKNOWN)
      ? fill(update, tracerOf(position, passes), passes, true)
      : known(preview, passes);
  }
  if (Array.isArray(preview)) {
    const other = Array.isArray(update) && update.length === preview.length ? update : [];
    return preview.map((item, at) => mergePasses(item, other[at], position, passes));
  }
  if (!isValues(preview)) return preview;
  const marked = markedValue(preview, passes);
  if (marked !== undefined) return marked;
  const other = isValues(update) && update[SIGNATURE] === undefined ? update : {};
  return mergeBags(preview, other, position, passes);
}

function mergeBags(preview: Values, update: Values, position: Position, passes: Passes): PlanValue {
  const merged: Record<string, PlanValue> = {};
  for (const key of Object.keys(preview).sort()) {
    const value = preview[key];
    if (value !== undefined) merged[key] = mergePasses(value, update[key], position, passes);
  }
  return plain(merged);
}

/** An output in the inputs of a remote component carries its own dependencies and may lack its value. */
function mergeOutput(
  preview: Values,
  update: Value | undefined,
  position: Position,
  passes: Passes,
): PlanValue {
  if (preview.secret === true) return secretValue;
  const named = Array.isArray(preview.dependencies) ? preview.dependencies.filter(isString) : [];
  const own = { ...position, dependencies: named.length > 0 ? named : position.dependencies };
  return mergePasses(preview.value ?? UNKNOWN, unwrap(update), own, passes);
}

/** What the simulated update has at an unknown position, as references, or computed where it cannot be traced. */
function fill(update: Value | undefined, tracer: Tracer, passes: Passes, whole: boolean): PlanValue {
  const value = unwrap(update);
  if (value === undefined || isUnknown(value)) return computed(tracer.from);
  if (isSecret(value)) return secretValue;
  if (typeof value === "string") return fillText(value, tracer, passes, whole);
  if (!Array.isArray(value) && !isValues(value)) return whole ? computed(tracer.from) : value;
  const filled = Array.isArray(value)
    ? value.map((item) => fill(item, tracer, passes, false))
    : (markedValue(value, passes) ?? fillBag(value, tracer, passes));
  return whole && !holdsMark(filled) ? computed(tracer.from) : filled;
}

function fillText(value: string, tracer: Tracer, passes: Passes, whole: boolean): PlanValue {
  if (value.includes(UNKNOWN)) return computed(tracer.from);
  const traced = traceText(value, tracer, whole);
  if (typeof traced === "string") return known(traced, passes);
  const content = markOf(traced) === marks.text && isBag(traced) ? traced[marks.text] : undefined;
  return typeof content === "string" ? text(passes.redact(content)) : traced;
}

function fillBag(value: Values, tracer: Tracer, passes: Passes): PlanValue {
  const filled: Record<string, PlanValue> = {};
  for (const key of Object.keys(value).sort()) {
    const name = passes.redact(show(traceText(key, tracer, false)));
    filled[name] = fill(value[key], tracer, passes, false);
  }
  return plain(filled);
}

/** References to resources, assets and archives; undefined for any other object. */
function markedValue(value: Values, passes: Passes): PlanValue | undefined {
  if (value[SIGNATURE] === signatures.resourceReference) {
    const urn = typeof value.urn === "string" ? value.urn : "";
    const label = passes.labels.get(urn);
    return label === undefined ? computed([urn.slice(urn.lastIndexOf("::") + 2)]) : reference(label, "");
  }
  const isAsset = value[SIGNATURE] === signatures.asset;
  if (!isAsset && value[SIGNATURE] !== signatures.archive) return undefined;
  const parts: Record<string, PlanValue> = {};
  for (const key of Object.keys(value).sort()) {
    const part = value[key];
    if (key !== SIGNATURE && part !== undefined)
      parts[key] = mergePasses(part, part, { dependencies: [] }, passes);
  }
  return { [isAsset ? marks.asset : marks.archive]: parts };
}

/** A known text: as it is, but for secrets and the folder of the project on this machine. */
function known(content: string, passes: Passes): PlanValue {
  const shown = relative(passes.redact(content), passes.directory);
  return shown === content ? content : text(escapeText(shown));
}

/** Replaces the project's folder by `.`, so that a plan does not depend on the machine. */
export function relative(content: string, directory: string | undefined): string {
  return directory === undefined || directory.length < 2 ? content : content.replaceAll(directory, ".");
}

function tracerOf(position: Position, passes: Passes): Tracer {
  return {
    index: passes.index,
    from: labelsOf(position, passes),
    name: (values) => nameOf(values, position, passes),
  };
}

/** Prefers what the position depends on, then the first by label; a component's own output outside of it. */
function nameOf(
  values: readonly GeneratedValue[],
  position: Position,
  passes: Passes,
): { label: string; path: string } {
  const named = values.map((value) => {
    const owner = passes.resources.get(value.urn)?.constructedBy;
    const path =
      owner === undefined || owner === position.inside ? undefined : outputOf(owner, value, passes);
    const urn = path === undefined ? value.urn : (owner ?? value.urn);
    const label = passes.labels.get(urn) ?? urn.slice(urn.lastIndexOf("::") + 2);
    return { label, path: path ?? value.property, depended: position.dependencies.includes(value.urn) };
  });
  named.sort(
    (a, b) => Number(b.depended) - Number(a.depended) || compare(a.label, b.label) || compare(a.path, b.path),
  );
  return named[0] ?? { label: "an unknown resource", path: "" };
}

function outputOf(component: string, value: GeneratedValue, passes: Passes): string | undefined {
  return passes.componentOutputs.get(component)?.get(value.value);
}

/**
 * Labels of a position's dependencies; the inside of a remote component is named by the component. What depends on
 * nothing inside a remote component, such as the answer of a function that its plugin calls, comes from the component.
 */
function labelsOf(position: Position, passes: Passes): string[] {
  const labels = new Set<string>();
  for (const urn of position.dependencies) {
    const owner = passes.resources.get(urn)?.constructedBy;
    const outer = owner === undefined || owner === position.inside ? urn : owner;
    const label = passes.labels.get(outer);
    if (label !== undefined) labels.add(label);
  }
  const around = passes.labels.get(position.inside ?? "");
  if (labels.size === 0 && around !== undefined) return [around];
  return [...labels].sort();
}

function unwrap(value: Value | undefined): Value | undefined {
  if (!isMarked(value, signatures.output)) return value;
  if (value.secret === true) return { [SIGNATURE]: signatures.secret };
  return unwrap(value.value);
}

function holdsMark(value: PlanValue): boolean {
  const mark = markOf(value);
  if (mark !== undefined && mark !== marks.plain) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsMark);
}

function isString(value: Value): value is string {
  return typeof value === "string";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
