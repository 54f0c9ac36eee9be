/** Sets a text off. */
export type Brush = (content: string) => string;

/** How parts of a text are set off. Without colour every function returns its text as it is. */
export interface Paint {
  title: Brush;
  dim: Brush;
  good: Brush;
  bad: Brush;
  doubtful: Brush;
  name: Brush;
}

/** Makes a painter: with ANSI escape codes, or plain. */
export function painter(colour: boolean): Paint {
  const code = (number: number) => (content: string) =>
    colour ? `\u001b[${number}m${content}\u001b[0m` : content;
  return { title: code(1), dim: code(2), good: code(32), bad: code(31), doubtful: code(33), name: code(36) };
}

/** Columns that the text renderer keeps to where words allow it. */
export const width = 100;

/** Breaks a text at spaces, keeping its indentation; lines after the first start with `indent` spaces. */
export function wrap(content: string, indent = 0, columns = width): string[] {
  const start = /^ */.exec(content)?.[0] ?? "";
  const lines: string[] = [];
  let line = "";
  for (const word of content.slice(start.length).split(" ")) {
    const before = lines.length === 0 ? start.length : indent;
    if (line !== "" && before + line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((words, at) => (at === 0 ? start : " ".repeat(indent)) + words);
}

/** A bullet with wrapped text. */
export function bullet(content: string): string[] {
  return wrap(`  - ${content}`.replace(/\n/g, " "), 4);
}

/** The name in a label, where the text around it tells the class. */
export function short(label: string): string {
  return label.slice(label.lastIndexOf("::") + (label.includes("::") ? 2 : 1));
}

/** Names joined by commas, the rest counted. */
export function some(names: readonly string[], most: number): string {
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

/** As many names as fit into some columns, the rest counted; at least one. */
export function fitting(names: readonly string[], columns: number): string {
  let most = 0;
  for (let length = 0; most < names.length && length <= columns; most += 1)
    length += (names[most]?.length ?? 0) + 2;
  while (most > 1 && some(names, most).length > columns) most -= 1;
  return some(names, most);
}
