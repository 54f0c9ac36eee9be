// A simulated provider in a process of its own: `node main.ts PACKAGE`. Whoever forked it says which account and Region
// to serve, hears what the engine calls, and sends faults. Every account has a server of its own, so that nothing of
// the one before is left.
import * as grpc from "@grpc/grpc-js";
import { environmentFor } from "../../../engine/environment.ts";
import { noAnswers } from "../../../engine/answers.ts";
import { awsModels } from "../../../engine/models/index.ts";
import { channelOptions, listen } from "../grpc.ts";
import { providerService } from "../proto.ts";
import { openAccount } from "./account.ts";
import { openFaults, type Call } from "./faults.ts";
import type { FromProvider, ToProvider } from "./messages.ts";
import { resourceProvider } from "./server.ts";

const [name = ""] = process.argv.slice(2);
const models = awsModels();
const stack = { name: "", organization: "", config: new Map(), environmentVariables: {}, assumptions: [] };
const send = (message: FromProvider): void => void process.send?.(message);

const waiting = new Map<number, () => void>();
const faults = openFaults((call) => {
  send({ kind: "struck", call });
  return new Promise((resolve) => waiting.set(call.sequence, resolve));
});
let sequence = 0;
let server: grpc.Server | undefined;

async function serve(accountFile: string, region: string): Promise<number> {
  server?.forceShutdown();
  server = new grpc.Server(channelOptions);
  const provider = resourceProvider({
    name,
    models,
    account: openAccount(accountFile),
    environment: {
      ...environmentFor(stack, { ...noAnswers, environment: { region } }),
      dryRun: false,
      project: "",
      stack: "",
    },
    async around(about, act) {
      const call: Call = { ...about, provider: name, sequence: ++sequence };
      send({ kind: "called", call });
      await faults.strike(call, "before");
      const result = await act();
      await faults.strike(call, "after");
      return result;
    },
  });
  server.addService(providerService.ResourceProviderService, provider);
  return listen(server);
}

process.on("message", (message: ToProvider) => {
  switch (message.kind) {
    case "serve":
      faults.set([]);
      waiting.clear();
      void serve(message.accountFile, message.region).then((port) => send({ kind: "serving", port }));
      break;
    case "faults":
      faults.set(message.faults);
      send({ kind: "armed" });
      break;
    case "go on":
      waiting.get(message.sequence)?.();
  }
});
process.on("disconnect", () => process.exit(0));
send({ kind: "started" });
