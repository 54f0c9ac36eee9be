import * as grpc from "@grpc/grpc-js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import { callbackProto, callbackService } from "./proto.ts";

/** A function in the program that the engine may call: takes and returns a serialised message. */
export type Transform = (request: Uint8Array) => Promise<Uint8Array>;

/** Connections to the callback servers of the program, one for each address. */
export interface Callbacks {
  bind(callback: Callback): Transform;
  close(): void;
}

/** Starts without any connection. */
export function callbacks(): Callbacks {
  const clients = new Map<string, InstanceType<typeof callbackService.CallbacksClient>>();
  const clientOf = (target: string) => {
    const known = clients.get(target);
    if (known !== undefined) return known;
    const client = new callbackService.CallbacksClient(target, grpc.credentials.createInsecure());
    clients.set(target, client);
    return client;
  };
  return {
    bind(callback) {
      const token = callback.getToken();
      const client = clientOf(callback.getTarget());
      return (request) =>
        new Promise((resolve, reject) => {
          const message = new callbackProto.CallbackInvokeRequest();
          message.setToken(token);
          message.setRequest(request);
          client.invoke(message, (error, response) => {
            if (error === null) resolve(response.getResponse_asU8());
            else reject(new Error(error.details));
          });
        });
    },
    close() {
      for (const client of clients.values()) client.close();
    },
  };
}
