import type { Value as ProtoValue } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb.js";
import { aliasProto, resourceProto } from "./proto.ts";
import type { RecordedOptions } from "./types.ts";

/** A registration's options, as transforms see and change them. Empty text and empty lists mean not set. */
export interface Options {
  protect?: boolean;
  retainOnDelete?: boolean;
  deleteBeforeReplace?: boolean;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  additionalSecretOutputs: string[];
  aliases: Alias[];
  customTimeouts?: RegisterResourceRequest.CustomTimeouts;
  deletedWith: string;
  importId: string;
  provider: string;
  providers: Record<string, string>;
  version: string;
  pluginDownloadUrl: string;
  hideDiffs: string[];
  replaceWith: string[];
  replacementTrigger?: ProtoValue;
  hooks?: RegisterResourceRequest.ResourceHooksBinding;
}

/** Options of a resource that sets none. */
export function noOptions(): Options {
  return {
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    aliases: [],
    deletedWith: "",
    importId: "",
    provider: "",
    providers: {},
    version: "",
    pluginDownloadUrl: "",
    hideDiffs: [],
    replaceWith: [],
  };
}

/** The options that a program sends with a registration. */
export function optionsOf(request: RegisterResourceRequest): Options {
  const aliasUrns = request.getAliasurnsList().map((urn) => {
    const alias = new aliasProto.Alias();
    alias.setUrn(urn);
    return alias;
  });
  return {
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    // Go programs set the value without saying that it is set.
    deleteBeforeReplace:
      request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()
        ? request.getDeletebeforereplace()
        : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [...aliasUrns, ...request.getAliasesList()],
    customTimeouts: request.getCustomtimeouts(),
    deletedWith: request.getDeletedwith(),
    importId: request.getImportid(),
    provider: request.getProvider(),
    providers: Object.fromEntries(request.getProvidersMap().toObject()),
    version: request.getVersion(),
    pluginDownloadUrl: request.getPlugindownloadurl(),
    hideDiffs: request.getHidediffsList(),
    replaceWith: request.getReplaceWithList(),
    replacementTrigger: request.getReplacementTrigger(),
    hooks: request.getHooks(),
  };
}

/** The options as a transform gets them. */
export function toTransformOptions(options: Options, dependsOn: string[]): TransformResourceOptions {
  const message = new resourceProto.TransformResourceOptions();
  message.setDependsOnList(dependsOn);
  if (options.protect !== undefined) message.setProtect(options.protect);
  if (options.retainOnDelete !== undefined) message.setRetainOnDelete(options.retainOnDelete);
  if (options.deleteBeforeReplace !== undefined) message.setDeleteBeforeReplace(options.deleteBeforeReplace);
  message.setIgnoreChangesList(options.ignoreChanges);
  message.setReplaceOnChangesList(options.replaceOnChanges);
  message.setAdditionalSecretOutputsList(options.additionalSecretOutputs);
  message.setAliasesList(options.aliases);
  message.setCustomTimeouts(options.customTimeouts);
  message.setDeletedWith(options.deletedWith);
  message.setImport(options.importId);
  message.setProvider(options.provider);
  for (const [name, provider] of Object.entries(options.providers))
    message.getProvidersMap().set(name, provider);
  message.setVersion(options.version);
  message.setPluginDownloadUrl(options.pluginDownloadUrl);
  message.setHideDiffList(options.hideDiffs);
  message.setReplaceWithList(options.replaceWith);
  message.setReplacementTrigger(options.replacementTrigger);
  message.setHooks(options.hooks);
  return message;
}

/** The options that a transform answered. */
export function fromTransformOptions(message: TransformResourceOptions): Options {
  return {
    protect: message.hasProtect() ? message.getProtect() : undefined,
    retainOnDelete: message.hasRetainOnDelete() ? message.getRetainOnDelete() : undefined,
    deleteBeforeReplace: message.hasDeleteBeforeReplace() ? message.getDeleteBeforeReplace() : undefined,
    ignoreChanges: message.getIgnoreChangesList(),
    replaceOnChanges: message.getReplaceOnChangesList(),
    additionalSecretOutputs: message.getAdditionalSecretOutputsList(),
    aliases: message.getAliasesList(),
    customTimeouts: message.getCustomTimeouts(),
    deletedWith: message.getDeletedWith(),
    importId: message.getImport(),
    provider: message.getProvider(),
    providers: Object.fromEntries(message.getProvidersMap().toObject()),
    version: message.getVersion(),
    pluginDownloadUrl: message.getPluginDownloadUrl(),
    hideDiffs: message.getHideDiffList(),
    replaceWith: message.getReplaceWithList(),
    replacementTrigger: message.getReplacementTrigger(),
    hooks: message.getHooks(),
  };
}

/** What a plan needs of the options; `aliases` are the URNs that the alias specs amount to. */
export function recordedOptions(options: Options, aliases: string[]): RecordedOptions {
  const timeouts = timeoutsOf(options.customTimeouts);
  return {
    ...(options.protect !== undefined && { protect: options.protect }),
    ...(options.retainOnDelete !== undefined && { retainOnDelete: options.retainOnDelete }),
    ...(options.deleteBeforeReplace !== undefined && { deleteBeforeReplace: options.deleteBeforeReplace }),
    ...(options.ignoreChanges.length > 0 && { ignoreChanges: options.ignoreChanges }),
    ...(options.replaceOnChanges.length > 0 && { replaceOnChanges: options.replaceOnChanges }),
    ...(options.additionalSecretOutputs.length > 0 && {
      additionalSecretOutputs: options.additionalSecretOutputs,
    }),
    ...(aliases.length > 0 && { aliases }),
    ...(timeouts !== undefined && { customTimeouts: timeouts }),
    ...(options.deletedWith !== "" && { deletedWith: options.deletedWith }),
    ...(options.importId !== "" && { importId: options.importId }),
    ...(options.provider !== "" && { provider: options.provider }),
    ...(Object.keys(options.providers).length > 0 && { providers: options.providers }),
    ...(options.version !== "" && { version: options.version }),
  };
}

function timeoutsOf(
  message: RegisterResourceRequest.CustomTimeouts | undefined,
): RecordedOptions["customTimeouts"] {
  if (message === undefined) return undefined;
  const timeouts = {
    ...(message.getCreate() !== "" && { create: message.getCreate() }),
    ...(message.getUpdate() !== "" && { update: message.getUpdate() }),
    ...(message.getDelete() !== "" && { delete: message.getDelete() }),
  };
  return Object.keys(timeouts).length === 0 ? undefined : timeouts;
}
