import * as grpc from "@grpc/grpc-js";
import { StoppedError, type RunState } from "../state.ts";

/**
 * A gRPC handler from a function. What the function throws reaches the program as the real engine's error would: as
 * the monitor's end when the run was stopped, else as a failure of the call with the error's message.
 */
export function unary<Request, Response>(
  state: RunState,
  handle: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const answer = async () => {
      if (state.stopped.signal.aborted) throw new StoppedError("resource monitor shut down");
      return handle(call.request);
    };
    answer().then(
      (response) => callback(null, response),
      (error: unknown) => callback(statusOf(error)),
    );
  };
}

function statusOf(error: unknown): grpc.StatusObject {
  const details = error instanceof Error ? error.message : String(error);
  const code = error instanceof StoppedError ? grpc.status.UNAVAILABLE : grpc.status.UNKNOWN;
  return { code, details, metadata: new grpc.Metadata() };
}
