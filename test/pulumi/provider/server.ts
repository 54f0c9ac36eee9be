import { createRequire } from "node:module";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { ModelEnvironment, Models, ResourceModel } from "../../../engine/models/model.ts";
import { emptyProto, providerProto } from "../../../engine/proto.ts";
import { revealedBag } from "../../../engine/outputs.ts";
import { nameOf, typeOf } from "../../../engine/urn.ts";
import type { Values } from "../../../engine/values.ts";
import { fromStruct, toStruct } from "../../../engine/wire.ts";
import { unary } from "../grpc.ts";
import { pluginProto } from "../proto.ts";
import type { Account } from "./account.ts";
import { check } from "./check.ts";
import { openConnections, otherCluster, type Connections } from "./connections.ts";
import { construct } from "./construct.ts";
import { difference } from "./diff.ts";
import { partial } from "./partial.ts";
import type { Call } from "./faults.ts";
import { inputsFromAws, resourcesIn, type Resources } from "./resources.ts";

const require = createRequire(import.meta.url);

/** What a provider serves. */
export interface Served {
  /** Name of the package, such as `aws`. */
  name: string;
  models: Models;
  account: Account;
  environment: ModelEnvironment;
  /** Lets a call happen, with the faults that tests asked for. */
  around<T>(call: Omit<Call, "sequence" | "provider">, act: () => T | Promise<T>): Promise<T>;
}

/** A resource provider over the models that the offline plan uses. */
export function resourceProvider(served: Served): IResourceProviderServer {
  const connections = openConnections(served.account, served.name);
  const resources = (peer: string) =>
    resourcesIn(served.account, served.environment, connections.clusterOf(peer));
  const handlers: Partial<IResourceProviderServer> = {
    ...plugin(served, connections),
    ...reading(served, resources, connections),
    ...writing(served, resources, connections),
  };
  return handlers as IResourceProviderServer;
}

/** The version of the SDK, which is that of the provider that it belongs to. */
function sdkVersion(name: string): string {
  return (require(`@pulumi/${name}/package.json`) as { version: string }).version;
}

/** Components look at the resources that they are given; other providers get their ids. */
function hasComponents({ name, models }: Served): boolean {
  return [...models.components.keys()].some((type) => type.startsWith(`${name}:`));
}

function modelOf(served: Served, urn: string): ResourceModel {
  const type = typeOf(urn);
  const model = served.models.resources.get(type);
  if (model === undefined) throw new Error(`simulated provider ${served.name}: there is no model of ${type}`);
  return model;
}

function about(method: string, urn: string, preview = false) {
  return { method, type: typeOf(urn), name: nameOf(urn), preview };
}

