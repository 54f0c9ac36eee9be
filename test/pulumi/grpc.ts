import * as grpc from "@grpc/grpc-js";

/** The limit of the SDK itself. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Options of every server and client here. */
export const channelOptions = {
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
};

/** A gRPC error with details, as a handler throws it. */
export class StatusError extends Error {
  readonly status: Partial<grpc.StatusObject>;
  constructor(message: string, status: Partial<grpc.StatusObject>) {
    super(message);
    this.status = status;
  }
}

/** A handler from a function, which also gets the caller's address; what it throws becomes the call's error. */
export function unary<Request, Response>(
  handle: (request: Request, peer: string) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const answer = async () => handle(call.request, call.getPeer());
    answer().then(
      (response) => callback(null, response),
      (error: unknown) => {
        const details = error instanceof Error ? error.message : String(error);
        const status = error instanceof StatusError ? error.status : {};
        callback({ code: grpc.status.UNKNOWN, details, metadata: new grpc.Metadata(), ...status });
      },
    );
  };
}

/** Binds a server to a free port of this machine only. */
export function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
