import { createRequire } from "node:module";
import * as grpc from "@grpc/grpc-js";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import type * as ResourceService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import { bagWithoutOutputs } from "../../../engine/outputs.ts";
import type {
  ChildOptions,
  ComponentContext,
  ComponentModel,
  Known,
  ModelEnvironment,
} from "../../../engine/models/model.ts";
import { providerProto, resourceProto } from "../../../engine/proto.ts";
import { isValues, SIGNATURE, signatures, UNKNOWN, type Value, type Values } from "../../../engine/values.ts";
import { fromStruct, toStruct } from "../../../engine/wire.ts";
import { channelOptions } from "../grpc.ts";

const require = createRequire(import.meta.url);
const { ResourceMonitorClient } =
  require("@pulumi/pulumi/proto/resource_grpc_pb.js") as typeof ResourceService;

type Monitor = InstanceType<typeof ResourceMonitorClient>;

/** Lets a component's model register with the real engine what the real provider plugin would. */
export async function construct(
  model: ComponentModel,
  request: ConstructRequest,
  environment: ModelEnvironment,
) {
  const monitor = new ResourceMonitorClient(
    request.getMonitorendpoint(),
    grpc.credentials.createInsecure(),
    channelOptions,
  );
  try {
    const inputs = fromStruct(request.getInputs());
    const urn = await registerComponent(monitor, model, request, inputs);
    const known = await knownResources(monitor, inputs);
    const context = contextOf(monitor, request, { ...environment, dryRun: request.getDryrun() }, urn, known);
    const { outputs, dependencies = {} } = await model.construct(inputs, context);
    await registerOutputs(monitor, urn, outputs);
    const response = new providerProto.ConstructResponse();
    response.setUrn(urn);
    response.setState(toStruct(outputs));
    for (const [key, urns] of Object.entries(dependencies)) {
      const list = new providerProto.ConstructResponse.PropertyDependencies();
      list.setUrnsList(urns);
      response.getStatedependenciesMap().set(key, list);
    }
    return response;
  } finally {
    monitor.close();
  }
}

async function registerComponent(
  monitor: Monitor,
  model: ComponentModel,
  request: ConstructRequest,
  inputs: Values,
): Promise<string> {
  const message = new resourceProto.RegisterResourceRequest();
  message.setType(request.getType());
  message.setName(request.getName());
  message.setParent(model.parentOf?.(inputs) ?? request.getParent());
  message.setDependenciesList(request.getDependenciesList());
  message.setAliasesList(request.getAliasesList());
  message.setObject(toStruct({}));
  message.setAcceptsecrets(true);
  message.setAcceptresources(true);
  if (request.hasProtect()) message.setProtect(request.getProtect() === true);
  if (request.hasRetainondelete()) message.setRetainondelete(request.getRetainondelete() === true);
  for (const [name, reference] of entries(request.getProvidersMap())) {
    message.getProvidersMap().set(name, reference);
  }
  return (await registered(monitor, message)).getUrn();
}

function entries(map: { toArray(): unknown[] }): [string, string][] {
  return map.toArray() as [string, string][];
}

function registered(
  monitor: Monitor,
  message: InstanceType<typeof resourceProto.RegisterResourceRequest>,
): Promise<RegisterResourceResponse> {
  return new Promise((resolve, reject) => {
    monitor.registerResource(message, (error, response) =>
      error === null ? resolve(response) : reject(error),
    );
  });
}

function contextOf(
  monitor: Monitor,
  request: ConstructRequest,
  environment: ModelEnvironment,
  urn: string,
  known: Map<string, Known>,
): ComponentContext {
  const ask = (token: string, args: Values) => invoke(monitor, token, args);
  return {
    ...environment,
    urn,
    name: request.getName(),
    async register(type, name, inputs, options = {}) {
      const response = await registered(monitor, child(urn, type, name, inputs, options));
      const id = response.getId() === "" ? UNKNOWN : response.getId();
      const outputs = fromStruct(response.getObject());
      known.set(response.getUrn(), { id, outputs });
      return { urn: response.getUrn(), id, outputs };
    },
    invoke: ask,
    ask,
    lookUp: (wanted) => known.get(wanted),
    // The engine's log is not reachable from here; what the real component warns of is not under test.
    warn: () => undefined,
  };
}

function child(component: string, type: string, name: string, inputs: Values, options: ChildOptions) {
  const message = new resourceProto.RegisterResourceRequest();
  message.setType(type);
  message.setName(name);
  message.setParent(options.parent ?? component);
  message.setCustom(options.custom ?? true);
  message.setObject(toStruct(bagWithoutOutputs(inputs)));
  message.setDependenciesList(options.dependsOn ?? []);
  message.setIgnorechangesList(options.ignoreChanges ?? []);
  message.setVersion(options.version ?? "");
  message.setProvider(options.provider ?? "");
  message.setAcceptsecrets(true);
  message.setAcceptresources(true);
  if (options.deleteBeforeReplace !== undefined) {
    message.setDeletebeforereplace(options.deleteBeforeReplace);
    message.setDeletebeforereplacedefined(true);
  }
  for (const [key, reference] of Object.entries(options.providers ?? {})) {
    message.getProvidersMap().set(key, reference);
  }
  for (const [key, urns] of Object.entries(options.propertyDependencies ?? {})) {
    const list = new resourceProto.RegisterResourceRequest.PropertyDependencies();
    list.setUrnsList(urns);
    message.getPropertydependenciesMap().set(key, list);
  }
  return message;
}

function invoke(monitor: Monitor, token: string, args: Values): Promise<Values> {
  const message = new resourceProto.ResourceInvokeRequest();
  message.setTok(token);
  message.setArgs(toStruct(args));
  message.setAcceptresources(true);
  return new Promise((resolve, reject) => {
    monitor.invoke(message, (error, response) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const reasons = response.getFailuresList().map((failure) => failure.getReason());
      if (reasons.length > 0) reject(new Error(`${token}: ${reasons.join("; ")}`));
      else resolve(fromStruct(response.getReturn()));
    });
  });
}

function registerOutputs(monitor: Monitor, urn: string, outputs: Values): Promise<void> {
  const message = new resourceProto.RegisterResourceOutputsRequest();
  message.setUrn(urn);
  message.setOutputs(toStruct(bagWithoutOutputs(outputs)));
  return new Promise((resolve, reject) => {
    monitor.registerResourceOutputs(message, (error) => (error === null ? resolve() : reject(error)));
  });
}

/** The resources that references among the inputs name, and those that these name in turn, as the SDK looks at them. */
async function knownResources(monitor: Monitor, inputs: Values): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const open = references(inputs);
  for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
    if (known.has(urn)) continue;
    const found = await invoke(monitor, "pulumi:pulumi:getResource", { urn });
    const id = found.id === "" ? UNKNOWN : found.id;
    const outputs = isValues(found.state) ? found.state : {};
    known.set(urn, { id, outputs });
    open.push(...references(outputs));
  }
  return known;
}

function references(value: Value): string[] {
  if (Array.isArray(value)) return value.flatMap((item: Value) => references(item));
  if (!isValues(value)) return [];
  if (value[SIGNATURE] === signatures.resourceReference)
    return typeof value.urn === "string" ? [value.urn] : [];
  return Object.values(value).flatMap((item) => references(item));
}
