import * as grpc from "@grpc/grpc-js";
import { engine } from "./monitor/engine.ts";
import { resourceMonitor } from "./monitor/service.ts";
import type { Port } from "./port.ts";
import { engineService, resourceService } from "./proto.ts";
import type { RunState } from "./state.ts";
import { callbacks } from "./transforms.ts";

/** The limit of the SDK itself: dynamic providers and assets make large messages. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** A running engine that a program can connect to. */
export interface Server {
  /** Ends all connections at once. */
  close(): void;
}

/** Serves both services for one run on an open port. */
export function serve(state: RunState, port: Port): Server {
  const connections = callbacks();
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(resourceService.ResourceMonitorService, resourceMonitor(state, connections));
  server.addService(engineService.EngineService, engine(state));
  const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  port.serve((connection) => injector.injectConnection(connection));
  return {
    close() {
      connections.close();
      injector.destroy();
      server.forceShutdown();
    },
  };
}
