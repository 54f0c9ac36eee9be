import { join } from "node:path";
import {
  environmentFor,
  loadProject,
  loadStack,
  noAnswers,
  runProgram,
  type RunRequest,
} from "../engine/index.ts";
import { awsModels } from "../engine/models/index.ts";
import { findLeaks, makePlan, renderText } from "../plan/index.ts";
import type { RunResult } from "../engine/types.ts";
import { runOnNullEngine } from "./null-engine.ts";
import { measured, median } from "./processes.ts";

const root = join(import.meta.dirname, "..");
const folder = join(import.meta.dirname, "program");
const sizes = [100, 1000, 5000];

/** What one size of the program took. */
interface Row {
  size: number;
  /** Seconds of one run of the program, its plan and its text. */
  planned: number;
  /** Seconds of the same run against an engine that does nothing. */
  bare: number;
  /** Seconds under Pulumi's mocks. */
  mocked: number;
  /** Seconds of everything after the program has run twice: the plan, its costs and its text. */
  after: number;
  /** Highest sum of the memory of all processes of `nfm plan`. */
  peakMegabytes: number;
}

/** Resources per second of engine and plan, beside an engine that does nothing and beside mocks. */
export async function throughput(print: (line: string) => void): Promise<void> {
  const rows: Row[] = [];
  for (const size of sizes) rows.push(await measure(size));
  print("Throughput: resources a second of one run of the program, engine, plan and text; medians of 3");
  print("      size   nfm /s  null engine /s  ratio  mocks /s  after the program /s  memory of nfm plan");
  for (const row of rows) print(text(row));
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return;
  const slope = ((last.peakMegabytes - first.peakMegabytes) / (last.size - first.size)) * 1000;
  print(`  memory per 1,000 resources, all processes of nfm plan: ${slope.toFixed(0)} MB`);
}

async function measure(size: number): Promise<Row> {
  const request = requestOf(size);
  const planned: number[] = [];
  const bare: number[] = [];
  const mocked: number[] = [];
  const after: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round < 3; round++) {
    bare.push(await seconds(() => runOnNullEngine(request)));
    planned.push(
      await seconds(async () => {
        textOf(await runProgram(request), undefined);
      }),
    );
    mocked.push((await measured(process.execPath, [join(folder, "mocks.ts"), String(size)], {})).seconds);
    const [preview, update] = [await runProgram(request), await runProgram({ ...request, mode: "update" })];
    after.push(await seconds(() => textOf(preview, update)));
    const words = ["plan", "--cwd", folder, "--stack", "dev", "--config", `size=${size}`];
    peaks.push(
      (await measured(process.execPath, [join(root, "dist/cli/main.js"), ...words], {})).peakMegabytes,
    );
  }
  return {
    size,
    planned: median(planned),
    bare: median(bare),
    mocked: median(mocked),
    after: median(after),
    peakMegabytes: median(peaks),
  };
}

function requestOf(size: number): RunRequest {
  const project = loadProject(folder);
  const answers = noAnswers;
  const stack = loadStack(project, { stack: "dev", answers, overrides: { size: String(size) } });
  const environment = environmentFor(stack, answers);
  return { project, stack, answers, environment, models: awsModels(), mode: "preview", timeoutSeconds: 600 };
}

/** All that `nfm plan` does once the program has run. */
function textOf(preview: RunResult, update: RunResult | undefined): string {
  const facts = { project: "bench", stack: "dev", region: "us-east-1", directory: folder };
  const text = renderText(makePlan(preview, update, facts));
  if (findLeaks(text, update?.generated ?? []).length > 0) throw new Error("the plan shows a made-up id");
  return text;
}

async function seconds(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function text({ size, planned, bare, mocked, after, peakMegabytes }: Row): string {
  const rate = (time: number, width: number) =>
    Math.round(size / time)
      .toString()
      .padStart(width);
  return (
    `  ${String(size).padStart(8)} ${rate(planned, 8)} ${rate(bare, 15)} ${(bare / planned).toFixed(2).padStart(6)} ` +
    `${rate(mocked, 9)} ${rate(after, 21)} ${`${peakMegabytes.toFixed(0)} MB`.padStart(19)}`
  );
}
