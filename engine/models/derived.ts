import {
  isMarked,
  isSecret,
  isUnknown,
  isValues,
  secret,
  signatures,
  SIGNATURE,
  UNKNOWN,
  type Value,
  type Values,
} from "../values.ts";

/** A value together with the URNs of the resources that it comes from: what an Output is inside a provider. */
export interface Derived {
  value: Value;
  from: string[];
}

/** A value that comes from no resource. */
export function plain(value: Value): Derived {
  return { value, from: [] };
}

/** A list of derived values, as one. An unknown member does not make the list unknown. */
export function listOf(items: Derived[]): Derived {
  return { value: items.map(({ value }) => value), from: union(items) };
}

/** An object of derived values, as one. */
export function recordOf(items: Record<string, Derived>): Derived {
  const value: Values = {};
  for (const [key, item] of Object.entries(items)) value[key] = item.value;
  return { value, from: union(Object.values(items)) };
}

/** Computes from derived values; the result is unknown as soon as one of them is. */
export function combine(items: Derived[], compute: (values: Value[]) => Value): Derived {
  const values = items.map(({ value }) => value);
  return { value: values.some(hasUnknown) ? UNKNOWN : compute(values), from: union(items) };
}

/** The URNs of all values, sorted, each once. */
export function union(items: Derived[]): string[] {
  return [...new Set(items.flatMap(({ from }) => from))].sort();
}

/** Reads an input of a remote component: the markers of Outputs become what they carry. Absent stays absent. */
export function read(input: Value | undefined): Derived | undefined {
  if (input === undefined || input === null) return undefined;
  if (isMarked(input, signatures.output)) return readOutput(input);
  if (Array.isArray(input)) return listOf(input.map((entry) => read(entry) ?? plain(null)));
  if (!isValues(input) || SIGNATURE in input) return plain(input);
  return recordOf(fields(input));
}

/** The properties of an input that is an object, each with what it comes from. Empty for anything else. */
export function fields(input: Value | undefined): Record<string, Derived> {
  if (!isMarked(input, signatures.output) && isValues(input) && !(SIGNATURE in input)) {
    return present(Object.entries(input).map(([key, entry]) => [key, read(entry)] as const));
  }
  const whole = read(input);
  const opened = whole !== undefined && isSecret(whole.value) ? whole.value.value : whole?.value;
  if (whole === undefined || !isValues(opened) || SIGNATURE in opened) return {};
  return present(Object.entries(opened).map(([key, value]) => [key, { value, from: whole.from }] as const));
}

/** The elements of an input that is a list, each with what it comes from. Empty for anything else. */
export function elements(input: Value | undefined): Derived[] {
  if (Array.isArray(input)) return input.flatMap((entry) => read(entry) ?? []);
  const whole = read(input);
  if (whole === undefined || !Array.isArray(whole.value)) return [];
  return whole.value.map((value) => ({ value, from: whole.from }));
}

function present(entries: (readonly [string, Derived | undefined])[]): Record<string, Derived> {
  return Object.fromEntries(
    entries.flatMap(([key, entry]) => (entry === undefined ? [] : [[key, entry] as const])),
  );
}

function readOutput(output: Values): Derived {
  const inner = read(output.value) ?? plain(UNKNOWN);
  const value = output.secret === true ? secret(inner.value) : inner.value;
  const direct = Array.isArray(output.dependencies)
    ? output.dependencies.filter((urn) => typeof urn === "string")
    : [];
  return { value, from: [...new Set([...direct, ...inner.from])].sort() };
}

/** Whether a value is unknown, or has an unknown part. */
export function hasUnknown(value: Value): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (isSecret(value)) return value.value !== undefined && hasUnknown(value.value);
  return isValues(value) && Object.values(value).some(hasUnknown);
}
