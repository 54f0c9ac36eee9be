/** The value with the keys of its objects in the order of their characters; lists keep their order. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const object = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, object[key]]),
  );
}

/**
 * JSON with sorted keys: the same text for the same content, so that a diff shows only what changed. Indented by as
 * many spaces as given; by default all on one line.
 */
export function sortedJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, sorted, indent);
}
