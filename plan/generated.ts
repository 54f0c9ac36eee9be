import type { GeneratedValue } from "../engine/types.ts";

/** A stretch of text that a model made up. */
export interface Finding {
  start: number;
  end: number;
  /** The values that stand whole at this stretch: one text may be known as several outputs. */
  values: GeneratedValue[];
  /** Values of which only the token is here: program code took the text apart. Empty when `values` is not. */
  fragments: GeneratedValue[];
}

/** Made-up values by what can be found quickly in a text. */
export interface GeneratedIndex {
  byValue: Map<string, GeneratedValue[]>;
  /** Anchors: stretches of hexadecimal digits inside the values. */
  anchors: Map<string, Anchor[]>;
  /** Lengths of the anchors, longest first. */
  lengths: number[];
  /** Values without such a stretch, longest first: looked up one by one. */
  others: GeneratedValue[];
}

interface Anchor {
  /** Where the anchor starts in the value. */
  offset: number;
  value: string;
}

/** Fewer hexadecimal digits than these occur in ordinary words and numbers. */
const shortest = 6;

/** Length of the tokens that the engine hands to models (engine/models/model.ts). */
const tokenLength = 17;

const hexadecimal = new RegExp(`[0-9a-f]{${shortest},}`, "gi");

/** Indexes made-up values so that a text is searched in time linear in its length. */
export function indexGenerated(generated: readonly GeneratedValue[]): GeneratedIndex {
  const index: GeneratedIndex = { byValue: new Map(), anchors: new Map(), lengths: [], others: [] };
  const users = new Map<string, number>();
  for (const item of generated) {
    const known = index.byValue.get(item.value);
    if (known !== undefined) known.push(item);
    else {
      index.byValue.set(item.value, [item]);
      for (const run of runsOf(item.value)) users.set(run.digits, (users.get(run.digits) ?? 0) + 1);
    }
  }
  for (const [value, items] of index.byValue) {
    const anchors = chooseAnchors(runsOf(value), users);
    if (anchors.length === 0) index.others.push(...items.slice(0, 1));
    for (const { digits, offset } of anchors) append(index.anchors, digits, { offset, value });
  }
  for (const anchors of index.anchors.values()) anchors.sort((a, b) => b.value.length - a.value.length);
  index.lengths = [...new Set([...index.anchors.keys()].map((digits) => digits.length))].sort(
    (a, b) => b - a,
  );
  index.others.sort((a, b) => b.value.length - a.value.length);
  return index;
}

/** Everything made up in a text, from left to right, without overlaps. */
export function findGenerated(content: string, index: GeneratedIndex): Finding[] {
  const whole = index.byValue.get(content);
  if (whole !== undefined) return [{ start: 0, end: content.length, values: whole, fragments: [] }];
  const findings: Finding[] = [];
  let from = 0;
  for (const run of runsOf(content)) {
    for (let at = Math.max(run.offset, from); at + shortest <= run.offset + run.digits.length;) {
      const finding = findAt(content, at, run.offset + run.digits.length, from, index);
      if (finding !== undefined) findings.push(finding);
      from = finding?.end ?? from;
      at = finding === undefined ? at + 1 : Math.max(finding.end, at + 1);
    }
  }
  return index.others.length === 0 ? findings : withOthers(content, findings, index);
}

interface Run {
  digits: string;
  offset: number;
}

function runsOf(content: string): Run[] {
  const runs: Run[] = [];
  for (const match of content.matchAll(hexadecimal))
    runs.push({ digits: match[0].toLowerCase(), offset: match.index });
  return runs;
}

/** Tokens are the best anchors; else the rarest run, the last one of an ARN, so that an account id is none. */
function chooseAnchors(runs: readonly Run[], users: ReadonlyMap<string, number>): Run[] {
  const tokens = runs.filter(({ digits }) => digits.length >= tokenLength);
  if (tokens.length > 0) return tokens;
  let rarest: Run | undefined;
  for (const run of runs) {
    if (/^\d{12}$/.test(run.digits)) continue;
    if (rarest === undefined || (users.get(run.digits) ?? 0) <= (users.get(rarest.digits) ?? 0)) rarest = run;
  }
  return rarest === undefined ? [] : [rarest];
}

function findAt(
  content: string,
  at: number,
  end: number,
  from: number,
  index: GeneratedIndex,
): Finding | undefined {
  let fragment: Finding | undefined;
  for (const length of index.lengths) {
    if (at + length > end) continue;
    const anchors = index.anchors.get(content.slice(at, at + length).toLowerCase());
    if (anchors === undefined) continue;
    for (const { offset, value } of anchors) {
      const start = at - offset;
      if (start >= from && content.startsWith(value, start)) {
        return { start, end: start + value.length, values: index.byValue.get(value) ?? [], fragments: [] };
      }
    }
    const fragments = anchors.flatMap(({ value }) => index.byValue.get(value) ?? []);
    fragment ??= { start: at, end: at + length, values: [], fragments };
  }
  return fragment;
}

function withOthers(content: string, findings: Finding[], index: GeneratedIndex): Finding[] {
  const all = [...findings];
  for (const { value } of index.others) {
    if (value.length < shortest) continue;
    for (
      let start = content.indexOf(value);
      start !== -1;
      start = content.indexOf(value, start + value.length)
    ) {
      const end = start + value.length;
      if (all.some((other) => start < other.end && other.start < end)) continue;
      all.push({ start, end, values: index.byValue.get(value) ?? [], fragments: [] });
    }
  }
  return all.sort((a, b) => a.start - b.start);
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
