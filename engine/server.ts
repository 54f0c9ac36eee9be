import * as grpc from "@grpc/grpc-js";
import { engine } from "./monitor/engine.ts";
import { resourceMonitor } from "./monitor/service.ts";
import { engineService, resourceService } from "./proto.ts";
import type { RunState } from "./state.ts";
import { callbacks } from "./transforms.ts";

/** The limit of the SDK itself: dynamic providers and assets make large messages. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** A running engine that a program can connect to. */
export interface Server {
  address: string;
  /** Ends all connections at once. */
  close(): void;
}

/** Serves both services for one run, on a free port of this machine only. */
export async function serve(state: RunState): Promise<Server> {
  const connections = callbacks();
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(resourceService.ResourceMonitorService, resourceMonitor(state, connections));
  server.addService(engineService.EngineService, engine(state));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    address: `127.0.0.1:${port}`,
    close() {
      connections.close();
      server.forceShutdown();
    },
  };
}
