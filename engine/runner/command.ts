import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RuntimeOptions } from "../project/types.ts";
import type { RunRequest } from "../request.ts";
import { compileCache, isFilled } from "./cache.ts";

/** How many resources the program may register at a time; with 1 the SDK would send one after the other. */
export const PARALLEL = 16;

/** A process to start. */
export interface Command {
  file: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Folder to start it in, which relative `nodeargs` count from. Default: this process's own. */
  cwd?: string;
}

/** Type stripping runs the source, the build runs its own output. */
const preload = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "preload.cts" : "preload.cjs", import.meta.url),
);

/** Where the target project has Pulumi's own runner, or undefined when its packages are not installed. */
export function locateRunner(programDirectory: string): string | undefined {
  const module = process.env.PULUMI_LANGUAGE_NODEJS_RUN_PATH ?? "@pulumi/pulumi/cmd/run";
  try {
    return createRequire(join(programDirectory, "program.js")).resolve(module);
  } catch {
    return undefined;
  }
}

/** What the runner is told, whoever serves the monitor. */
export interface Launch {
  /** Address of the resource monitor. */
  monitor: string;
  /** Address of the engine service. */
  engine: string;
  organization: string;
  project: string;
  /** Folder of Pulumi.yaml. */
  rootDirectory: string;
  stack: string;
  programDirectory: string;
  dryRun: boolean;
  parallel: number;
  entryPoint: string;
}

/**
 * The runner and its arguments, as the Node.js language host orders them.
 * Source: pulumi/pulumi, sdk/nodejs/cmd/pulumi-language-nodejs/main.go, constructArguments.
 */
export function runnerArguments(runner: string, launch: Launch): string[] {
  const flags = {
    monitor: launch.monitor,
    engine: launch.engine,
    organization: launch.organization,
    project: launch.project,
    "root-directory": launch.rootDirectory,
    stack: launch.stack,
    pwd: launch.programDirectory,
  };
  return [
    runner,
    ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]),
    ...(launch.dryRun ? ["--dry-run"] : []),
    "--parallel",
    String(launch.parallel),
    launch.entryPoint,
  ];
}

/**
 * The variables by which the runner gets configuration and options.
 * Source: pulumi/pulumi, sdk/nodejs/cmd/pulumi-language-nodejs/main.go, execRuntime.
 */
export function runnerVariables(
  config: Record<string, string>,
  secretKeys: string[],
  options: Pick<RuntimeOptions, "typescript" | "tsconfig">,
): NodeJS.ProcessEnv {
  return {
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    ...(options.typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(options.tsconfig !== undefined && { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

/**
 * Starts the program as the Node.js language host does. Both modes pass `--dry-run`: what a program keeps for a real
 * deployment (`if (!pulumi.runtime.isDryRun())`) must never run in a plan, and only so does the SDK let an Output
 * that nobody can compute stay unknown. A simulated update differs in what the models answer.
 */
export function command(request: RunRequest, runner: string, address: string): Command {
  const { project, stack } = request;
  const launch: Launch = {
    monitor: address,
    engine: address,
    organization: stack.organization,
    project: project.name,
    rootDirectory: project.root,
    stack: stack.name,
    programDirectory: project.programDirectory,
    dryRun: true,
    parallel: PARALLEL,
    entryPoint: project.entryPoint,
  };
  return {
    file: process.execPath,
    // The preload in one word: the runner turns its own ESM loader off when it sees --require as a word of its own.
    args: [`--require=${preload}`, ...project.runtime.nodeargs, ...runnerArguments(runner, launch)],
    env: environment(request),
    // Source: pulumi/pulumi, pkg/engine/project.go, getPwdMain: where the CLI starts the language host.
    cwd: project.programDirectory,
  };
}

function environment(request: RunRequest): NodeJS.ProcessEnv {
  const { project, stack } = request;
  const config: Record<string, string> = {};
  for (const [key, value] of stack.config) {
    const [namespace = "", ...name] = key.split(":");
    config[`${namespace}:config:${name.join(":")}`] = value.text;
  }
  const secretKeys = [...stack.config].filter(([, value]) => value.secret).map(([key]) => key);
  const cache = compileCache(process.env);
  // The two runs load the same code: the first time, one of them writing it down is enough.
  const leaveToPreview = request.mode === "update" && !isFilled(cache);
  return {
    ...process.env,
    ...stack.environmentVariables,
    NODE_COMPILE_CACHE: cache,
    ...(leaveToPreview && { NODE_DISABLE_COMPILE_CACHE: "1" }),
    ...runnerVariables(config, secretKeys, project.runtime),
  };
}
