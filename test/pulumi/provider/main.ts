// A simulated provider in a process of its own: `node main.ts PACKAGE ACCOUNT_FILE REGION`. Says its port to whoever
// forked it, and what the engine calls; takes faults from there.
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

const [name = "", accountFile = "", region = ""] = process.argv.slice(2);

const send = (message: FromProvider): void => void process.send?.(message);
const waiting = new Map<number, () => void>();
const faults = openFaults((call) => {
  send({ kind: "struck", call });
  return new Promise((resolve) => waiting.set(call.sequence, resolve));
});

process.on("message", (message: ToProvider) => {
  if (message.kind === "faults") {
    faults.set(message.faults);
    send({ kind: "armed" });
  } else waiting.get(message.sequence)?.();
});
process.on("disconnect", () => process.exit(0));

let sequence = 0;
const stack = { name: "", organization: "", config: new Map(), environmentVariables: {}, assumptions: [] };
const server = new grpc.Server(channelOptions);
const provider = resourceProvider({
  name,
  models: awsModels(),
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
send({ kind: "serving", port: await listen(server) });
