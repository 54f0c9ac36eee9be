import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { knownStacks, loadProject } from "../engine/index.ts";

const root = join(import.meta.dirname, "..");
const execute = promisify(execFile);

/** One committed plan. */
export interface RenderedPlan {
  /** Path of the file, from the root of the repository. */
  file: string;
  text: string;
}

/** The plans of all shipped stacks as `nfm plan` prints them now, in every format. */
export async function renderedPlans(): Promise<RenderedPlan[]> {
  const plans: RenderedPlan[] = [];
  for (const stack of knownStacks(loadProject(root))) {
    plans.push(await rendered(stack, "json", "json"), await rendered(stack, "text", "txt"));
  }
  return plans;
}

async function rendered(stack: string, format: string, extension: string): Promise<RenderedPlan> {
  const words = [join(root, "cli", "main.ts"), "plan", "--stack", stack, "--format", format];
  const { stdout } = await execute(process.execPath, words, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return { file: `plans/${stack}.${extension}`, text: stdout };
}
