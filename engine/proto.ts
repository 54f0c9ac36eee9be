import { createRequire } from "node:module";
import type * as Empty from "google-protobuf/google/protobuf/empty_pb.js";
import type * as Struct from "google-protobuf/google/protobuf/struct_pb.js";
import type * as Alias from "@pulumi/pulumi/proto/alias_pb.js";
import type * as Callback from "@pulumi/pulumi/proto/callback_pb.js";
import type * as CallbackService from "@pulumi/pulumi/proto/callback_grpc_pb.js";
import type * as Engine from "@pulumi/pulumi/proto/engine_pb.js";
import type * as EngineService from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type * as Provider from "@pulumi/pulumi/proto/provider_pb.js";
import type * as Resource from "@pulumi/pulumi/proto/resource_pb.js";
import type * as ResourceService from "@pulumi/pulumi/proto/resource_grpc_pb.js";

// The generated code is CommonJS that assigns its exports through a helper, so Node finds no names to import.
const require = createRequire(import.meta.url);
/** `google-protobuf` as the generated code sees it: two copies of it cannot share messages. */
const requireBeside = createRequire(require.resolve("@pulumi/pulumi/proto/resource_pb.js"));

/** Messages of the resource monitor. */
export const resourceProto = require("@pulumi/pulumi/proto/resource_pb.js") as typeof Resource;
/** Service definition of the resource monitor. */
export const resourceService = require("@pulumi/pulumi/proto/resource_grpc_pb.js") as typeof ResourceService;
/** Messages of the engine. */
export const engineProto = require("@pulumi/pulumi/proto/engine_pb.js") as typeof Engine;
/** Service definition of the engine. */
export const engineService = require("@pulumi/pulumi/proto/engine_grpc_pb.js") as typeof EngineService;
/** Messages of aliases. */
export const aliasProto = require("@pulumi/pulumi/proto/alias_pb.js") as typeof Alias;
/** Messages of provider calls. */
export const providerProto = require("@pulumi/pulumi/proto/provider_pb.js") as typeof Provider;
/** Messages of callbacks into the program. */
export const callbackProto = require("@pulumi/pulumi/proto/callback_pb.js") as typeof Callback;
/** Client of callbacks into the program. */
export const callbackService = require("@pulumi/pulumi/proto/callback_grpc_pb.js") as typeof CallbackService;
/** `google.protobuf.Struct` and `Value`. */
export const structProto = requireBeside("google-protobuf/google/protobuf/struct_pb.js") as typeof Struct;
/** `google.protobuf.Empty`. */
export const emptyProto = requireBeside("google-protobuf/google/protobuf/empty_pb.js") as typeof Empty;
