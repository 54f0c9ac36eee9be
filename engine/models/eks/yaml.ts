import type { Value } from "../../values.ts";

const lineWidth = 80;
const shortestLine = 40;

/** Texts that YAML would read as something else: a number, a date, a truth value, nothing. */
const otherTypes = [
  /^[-+]?\d[\d_]*(\.[\d_]*)?(e[-+]?\d+)?$/i,
  /^\d{4}-\d{2}-\d{2}/,
  /^(true|false|null|yes|no|on|off|y|n|~)$/i,
];

/** Whether a text needs no quotes. */
function isPlain(text: string): boolean {
  if (otherTypes.some((type) => type.test(text))) return false;
  return /^[^\s\-?:,[\]{}#&*!|=>'"%@`]/.test(text) && !/ #|: |:$|\s$|\n/.test(text);
}

function scalar(text: string, level: number): string {
  const indent = 2 * Math.max(1, level);
  if (!isPlain(text)) return `'${text.replaceAll("'", "''")}'`;
  const width = Math.max(Math.min(lineWidth, shortestLine), lineWidth - indent);
  return text.length > width ? `>-\n${" ".repeat(indent)}${text}` : text;
}

/** Writes texts, lists and objects as js-yaml does, which eks uses for aws-auth and for user data. */
export function yaml(value: Value, level = 0): string {
  return `${node(value, level)}\n`;
}

function node(value: Value, level: number): string {
  const pad = " ".repeat(2 * level);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return value.map((entry) => `${pad}- ${node(entry, level + 1).trimStart()}`).join("\n");
  }
  if (typeof value !== "object" || value === null) return scalar(String(value), level);
  return Object.entries(value)
    .map(([key, entry]) => {
      const nested = typeof entry === "object" && entry !== null && Object.keys(entry).length > 0;
      return `${pad}${key}:${nested ? "\n" : " "}${node(entry, level + 1)}`;
    })
    .join("\n");
}
