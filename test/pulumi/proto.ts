import { createRequire } from "node:module";
import type * as LanguageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import type * as Language from "@pulumi/pulumi/proto/language_pb.js";
import type * as Plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type * as ProviderService from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type * as Status from "@pulumi/pulumi/proto/status_pb.js";
import type * as AnyMessage from "google-protobuf/google/protobuf/any_pb.js";

// CommonJS, as engine/proto.ts says.
const require = createRequire(import.meta.url);
const requireBeside = createRequire(require.resolve("@pulumi/pulumi/proto/resource_pb.js"));

/** Service definition of language hosts. */
export const languageService = require("@pulumi/pulumi/proto/language_grpc_pb.js") as typeof LanguageService;
/** Messages of language hosts. */
export const languageProto = require("@pulumi/pulumi/proto/language_pb.js") as typeof Language;
/** Service definition of resource providers. */
export const providerService = require("@pulumi/pulumi/proto/provider_grpc_pb.js") as typeof ProviderService;
/** What every plugin says of itself. */
export const pluginProto = require("@pulumi/pulumi/proto/plugin_pb.js") as typeof Plugin;
/** The message in which gRPC carries details of an error. */
export const statusProto = require("@pulumi/pulumi/proto/status_pb.js") as typeof Status;
/** A message of any type. */
export const anyProto = requireBeside("google-protobuf/google/protobuf/any_pb.js") as typeof AnyMessage;
