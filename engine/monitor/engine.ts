import { stripVTControlCharacters } from "node:util";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import { emptyProto, engineProto } from "../proto.ts";
import type { RunState } from "../state.ts";
import type { Diagnostic } from "../types.ts";
import { PULUMI_VERSION, satisfies } from "../version.ts";
import { unary } from "./unary.ts";

/** The engine service: the program's messages and the root of its resources. */
export function engine(state: RunState): IEngineServer {
  return {
    log: (call, callback) => {
      record(state, call.request);
      callback(null, new emptyProto.Empty());
    },
    getRootResource: unary(state, () => {
      const reply = new engineProto.GetRootResourceResponse();
      reply.setUrn(state.rootUrn);
      return reply;
    }),
    setRootResource: unary(state, (request) => {
      state.rootUrn = request.getUrn();
      return new engineProto.SetRootResourceResponse();
    }),
    startDebugging: unary(state, () => new emptyProto.Empty()),
    requirePulumiVersion: unary(state, (request) => {
      const range = request.getPulumiVersionRange();
      if (!satisfies(PULUMI_VERSION, range)) {
        throw new Error(`Pulumi CLI version ${PULUMI_VERSION} does not satisfy the version range "${range}"`);
      }
      return new engineProto.RequirePulumiVersionResponse();
    }),
  };
}

const severities: Record<number, Diagnostic["severity"]> = {
  [engineProto.LogSeverity.DEBUG]: "debug",
  [engineProto.LogSeverity.INFO]: "info",
  [engineProto.LogSeverity.WARNING]: "warning",
  [engineProto.LogSeverity.ERROR]: "error",
};

/**
 * Keeps a message, without the colours that the SDK gives to stack traces. Debug messages are for people who debug
 * Pulumi itself.
 */
function record(state: RunState, request: LogRequest): void {
  const severity = severities[request.getSeverity()] ?? "info";
  if (severity === "debug" || request.getEphemeral() || state.stopped.signal.aborted) return;
  const urn = request.getUrn();
  state.diagnostics.push({
    severity,
    message: stripVTControlCharacters(request.getMessage()),
    ...(urn !== "" && { urn }),
  });
}
