import * as grpc from "@grpc/grpc-js";
import { providerProto } from "../../../engine/proto.ts";
import type { Values } from "../../../engine/values.ts";
import { toStruct } from "../../../engine/wire.ts";
import { StatusError } from "../grpc.ts";
import { anyProto, statusProto } from "../proto.ts";
import { PartialError } from "./errors.ts";

/** Tells the engine of a resource that was made and is not ready, so that it stays in the state. */
export function partial<T>(inputs: Values, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PartialError)) throw error;
    const detail = new providerProto.ErrorResourceInitFailed();
    detail.setId(error.id);
    detail.setProperties(toStruct({ ...inputs, ...error.outputs }));
    detail.setInputs(toStruct(inputs));
    detail.setReasonsList([error.message]);
    const details = new anyProto.Any();
    details.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new statusProto.Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(error.message);
    status.addDetails(details);
    const metadata = new grpc.Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    throw new StatusError(error.message, { metadata });
  }
}
