import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Call, Fault } from "./provider/faults.ts";
import type { FromProvider, ToProvider } from "./provider/messages.ts";

const MAIN = join(import.meta.dirname, "provider", "main.ts");

/** A simulated provider that runs in a process of its own. */
export interface Provider {
  name: string;
  port: number;
  alive(): boolean;
  /** Arms faults, in place of those that are armed. */
  arm(faults: Fault[]): Promise<void>;
  stop(): Promise<void>;
}

/** What a test hears of providers. */
export interface Listener {
  called(call: Call): void;
  /** A fault of kind `tell` struck: the call goes on when the promise resolves, never when it does not. */
  struck(call: Call): Promise<void>;
}

/** Starts a simulated provider. Its log goes to this process's standard error when SIMULATED_LOG is set. */
export async function startProvider(
  name: string,
  accountFile: string,
  region: string,
  listener: Listener,
): Promise<Provider> {
  const stderr = process.env.SIMULATED_LOG === undefined ? "ignore" : "inherit";
  const env = { ...process.env };
  delete env.NODE_V8_COVERAGE;
  const child = fork(MAIN, [name, accountFile, region], { stdio: ["ignore", "ignore", stderr, "ipc"], env });
  child.on("message", (message: FromProvider) => {
    if (message.kind === "called") listener.called(message.call);
    if (message.kind !== "struck") return;
    const { sequence } = message.call;
    void listener.struck(message.call).then(() => tell(child, { kind: "go on", sequence }));
  });
  const serving = await reply(child, "serving");
  return {
    name,
    port: serving.port,
    alive: () => child.exitCode === null && child.signalCode === null,
    async arm(faults) {
      const armed = reply(child, "armed");
      tell(child, { kind: "faults", faults });
      await armed;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
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
