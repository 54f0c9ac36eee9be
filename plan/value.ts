/**
 * A property value in a plan: plain JSON, or an object with exactly one key that starts with `$` and says which
 * kind of value stands there. The kinds are the `…Value` interfaces below; plan/schema.json publishes them.
 */
export type PlanValue = null | boolean | number | string | PlanValue[] | PlanValues;

/** A property bag of plan values. */
export interface PlanValues {
  [key: string]: PlanValue;
}

/** What the keys of marked values are called. */
export const marks = {
  /** `"${LABEL.path}"`: the output of a resource of this plan, or `"${LABEL}"`, the resource itself. */
  reference: "$reference",
  /** Text with references, `<computed from …>` or `[secret]` inside; `$$` is a literal dollar sign. */
  text: "$text",
  /** Not known before the deployment; the labels name the resources that it comes from, as far as known. */
  computed: "$computed",
  /** `true`: a secret. Its value is in no output of ours. */
  secret: "$secret",
  /** A file, a text or an address, with the hash if the program gave one. */
  asset: "$asset",
  /** A folder, a file or an address of an archive, or its entries by name. */
  archive: "$archive",
  /** A plain object that would otherwise look like one of the kinds above. */
  plain: "$plain",
} as const;

const markNames: ReadonlySet<string> = new Set(Object.values(marks));

/** Whether a value is an object with string keys, marked or not. */
export function isBag(value: PlanValue | undefined): value is PlanValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The mark of a value, or undefined for plain JSON. */
export function markOf(value: PlanValue | undefined): string | undefined {
  if (!isBag(value)) return undefined;
  const keys = Object.keys(value);
  const key = keys[0];
  return keys.length === 1 && key !== undefined && markNames.has(key) ? key : undefined;
}

/** A reference to an output of a resource, or to the resource itself when `path` is empty. */
export function reference(label: string, path: string): PlanValues {
  return { [marks.reference]: referenceText(label, path) };
}

/** How a reference is written: `${LABEL.path}`, `${LABEL[0]}` or `${LABEL}`. */
export function referenceText(label: string, path: string): string {
  const joint = path === "" || path.startsWith("[") ? "" : ".";
  return `\${${label}${joint}${path}}`;
}

/** A value that is known only at deploy time, with the labels of what it comes from. */
export function computed(from: readonly string[]): PlanValues {
  return { [marks.computed]: [...from] };
}

/** How a computed value is written in text. */
export function computedText(from: readonly string[]): string {
  return from.length === 0 ? "<computed at deploy time>" : `<computed from ${from.join(", ")}>`;
}

/** Text with references inside. */
export function text(content: string): PlanValues {
  return { [marks.text]: content };
}

/** A secret. */
export const secretValue: PlanValues = { [marks.secret]: true };

/** How a secret is written in text. */
export const secretText = "[secret]";

/** Wraps a plain object whose only key looks like a mark, so that it is not taken for one. */
export function plain(bag: PlanValues): PlanValues {
  const keys = Object.keys(bag);
  return keys.length === 1 && keys[0]?.startsWith("$") ? { [marks.plain]: bag } : bag;
}

/** The object behind a value: itself, or what `$plain` wraps; undefined for anything else. */
export function bagOf(value: PlanValue | undefined): PlanValues | undefined {
  const mark = markOf(value);
  if (!isBag(value)) return undefined;
  if (mark === undefined) return value;
  const inner = value[marks.plain];
  return mark === marks.plain && isBag(inner) ? inner : undefined;
}

/** The list behind a value; empty for anything else. */
export function listOf(value: PlanValue | undefined): PlanValue[] {
  return Array.isArray(value) ? value : [];
}

/** The objects in a list; what is no object is left out. */
export function bagsOf(value: PlanValue | undefined): PlanValues[] {
  return listOf(value).flatMap((item) => {
    const bag = bagOf(item);
    return bag === undefined ? [] : [bag];
  });
}

/** The text behind a value, references written out; undefined for what is not text. */
export function stringOf(value: PlanValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (!isBag(value)) return undefined;
  const content = value[markOf(value) === marks.text ? marks.text : marks.reference];
  return typeof content === "string" ? content : undefined;
}

/** The labels that a computed value comes from; empty for anything else. */
export function sourcesOf(value: PlanValue | undefined): string[] {
  if (!isBag(value) || markOf(value) !== marks.computed) return [];
  return listOf(value[marks.computed]).flatMap((label) => (typeof label === "string" ? [label] : []));
}

/** The references inside a text, from left to right. */
export function referencesIn(content: string): PlanValues[] {
  const found = content.matchAll(/(?<!\$)((?:\$\$)*)(\$\{[^{}]+\})/g);
  return [...found].map(([, , written = ""]) => ({ [marks.reference]: written }));
}

/** The number behind a value, also when it is written as text; undefined otherwise. */
export function numberOf(value: PlanValue | undefined): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Whether a value is true, also when it is written as text. */
export function isTrue(value: PlanValue | undefined): boolean {
  return value === true || value === "true";
}

/** One line for a person: text as it is, marked kinds as they are written in text, JSON for the rest. */
export function show(value: PlanValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  const mark = markOf(value);
  if (mark === undefined || mark === marks.plain || !isBag(value)) return JSON.stringify(readable(value));
  if (mark === marks.secret) return secretText;
  if (mark === marks.computed) return computedText(sourcesOf(value));
  if (mark === marks.asset || mark === marks.archive) return `${mark.slice(1)} ${show(value[mark])}`;
  return show(value[mark]);
}

function readable(value: PlanValue): PlanValue {
  if (Array.isArray(value)) return value.map(readable);
  const bag = bagOf(value);
  if (bag === undefined) return isBag(value) ? show(value) : value;
  return Object.fromEntries(Object.entries(bag).map(([key, inner]) => [key, readable(inner)]));
}
