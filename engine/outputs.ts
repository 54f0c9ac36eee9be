import {
  isMarked,
  isSecret,
  isValues,
  secret,
  SIGNATURE,
  signatures,
  UNKNOWN,
  type Value,
  type Values,
} from "./values.ts";

/** Adds to `urns` what a value is computed from, as its output marks tell. */
function collect(value: Value, urns: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, urns);
  } else if (isValues(value)) {
    if (isMarked(value, signatures.output) && Array.isArray(value.dependencies)) {
      for (const urn of value.dependencies) if (typeof urn === "string") urns.add(urn);
    }
    for (const item of Object.values(value)) collect(item, urns);
  }
}

/** The URNs that a value's output marks name, sorted. */
export function outputDependencies(value: Value): string[] {
  const urns = new Set<string>();
  collect(value, urns);
  return [...urns].sort();
}

/** Whether a value holds an output mark at any depth. */
export function hasOutputs(value: Value): boolean {
  if (Array.isArray(value)) return value.some(hasOutputs);
  if (!isValues(value)) return false;
  return value[SIGNATURE] === signatures.output || Object.values(value).some(hasOutputs);
}

/** The value without output marks: what was in them, unknowns as `UNKNOWN`, secrets still marked. */
export function withoutOutputs(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutOutputs);
  if (!isValues(value)) return value;
  if (value[SIGNATURE] === signatures.output) {
    const inner = value.value === undefined ? UNKNOWN : withoutOutputs(value.value);
    return value.secret === true ? secret(inner) : inner;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutOutputs(item)]));
}

/** A bag without output marks; the same bag when it has none. */
export function bagWithoutOutputs(values: Values): Values {
  return hasOutputs(values) ? (withoutOutputs(values) as Values) : values;
}

/** Marks each property with the URNs that it comes from, as transforms expect to see them. */
export function withOutputs(values: Values, dependencies: Record<string, string[]>): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const urns = dependencies[key] ?? [];
      return [key, urns.length === 0 ? value : marked(value, urns)];
    }),
  );
}

function marked(value: Value, urns: string[]): Value {
  const known = outputDependencies(value);
  if (urns.every((urn) => known.includes(urn))) return value;
  const all = [...new Set([...known, ...urns])].sort();
  if (isMarked(value, signatures.output)) return { ...value, dependencies: all };
  const inner = isSecret(value) ? (value.value ?? null) : value;
  return {
    [SIGNATURE]: signatures.output,
    ...(inner !== UNKNOWN && { value: inner }),
    ...(isSecret(value) && { secret: true }),
    dependencies: all,
  };
}

/** The value without secret marks, as models compute with it. */
export function revealed(value: Value): Value {
  if (Array.isArray(value)) return value.map(revealed);
  if (!isValues(value)) return value;
  if (value[SIGNATURE] === signatures.secret) return revealed(value.value ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revealed(item)]));
}

/** Whether a value holds a secret at any depth. */
export function hasSecrets(value: Value): boolean {
  if (Array.isArray(value)) return value.some(hasSecrets);
  if (!isValues(value)) return false;
  return value[SIGNATURE] === signatures.secret || Object.values(value).some(hasSecrets);
}

/** A bag without secret marks; the same bag when it has none. */
export function revealedBag(values: Values): Values {
  return hasSecrets(values) ? (revealed(values) as Values) : values;
}
