/** The value with the keys of its objects in the order of their characters, at every depth; lists keep their order. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** JSON with sorted keys: the same text for the same content, so that a diff shows only what changed. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, sorted);
}
