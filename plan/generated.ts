import type { GeneratedValue } from "../engine/types.ts";

/** A stretch of text that a model made up. */
export interface Finding {
  start: number;
  end: number;
  /** The outputs that stand whole at this stretch. */
  values: GeneratedValue[];
  /** Outputs of which only the random part is here: program code took the text apart. Empty when `values` is not. */
  fragments: GeneratedValue[];
}

/** Made-up values by what can be found quickly in a text. */
export interface GeneratedIndex {
  byValue: Map<string, GeneratedValue[]>;
  /** The random parts of values: hexadecimal digits that occur by chance nowhere else. */
  anchors: Map<string, Anchor[]>;
  /** Lengths of the anchors, longest first. */
  lengths: number[];
  /** Values without a random part, such as the ARN of what the program named, by their last characters. */
  plain: Map<string, string[]>;
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

/** How many last characters a plain value is looked up by; shorter ones are found only as a whole text. */
const tail = 8;

const hexadecimal = new RegExp(`[0-9a-f]{${shortest},}`, "gi");

/** Indexes made-up values so that a text is searched in time linear in its length. */
export function indexGenerated(generated: readonly GeneratedValue[]): GeneratedIndex {
  const index: GeneratedIndex = { byValue: new Map(), anchors: new Map(), lengths: [], plain: new Map() };
  const users = new Map<string, number>();
  const runs = new Map<string, Run[]>();
  for (const item of generated) {
    if (!runs.has(item.value)) {
      const random = randomRuns(item.value);
      runs.set(item.value, random);
      for (const { digits } of random) users.set(digits, (users.get(digits) ?? 0) + 1);
    }
    append(index.byValue, item.value, item);
  }
  for (const [value, random] of runs) {
    const anchors = chooseAnchors(random, users);
    for (const { digits, offset } of anchors) append(index.anchors, digits, { offset, value });
    if (anchors.length === 0 && value.length >= tail) append(index.plain, value.slice(-tail), value);
  }
  index.lengths = [...new Set([...index.anchors.keys()].map((digits) => digits.length))].sort(
    (a, b) => b - a,
  );
  return index;
}

/** Everything made up in a text, from left to right, without overlaps: where values overlap, the longest. */
export function findGenerated(content: string, index: GeneratedIndex): Finding[] {
  const whole = index.byValue.get(content);
  if (whole !== undefined) return [{ start: 0, end: content.length, values: whole, fragments: [] }];
  const candidates = [...anchored(content, index), ...plainOnes(content, index)];
  if (candidates.length < 2) return candidates;
  const rank = ({ start, end, values }: Finding) => (values.length > 0 ? content.length : 0) + end - start;
  const chosen: Finding[] = [];
  for (const candidate of candidates.sort((a, b) => rank(b) - rank(a) || a.start - b.start)) {
    const free = chosen.every(({ start, end }) => candidate.end <= start || end <= candidate.start);
    if (free) chosen.push(candidate);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

interface Run {
  digits: string;
  offset: number;
}

function runsOf(content: string): Run[] {
  const runs: Run[] = [];
  for (const match of content.matchAll(hexadecimal)) {
    runs.push({ digits: match[0].toLowerCase(), offset: match.index });
  }
  return runs;
}

/** Runs that are random: an account id or a word that happens to be hexadecimal is not. */
function randomRuns(value: string): Run[] {
  return runsOf(value).filter(({ digits }) => {
    return digits.length >= tokenLength || (/[0-9]/.test(digits) && /[a-f]/.test(digits));
  });
}

/** Tokens are the best anchors; else the rarest run, which tells values apart that share a part. */
function chooseAnchors(runs: readonly Run[], users: ReadonlyMap<string, number>): Run[] {
  const tokens = runs.filter(({ digits }) => digits.length >= tokenLength);
  if (tokens.length > 0) return tokens;
  let rarest: Run | undefined;
  for (const run of runs) {
    if (rarest === undefined || (users.get(run.digits) ?? 0) < (users.get(rarest.digits) ?? 0)) rarest = run;
  }
  return rarest === undefined ? [] : [rarest];
}

/** Whole values around the anchors in a text, and the anchors themselves as fragments. */
function anchored(content: string, index: GeneratedIndex): Finding[] {
  const found: Finding[] = [];
  for (const { digits, offset: first } of index.lengths.length === 0 ? [] : runsOf(content)) {
    for (const length of index.lengths) {
      for (let at = 0; at + length <= digits.length; at += 1) {
        const anchors = index.anchors.get(digits.slice(at, at + length));
        if (anchors !== undefined) addFindings(content, first + at, length, anchors, index, found);
      }
    }
  }
  return found;
}

function addFindings(
  content: string,
  at: number,
  length: number,
  anchors: readonly Anchor[],
  index: GeneratedIndex,
  found: Finding[],
): void {
  const named: GeneratedValue[] = [];
  for (const { offset, value } of anchors) {
    const values = index.byValue.get(value) ?? [];
    const start = at - offset;
    if (start >= 0 && content.startsWith(value, start)) {
      found.push({ start, end: start + value.length, values, fragments: [] });
    } else named.push(...values);
  }
  if (named.length > 0) found.push({ start: at, end: at + length, values: [], fragments: named });
}

/** Values without a random part count only as whole words: `role/app` is not in `role/app2`. */
function plainOnes(content: string, index: GeneratedIndex): Finding[] {
  const found: Finding[] = [];
  if (index.plain.size === 0) return found;
  for (const match of content.matchAll(/[A-Za-z0-9](?![A-Za-z0-9_-])/g)) {
    const end = match.index + 1;
    for (const value of index.plain.get(content.slice(Math.max(0, end - tail), end)) ?? []) {
      const start = end - value.length;
      const fits =
        start >= 0 && content.startsWith(value, start) && !/[A-Za-z0-9_-]/.test(content.charAt(start - 1));
      if (fits) found.push({ start, end, values: index.byValue.get(value) ?? [], fragments: [] });
    }
  }
  return found;
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
