import { isSecret, isValues, SIGNATURE, type Value } from "../engine/values.ts";
import { secretText } from "./value.ts";

/** Shorter secrets are not looked for in other text: they occur in ordinary words. */
const shortest = 6;

/** Collects the text of every secret in a value, at any depth. */
export function collectSecrets(value: Value | undefined, into: Set<string>, inside = false): void {
  if (typeof value === "string") {
    if (inside && value.length >= shortest) into.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collectSecrets(item, into, inside);
  } else if (isValues(value)) {
    const secret = inside || isSecret(value);
    for (const [key, item] of Object.entries(value))
      if (key !== SIGNATURE) collectSecrets(item, into, secret);
  }
}

/** Makes the function that writes `[secret]` over every given text, also where it is escaped as in JSON. */
export function redactor(secrets: ReadonlySet<string>): (content: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    forms.add(secret);
    forms.add(JSON.stringify(secret).slice(1, -1));
  }
  if (forms.size === 0) return (content) => content;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(longestFirst.map(escape).join("|"), "g");
  return (content) => content.replace(pattern, () => secretText);
}

function escape(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
