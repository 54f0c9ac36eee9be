import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb.js";
import { structProto } from "./proto.ts";
import type { Values } from "./values.ts";

/** Property values as a protobuf message. */
export type Struct = StructMessage;

/** Reads a property bag; an absent one is empty. */
export function fromStruct(struct: Struct | undefined): Values {
  return struct === undefined ? {} : struct.toJavaScript();
}

/** Writes a property bag. */
export function toStruct(values: Values): Struct {
  return structProto.Struct.fromJavaScript(values);
}
