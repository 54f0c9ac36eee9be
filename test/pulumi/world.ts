import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { compileCache } from "../../engine/runner/cache.ts";
import type { Cli } from "./cli.ts";
import { runCli, type CliOptions, type Ended } from "./command.ts";
import { serveLanguageHost, type LanguageHost } from "./language-host.ts";
import { startProvider, type Provider } from "./providers.ts";
import { openAccount, type Account } from "./provider/account.ts";
import type { Call, Fault } from "./provider/faults.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const REGION = "ap-northeast-1";

/** Salt of every stack's secrets, so that a secret of one test's file can be read with the empty passphrase. */
const encryptionsalt = "v1:kZKwLVyf/CU=:v1:F8c/+2/p5/U8cd6V:+IT0HJVuFbZbk9uM2K8HOXK1eudzuA==";

/** Settings of a stack, as in its file. */
export type Config = Record<string, unknown>;

/** An AWS account, simulated, and a Pulumi backend of its own. */
export interface World {
  account: Account;
  /** Folder of the project that the stacks belong to. */
  project: string;
  /** Folder of the backend. */
  backend: string;
  /** Every call that the engine made of a provider, in order, since `forget`. */
  calls: Call[];
  forget(): void;
  /** Runs a command of the CLI in the project. */
  run: Run;
  /** Makes a stack with the given settings. */
  stack(name: string, config: Config): Promise<Stack>;
  /** Arms faults of one provider. What `tell` faults do is up to `onStruck`. */
  arm(provider: string, faults: Fault[], onStruck?: (call: Call) => Promise<void>): Promise<void>;
  /** Waits for the end of a provider that a fault has killed; whether it has ended. */
  died(provider: string): Promise<boolean>;
  /** Ends the program that runs. */
  killProgram(): void;
  close(): Promise<void>;
}

/** Runs a command of the CLI to its end. */
export type Run = (args: string[], options?: Pick<CliOptions, "onSpawn" | "onOutput">) => Promise<Ended>;

/** A stack on its backend. */
export interface Stack {
  name: string;
  /** Replaces its settings. */
  configure(config: Config): void;
  /** The file in which the backend keeps its state. */
  stateFile: string;
  /** Gives a function that puts settings, state and the whole account back to what they are now, and unlocks the stack. */
  remember(): () => void;
  run: Run;
}

/** A project for stacks to belong to. */
export interface ProjectFiles {
  /** Folder with Pulumi.yaml. Default: the project itself. */
  folder?: string;
  /** Whether the program loads all of the SDK at its start, as users' programs do. Default: what it uses, in half the time. */
  wholeSdk?: boolean;
}

