import { createRequire } from "node:module";
import * as grpc from "@grpc/grpc-js";
import type * as EngineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import type { RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { splitArguments } from "../../engine/project/arguments.ts";
import { emptyProto, engineProto } from "../../engine/proto.ts";
import { ALREADY_REPORTED, exitMessage } from "../../engine/run.ts";
import { locateRunner, runnerArguments, runnerVariables, type Command } from "../../engine/runner/command.ts";
import { runProcess } from "../../engine/runner/process.ts";
import { fromStruct } from "../../engine/wire.ts";
import { channelOptions, listen, unary } from "./grpc.ts";
import { languageProto, languageService, pluginProto } from "./proto.ts";

const require = createRequire(import.meta.url);
const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb.js") as typeof EngineService;

/** The longest that a program of a test may take, seconds. */
const TIMEOUT_SECONDS = 600;

/** A Node.js language host that the CLI attaches to, where none is installed beside it. */
export interface LanguageHost {
  port: number;
  /** Ends the program that runs, as its death would. */
  killProgram(): void;
  close(): void;
}

/** Serves the language host in this process; each program runs in one of its own, with the environment given here. */
export async function serveLanguageHost(environment: NodeJS.ProcessEnv): Promise<LanguageHost> {
  const running = new Set<AbortController>();
  const server = new grpc.Server(channelOptions);
  server.addService(languageService.LanguageRuntimeService, handlers(running, environment));
  const port = await listen(server);
  return {
    port,
    killProgram: () => running.forEach((death) => death.abort()),
    close: () => server.forceShutdown(),
  };
}

function handlers(running: Set<AbortController>, environment: NodeJS.ProcessEnv): ILanguageRuntimeServer {
  let engine = "";
  const answered: Partial<ILanguageRuntimeServer> = {
    handshake: unary((request) => {
      engine = request.getEngineAddress();
      return new languageProto.LanguageHandshakeResponse();
    }),
    // Providers are attached too, so there is nothing to download.
    getRequiredPackages: unary(() => new languageProto.GetRequiredPackagesResponse()),
    getRequiredPlugins: unary(() => new languageProto.GetRequiredPluginsResponse()),
    getPluginInfo: unary(() => new pluginProto.PluginInfo()),
    installDependencies: (call) => call.end(),
    run: unary(async (request) => {
      const death = new AbortController();
      running.add(death);
      try {
        return await runProgram(commandOf(request, engine, environment), engine, death.signal);
      } finally {
        running.delete(death);
      }
    }),
    cancel: unary(() => new emptyProto.Empty()),
  };
  return answered as ILanguageRuntimeServer;
}

/** Runs the program and says how it ended. Source: pulumi/pulumi, sdk/nodejs/cmd/pulumi-language-nodejs/main.go, Run. */
async function runProgram(command: Command, engine: string, death: AbortSignal): Promise<RunResponse> {
  const never = new AbortController().signal;
  const limits = { timeoutSeconds: TIMEOUT_SECONDS, cancel: death, fail: never };
  const ended = await runProcess(command, limits);
  await report(engine, ended.stdout + ended.stderr);
  const response = new languageProto.RunResponse();
  if (ended.exitCode === ALREADY_REPORTED) response.setBail(true);
  else if (ended.exitCode !== 0) {
    response.setError(ended.killed === undefined ? exitMessage(ended) : "signal: killed");
  }
  return response;
}

function commandOf(request: RunRequest, engine: string, environment: NodeJS.ProcessEnv): Command {
  const info = request.getInfo();
  if (info === undefined) throw new Error("the CLI did not say which program to run");
  const options = fromStruct(info.getOptions());
  const programDirectory = info.getProgramDirectory();
  const runner = locateRunner(programDirectory);
  if (runner === undefined) throw new Error("It looks like the Pulumi SDK has not been installed");
  const launch = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    rootDirectory: info.getRootDirectory(),
    stack: request.getStack(),
    programDirectory,
    dryRun: request.getDryrun(),
    parallel: request.getParallel(),
    entryPoint: info.getEntryPoint(),
  };
  const nodeargs = typeof options.nodeargs === "string" ? splitArguments(options.nodeargs) : [];
  const config = Object.fromEntries(request.getConfigMap().toObject()) as unknown as Record<string, string>;
  const runtime = {
    typescript: options.typescript !== false,
    ...(typeof options.tsconfig === "string" && { tsconfig: options.tsconfig }),
  };
  return {
    file: process.execPath,
    cwd: programDirectory,
    args: [...nodeargs, ...runnerArguments(runner, launch), ...request.getArgsList()],
    env: {
      ...environment,
      ...runnerVariables(config, request.getConfigsecretkeysList(), runtime),
    },
  };
}

/** What the program printed reaches the user through the engine, line by line, as from an installed host. */
async function report(engine: string, text: string): Promise<void> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return;
  const client = new EngineClient(engine, grpc.credentials.createInsecure(), channelOptions);
  for (const line of lines) {
    const message = new engineProto.LogRequest();
    message.setSeverity(engineProto.LogSeverity.INFO);
    message.setMessage(line);
    // An engine that is gone hears nothing.
    await new Promise<void>((resolve) => client.log(message, () => resolve()));
  }
  client.close();
}
