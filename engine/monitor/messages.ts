import type {
  ReadResourceRequest,
  ReadResourceResponse,
  RegisterPackageRequest,
  RegisterPackageResponse,
  RegisterResourceRequest,
  RegisterResourceResponse,
  ResourceInvokeResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { optionsOf } from "../options.ts";
import { resourceProto } from "../proto.ts";
import type { Lookup } from "../read.ts";
import type { Goal, Registered } from "../register.ts";
import type { RunState } from "../state.ts";
import type { Callbacks } from "../transforms.ts";
import { isUrn } from "../urn.ts";
import { UNKNOWN, type Values } from "../values.ts";
import { fromStruct, toStruct } from "../wire.ts";

/** Reads a registration. Throws an Error in the real engine's words when it is malformed. */
export function goalOf(state: RunState, callbacks: Callbacks, request: RegisterResourceRequest): Goal {
  const type = request.getType();
  const custom = request.getCustom();
  const remote = request.getRemote();
  const parent = request.getParent();
  if (parent !== "" && !isUrn(parent)) throw new Error(`invalid parent URN: invalid URN "${parent}"`);
  if ((custom || remote) && type.split(":").length !== 3) {
    throw new Error(`Type '${type}' is not a valid type token (must have format '*:*:*')`);
  }
  const inputs = fromStruct(request.getObject());
  const dependencies = request.getDependenciesList();
  const options = optionsOf(request);
  options.version = options.version || versionOf(state, request.getPackageref());
  return {
    type,
    name: request.getName(),
    parent,
    custom,
    remote,
    inputs,
    dependencies,
    propertyDependencies: propertyDependenciesOf(request, inputs, dependencies),
    options,
    transforms: request.getTransformsList().map((callback) => callbacks.bind(callback)),
  };
}

/** A program that does not say what each input comes from makes every input depend on everything. */
function propertyDependenciesOf(
  request: RegisterResourceRequest,
  inputs: Values,
  dependencies: string[],
): Record<string, string[]> {
  const told = request.getPropertydependenciesMap();
  if (told.getLength() === 0 && !request.getRemote()) {
    return Object.fromEntries(Object.keys(inputs).map((key) => [key, dependencies]));
  }
  const result: Record<string, string[]> = {};
  told.forEach((dependency, key) => {
    const urns = dependency.getUrnsList();
    if (urns.length > 0) result[key] = urns;
  });
  return result;
}

/** Answers a registration; an id that is not known yet is empty. */
export function registerReply(registered: Registered, goal: Goal): RegisterResourceResponse {
  const reply = new resourceProto.RegisterResourceResponse();
  reply.setUrn(registered.urn);
  if (registered.id !== undefined && registered.id !== UNKNOWN) reply.setId(registered.id);
  // What a local component registers as inputs never comes back to it as outputs.
  reply.setObject(toStruct(goal.custom || goal.remote ? registered.outputs : {}));
  for (const [key, urns] of Object.entries(registered.outputDependencies ?? {})) {
    const dependencies = new resourceProto.RegisterResourceResponse.PropertyDependencies();
    dependencies.setUrnsList(urns);
    reply.getPropertydependenciesMap().set(key, dependencies);
  }
  return reply;
}

/** Answers a function call; undefined is unknown. */
export function invokeReply(result: Values | undefined): ResourceInvokeResponse {
  const reply = new resourceProto.ResourceInvokeResponse();
  // Programs of older SDKs do not know the flag; they see an unknown inside the result.
  reply.setReturn(toStruct(result ?? { unknown: UNKNOWN }));
  reply.setUnknown(result === undefined);
  return reply;
}

/** Reads a request for an existing resource. */
export function lookupOf(state: RunState, request: ReadResourceRequest): Lookup {
  return {
    id: request.getId(),
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    inputs: fromStruct(request.getProperties()),
    dependencies: request.getDependenciesList(),
    provider: request.getProvider(),
    version: request.getVersion() || versionOf(state, request.getPackageref()),
  };
}

/** Answers a request for an existing resource. */
export function readReply(result: { urn: string; outputs: Values }): ReadResourceResponse {
  const reply = new resourceProto.ReadResourceResponse();
  reply.setUrn(result.urn);
  reply.setProperties(toStruct(result.outputs));
  return reply;
}

/** Remembers a package, so that a resource that names it by reference has its version. */
export function packageReply(state: RunState, request: RegisterPackageRequest): RegisterPackageResponse {
  const parameterization = request.getParameterization();
  const name = parameterization?.getName() ?? request.getName();
  const version = parameterization?.getVersion() ?? request.getVersion();
  const ref = `${name}@${version}`;
  state.packages.set(ref, { name, version });
  const reply = new resourceProto.RegisterPackageResponse();
  reply.setRef(ref);
  return reply;
}

function versionOf(state: RunState, packageRef: string): string {
  return state.packages.get(packageRef)?.version ?? "";
}
