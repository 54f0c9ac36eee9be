import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** How the CLI ended. */
export interface Ended {
  /** Absent when a signal ended it. */
  code?: number;
  /** What it wrote, both streams as they came. */
  output: string;
  stdout: string;
  seconds: number;
}

/** How the CLI is started. */
export interface CliOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Gets the process id at once. */
  onSpawn?: (pid: number) => void;
  /** Gets all that was written so far, each time that there is more. */
  onOutput?: (output: string) => void;
}

/** The longest that one command may take, milliseconds: less than any suite waits, so that it says what it was at. */
const LIMIT = 110_000;

/** Runs one command of the CLI to its end, without a terminal. */
export function runCli(file: string, args: string[], options: CliOptions): Promise<Ended> {
  const started = Date.now();
  const child = spawn(file, [...args, "--non-interactive", "--color", "never"], {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, output] = ["", ""];
  const hear = (text: string) => {
    output += text;
    options.onOutput?.(output);
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    hear(text);
  });
  child.stderr.setEncoding("utf8").on("data", hear);
  if (child.pid !== undefined) options.onSpawn?.(child.pid);
  const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({
        ...(code !== null && { code }),
        output: stripVTControlCharacters(output),
        stdout,
        seconds: (Date.now() - started) / 1000,
      });
    });
  });
}
