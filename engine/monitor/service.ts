import type * as grpc from "@grpc/grpc-js";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { registerHook } from "../hooks.ts";
import { invoke } from "../invoke.ts";
import { providerProto, emptyProto, resourceProto } from "../proto.ts";
import { registerOutputs } from "../finish.ts";
import { read } from "../read.ts";
import { register } from "../register.ts";
import type { RunState } from "../state.ts";
import type { Callbacks } from "../transforms.ts";
import { UNKNOWN } from "../values.ts";
import { fromStruct, toStruct } from "../wire.ts";
import { deploymentInfo, supports } from "./features.ts";
import { goalOf, invokeReply, lookupOf, packageReply, readReply, registerReply } from "./messages.ts";
import { unary } from "./unary.ts";

/** The resource monitor: what a Pulumi program talks to in place of the real engine. */
export function resourceMonitor(state: RunState, callbacks: Callbacks): IResourceMonitorServer {
  const empty = () => new emptyProto.Empty();
  return {
    ...registrations(state, callbacks),
    getDeploymentInfo: unary(state, () => deploymentInfo(state)),
    supportsFeature: unary(state, (request) => supports(request)),
    invoke: unary(state, async (request) => {
      const args = fromStruct(request.getArgs());
      return invokeReply(
        await invoke(state, { token: request.getTok(), args, provider: request.getProvider() }),
      );
    }),
    call: unary(state, (request) => {
      // No model answers methods. Generated methods that return one value unwrap the only key, the others mostly
      // call theirs "result".
      state.invokes.push({
        token: request.getTok(),
        args: fromStruct(request.getArgs()),
        answeredBy: "nobody",
      });
      const reply = new providerProto.CallResponse();
      reply.setReturn(toStruct({ result: UNKNOWN }));
      return reply;
    }),
    registerStackTransform: unary(state, (callback) => {
      state.stackTransforms.push(callbacks.bind(callback));
      return empty();
    }),
    registerStackInvokeTransform: unary(state, (callback) => {
      state.invokeTransforms.push(callbacks.bind(callback));
      return empty();
    }),
    registerResourceHook: unary(state, (request) => {
      registerHook(state, callbacks, request);
      return empty();
    }),
    // Nothing fails here as a cloud fails, so no error hook is ever asked.
    registerErrorHook: unary(state, empty),
    registerPackage: unary(state, (request) => packageReply(state, request)),
    signalAndWaitForShutdown: unary(state, empty),
  };
}

type Registrations = Pick<
  IResourceMonitorServer,
  "registerResource" | "registerResourceOutputs" | "readResource" | "existsResource"
>;

function registrations(
  state: RunState,
  callbacks: Callbacks,
): Registrations & grpc.UntypedServiceImplementation {
  return {
    registerResource: unary(state, async (request) => {
      const goal = goalOf(state, callbacks, request);
      const registered = await register(state, goal);
      return registerReply(registered, goal);
    }),
    registerResourceOutputs: unary(state, (request) => {
      registerOutputs(state, request.getUrn(), fromStruct(request.getOutputs()));
      return new emptyProto.Empty();
    }),
    readResource: unary(state, (request) => readReply(read(state, lookupOf(state, request)))),
    existsResource: unary(state, (request) => {
      const args = { type: request.getType(), id: request.getId() };
      state.invokes.push({ token: "pulumi:pulumi:existsResource", args, answeredBy: "nobody" });
      const reply = new resourceProto.ExistsResourceResponse();
      reply.setUnknown(true);
      return reply;
    }),
  };
}