/** Settings of a stack that ships with the project. */
export function shipped(stack: string): Config {
  const file = parse(readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as { config: Config };
  return file.config;
}

/** Names of the stacks that ship with the project, sorted. */
export const shippedStacks = readdirSync(ROOT)
  .flatMap((file) => /^Pulumi\.(\w+)\.yaml$/.exec(file)?.[1] ?? [])
  .sort();

/** The packages that every workload together needs. */
export const allPackages = ["aws", "awsx", "eks", "kubernetes"];

/** Opens an empty account with providers for the given packages. */
export async function openWorld(cli: Cli, packages: string[], files: ProjectFiles = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "nfm-world-"));
  const accountFile = join(folder, "account.json");
  const project = projectIn(folder, files.folder ?? ROOT);
  mkdirSync(join(folder, "state"));
  const calls: Call[] = [];
  const clean = cleanEnvironment(files.wholeSdk ?? false);
  const host = cli.languageHost ? undefined : await serveLanguageHost(clean);
  let onStruck: (call: Call) => Promise<void> = () => Promise.resolve();
  const listener = { called: (call: Call) => void calls.push(call), struck: (call: Call) => onStruck(call) };
  const start = (name: string) => startProvider(name, accountFile, REGION, listener);
  const providers = new Map<string, Provider>();
  await Promise.all(packages.map(async (name) => providers.set(name, await start(name))));

  const environment = () => environmentOf(clean, folder, host, [...providers.values()]);
  /** A provider that died is started anew, as the engine would start its plugin. */
  const revive = () =>
    Promise.all(
      [...providers].map(async ([name, provider]) => {
        if (!provider.alive()) providers.set(name, await start(name));
      }),
    );
  const run: Run = async (args, options = {}) => {
    await revive();
    const ended = await runCli(cli.file, args, { cwd: project, env: environment(), ...options });
    host?.killProgram();
    return ended;
  };
  return {
    account: openAccount(accountFile),
    project,
    backend: join(folder, "state"),
    calls,
    forget: () => void calls.splice(0),
    run,
    async stack(name, config) {
      const settings = join(project, `Pulumi.${name}.yaml`);
      const configure = (next: Config) =>
        writeFileSync(settings, stringify({ encryptionsalt, config: next }));
      configure(config);
      const made = await run(["stack", "init", name]);
      if (made.code !== 0) throw new Error(`pulumi stack init ${name}: ${made.output}`);
      const kept = join(folder, "state", ".pulumi");
      const [projectName = ""] = readdirSync(join(kept, "stacks"));
      const stateFile = join(kept, "stacks", projectName, `${name}.json`);
      return {
        name,
        configure,
        stateFile,
        remember() {
          const back = [settings, stateFile, `${stateFile}.attrs`, accountFile].map(keep);
          return () => {
            back.forEach((putBack) => putBack());
            rmSync(join(kept, "locks"), { recursive: true, force: true });
          };
        },
        run: (args, options) => run([...args, "--stack", name], options),
      };
    },
    async arm(name, faults, struck) {
      onStruck = struck ?? (() => Promise.resolve());
      await revive();
      const provider = providers.get(name);
      if (provider === undefined) throw new Error(`there is no provider ${name}`);
      await provider.arm(faults);
    },
    died: (name) => providers.get(name)?.ended() ?? Promise.resolve(false),
    killProgram: () => (host === undefined ? killRunner(project) : host.killProgram()),
    close() {
      host?.close();
      for (const provider of providers.values()) provider.release();
      // A command that a test gave up on may still write.
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      return Promise.resolve();
    },
  };
}

/** Gives a function that puts a file back to what it is now, or takes it away if it is not there. */
function keep(file: string): () => void {
  if (!existsSync(file)) return () => rmSync(file, { force: true });
  const content = readFileSync(file);
  return () => writeFileSync(file, content);
}

/** A copy of what the CLI writes to, and links to what the program is made of. */
function projectIn(folder: string, source: string): string {
  const project = join(folder, "project");
  mkdirSync(project);
  cpSync(join(source, "Pulumi.yaml"), join(project, "Pulumi.yaml"));
  const { main = "index.ts" } = parse(readFileSync(join(source, "Pulumi.yaml"), "utf8")) as { main?: string };
  symlinkSync(join(source, main), join(project, main));
  for (const name of ["package.json", "node_modules", "scripts"])
    symlinkSync(join(ROOT, name), join(project, name));
  return project;
}

/** Ends the program that an installed language host runs for the project. */
function killRunner(project: string): void {
  const listed = spawnSync("ps", ["-Ao", "pid=,args="], { encoding: "utf8" }).stdout;
  for (const line of listed.split("\n")) {
    if (line.includes("@pulumi/pulumi/cmd/run") && line.includes(project)) {
      process.kill(Number.parseInt(line, 10), "SIGKILL");
    }
  }
}

/** Nothing of this machine's Pulumi and AWS; coverage of the program is measured elsewhere, and slows it. */
function cleanEnvironment(wholeSdk: boolean): NodeJS.ProcessEnv {
  const preload = wholeSdk ? "" : `--require=${join(import.meta.dirname, "lazy-sdk.cts")}`;
  const own = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|AWS_|NODE_V8_COVERAGE$)/.test(name));
  return {
    ...Object.fromEntries(own),
    AWS_REGION: REGION,
    // The SDK formats a stack trace for each of its promises, a quarter of the program's time. One line of it is kept, so
    // that a trace where none belongs is still seen.
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --stack-trace-limit=1 ${preload}`,
    NODE_COMPILE_CACHE: compileCache(process.env),
  };
}

function environmentOf(
  clean: NodeJS.ProcessEnv,
  folder: string,
  host: LanguageHost | undefined,
  providers: Provider[],
): NodeJS.ProcessEnv {
  return {
    ...clean,
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_HOME: join(folder, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Providers are attached; without this the CLI would look for their plugins on the network all the same.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: providers.map(({ name, port }) => `${name}:${port}`).join(","),
    ...(host !== undefined && { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` }),
  };
}
