import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What one run of a command took. */
export interface Measured {
  seconds: number;
  /** The highest sum, over all processes of the command at one time, of their resident memory in megabytes. */
  peakMegabytes: number;
}

const sampleEveryMs = 20;

/** Runs a command to its end. Memory is read from /proc, where there is one; elsewhere it is not a number. */
export async function measured(file: string, words: string[], env: NodeJS.ProcessEnv): Promise<Measured> {
  const start = process.hrtime.bigint();
  const child = spawn(file, words, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] });
  let peakMegabytes = Number.NaN;
  const timer = setInterval(() => {
    const now = residentMegabytes(child.pid ?? 0);
    if (now !== undefined) peakMegabytes = Number.isNaN(peakMegabytes) ? now : Math.max(peakMegabytes, now);
  }, sampleEveryMs);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearInterval(timer);
  if (code !== 0) throw new Error(`${file} ${words.join(" ")} ended with ${String(code)}: ${errors}`);
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, peakMegabytes };
}

/** The resident memory of a process and all below it. Pages that two of them share count twice. */
function residentMegabytes(root: number): number | undefined {
  const children = new Map<number, number[]>();
  const resident = new Map<number, number>();
  for (const name of numbersIn("/proc")) {
    const stat = read(`/proc/${name}/stat`);
    // The second field is the command in parentheses, which may hold spaces; the fourth is the parent.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const parent = Number(fields[1]);
    children.set(parent, [...(children.get(parent) ?? []), name]);
    // Field 24 is the number of resident pages.
    resident.set(name, (Number(fields[21]) * 4096) / 2 ** 20);
  }
  if (!resident.has(root)) return undefined;
  let sum = 0;
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    sum += resident.get(pid) ?? 0;
    open.push(...(children.get(pid) ?? []));
  }
  return sum;
}

function numbersIn(folder: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync(folder).map(Number).filter(Number.isInteger);
}

/** A process may end while the list is read: it then has no text. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** The middle one of an odd number of values. */
export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Something that is run again and again, and what came of each run. */
export interface Series<Result> {
  name: string;
  run: () => Promise<Result>;
  results: Result[];
}

/** A series that has not been run yet. */
export function series<Result>(name: string, run: () => Promise<Result>): Series<Result> {
  return { name, run, results: [] };
}

/** Runs each series once a round, in turns, so that a change of the machine's load touches all alike. */
export async function inTurns<Result>(all: Series<Result>[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const { run, results } of all) results.push(await run());
  }
}

/** The median of the seconds that a series took. */
export function medianSeconds({ results }: Series<{ seconds: number }>): number {
  return median(results.map(({ seconds }) => seconds));
}