function plugin(served: Served, connections: Connections): Partial<IResourceProviderServer> {
  const empty = unary(() => new emptyProto.Empty());
  return {
    handshake: unary(() => {
      const response = new providerProto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptOutputs(true);
      response.setAcceptResources(hasComponents(served));
      return response;
    }),
    attach: empty,
    cancel: empty,
    getPluginInfo: unary(() => {
      const info = new pluginProto.PluginInfo();
      info.setVersion(sdkVersion(served.name));
      return info;
    }),
    checkConfig: unary((request) => {
      const response = new providerProto.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: unary((request) => {
      const response = new providerProto.DiffResponse();
      if (served.name !== "kubernetes") return response;
      const [olds, news] = [fromStruct(request.getOldInputs()), fromStruct(request.getNews())];
      if (otherCluster(revealedBag(olds), revealedBag(news))) response.setReplacesList(["kubeconfig"]);
      return response;
    }),
    configure: unary((request, peer) => {
      connections.configure(peer, revealedBag(fromStruct(request.getArgs())));
      const response = new providerProto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptresources(hasComponents(served));
      response.setSupportspreview(true);
      response.setAcceptoutputs(true);
      return response;
    }),
    construct: unary((request) => {
      const call = {
        method: "construct",
        type: request.getType(),
        name: request.getName(),
        preview: request.getDryrun(),
      };
      const model = served.models.components.get(request.getType());
      if (model === undefined)
        throw new Error(`simulated provider: there is no model of ${request.getType()}`);
      return served.around(call, () => construct(model, request, served.environment));
    }),
    invoke: unary((request) => {
      const token = request.getTok();
      const call = { method: "invoke", type: token, name: token, preview: request.getPreview() };
      return served.around(call, () => {
        const model = served.models.invokes.get(token);
        const result = model?.answer(fromStruct(request.getArgs()), served.environment);
        if (result === undefined) throw new Error(`simulated provider: there is no answer to ${token}`);
        const response = new providerProto.InvokeResponse();
        response.setReturn(toStruct(result));
        return response;
      });
    }),
  };
}

/** The resources behind a connection. */
type ResourcesOf = (peer: string) => Resources;

function reading(
  served: Served,
  resources: ResourcesOf,
  connections: Connections,
): Partial<IResourceProviderServer> {
  return {
    check: unary((request) =>
      served.around(about("check", request.getUrn()), () => {
        const asked = {
          urn: request.getUrn(),
          olds: fromStruct(request.getOlds()),
          news: fromStruct(request.getNews()),
          seed: request.getRandomseed_asB64(),
        };
        const { inputs, failures } = check(modelOf(served, asked.urn), served.environment, asked);
        const response = new providerProto.CheckResponse();
        response.setInputs(toStruct(inputs));
        for (const { property, reason } of failures) {
          const failure = new providerProto.CheckFailure();
          failure.setProperty(property);
          failure.setReason(reason);
          response.addFailures(failure);
        }
        return response;
      }),
    ),
    diff: unary((request) => served.around(about("diff", request.getUrn()), () => diff(served, request))),
    read: unary((request, peer) =>
      served.around(about("read", request.getUrn()), () => {
        const response = new providerProto.ReadResponse();
        connections.need(peer, "read");
        const found = resources(peer).find(typeOf(request.getUrn()), request.getId());
        if (found === undefined) return response;
        const given = fromStruct(request.getInputs());
        const own = Object.keys(given).length > 0 ? providerInputs(given) : {};
        response.setId(found.id);
        response.setInputs(toStruct({ ...inputsFromAws(found), ...own }));
        response.setProperties(toStruct({ ...found.outputs, ...own }));
        return response;
      }),
    ),
  };
}

/** Of inputs that the engine knows already, those that AWS could not give back. */
function providerInputs(given: Values): Values {
  const fromAws = new Set(Object.keys(inputsFromAws({ inputs: given })));
  return Object.fromEntries(Object.entries(given).filter(([key]) => !fromAws.has(key)));
}

function diff(served: Served, request: DiffRequest): DiffResponse {
  const model = modelOf(served, request.getUrn());
  const olds = fromStruct(request.getOldInputs());
  const found = difference(model.type, olds, fromStruct(request.getNews()), model.autoName);
  const response = new providerProto.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = providerProto.DiffResponse.DiffChanges;
  response.setChanges(found.properties.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(found.properties);
  response.setReplacesList(found.replaces);
  response.setDeletebeforereplace(found.deleteBeforeReplace);
  return response;
}

function writing(
  served: Served,
  resources: ResourcesOf,
  connections: Connections,
): Partial<IResourceProviderServer> {
  return {
    create: unary((request, peer) => {
      const [urn, preview] = [request.getUrn(), request.getPreview()];
      return served.around(about("create", urn, preview), () => {
        const model = modelOf(served, urn);
        const inputs = fromStruct(request.getProperties());
        const response = new providerProto.CreateResponse();
        const { preview: foresee, create } = resources(peer);
        if (preview) response.setProperties(toStruct({ ...inputs, ...foresee(model, { urn, inputs }) }));
        else {
          connections.need(peer, "write");
          const { id, outputs } = partial(inputs, () => create(model, { urn, inputs }));
          response.setId(id);
          response.setProperties(toStruct({ ...inputs, ...outputs }));
        }
        return response;
      });
    }),
    update: unary((request, peer) => {
      const [urn, preview, id] = [request.getUrn(), request.getPreview(), request.getId()];
      return served.around(about("update", urn, preview), () => {
        const model = modelOf(served, urn);
        const inputs = fromStruct(request.getNews());
        const olds = fromStruct(request.getOldInputs());
        const { properties } = difference(model.type, olds, inputs, model.autoName);
        if (!preview) connections.need(peer, "write");
        const change = preview ? resources(peer).previewUpdate : resources(peer).update;
        const outputs = partial(inputs, () => ({
          id,
          outputs: change(model, { urn, inputs }, id, properties),
        }));
        const response = new providerProto.UpdateResponse();
        response.setProperties(toStruct({ ...inputs, ...outputs.outputs }));
        return response;
      });
    }),
    delete: unary((request, peer) =>
      served.around(about("delete", request.getUrn()), () => {
        connections.need(peer, "delete");
        resources(peer).remove(typeOf(request.getUrn()), request.getId());
        return new emptyProto.Empty();
      }),
    ),
  };
}
