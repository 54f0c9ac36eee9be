import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { compileCache } from "../../engine/runner/cache.ts";
import type { Call, Fault } from "./provider/faults.ts";
import type { FromProvider, ToProvider } from "./provider/messages.ts";

const MAIN = join(import.meta.dirname, "provider", "main.ts");

/** A simulated provider that runs in a process of its own. */
export interface Provider {
  name: string;
  port: number;
  alive(): boolean;
  /** Waits until its process has ended, ten seconds at most; whether it has. */
  ended(): Promise<boolean>;
  /** Arms faults, in place of those that are armed. */
  arm(faults: Fault[]): Promise<void>;
  /** Lets go of it: another account may have its process. */
  release(): void;
}

/** What a test hears of providers. */
export interface Listener {
  called(call: Call): void;
  /** A fault of kind `tell` struck: the call goes on when the promise resolves, never when it does not. */
  struck(call: Call): Promise<void>;
}

/** Processes that serve nobody now, by package: to start one takes longer than most tests need it. */
const idle = new Map<string, ChildProcess[]>();

/** Serves an account by a simulated provider. Its log goes to standard error when SIMULATED_LOG is set. */
export async function startProvider(
  name: string,
  accountFile: string,
  region: string,
  listener: Listener,
): Promise<Provider> {
  const child = idle.get(name)?.pop() ?? (await startProcess(name));
  const hear = (message: FromProvider) => {
    if (message.kind === "called") listener.called(message.call);
    if (message.kind !== "struck") return;
    const { sequence } = message.call;
    void listener.struck(message.call).then(() => tell(child, { kind: "go on", sequence }));
  };
  child.on("message", hear);
  hold(child, true);
  const serving = reply(child, "serving");
  tell(child, { kind: "serve", accountFile, region });
  const { port } = await serving;
  return {
    name,
    port,
    alive: () => alive(child),
    async ended() {
      const patience = AbortSignal.timeout(10_000);
      if (alive(child)) await once(child, "exit", { signal: patience }).catch(() => undefined);
      return !alive(child);
    },
    async arm(faults) {
      const armed = reply(child, "armed");
      tell(child, { kind: "faults", faults });
      await armed;
    },
    release() {
      child.off("message", hear);
      hold(child, false);
      if (alive(child)) idle.set(name, [...(idle.get(name) ?? []), child]);
    },
  };
}

async function startProcess(name: string): Promise<ChildProcess> {
  const stderr = process.env.SIMULATED_LOG === undefined ? "ignore" : "inherit";
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_COMPILE_CACHE: compileCache(process.env) };
  delete env.NODE_V8_COVERAGE;
  const child = fork(MAIN, [name], { stdio: ["ignore", "ignore", stderr, "ipc"], env });
  await reply(child, "started");
  return child;
}

function alive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Whether this process goes on for the child's sake. An idle one ends with whoever forked it. */
function hold(child: ChildProcess, needed: boolean): void {
  if (needed) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

function tell(child: ChildProcess, message: ToProvider): void {
  if (child.connected) child.send(message);
}

function reply<Kind extends FromProvider["kind"]>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromProvider, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      reject(new Error(`the simulated provider ended with ${code ?? "a signal"} before it said "${kind}"`));
    };
    const onMessage = (message: FromProvider) => {
      if (message.kind !== kind) return;
      child.off("message", onMessage);
      child.off("exit", onExit);
      resolve(message as Extract<FromProvider, { kind: Kind }>);
    };
    child.on("message", onMessage);
    child.once("exit", onExit);
  });
}
