import type { RegisterResourceHookRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { resourceProto } from "./proto.ts";
import type { Registered } from "./register.ts";
import { stop, type RunState } from "./state.ts";
import type { Callbacks } from "./transforms.ts";
import { UNKNOWN } from "./values.ts";
import { toStruct } from "./wire.ts";

/** Remembers a hook; which resources it is for, they say themselves. */
export function registerHook(
  state: RunState,
  callbacks: Callbacks,
  request: RegisterResourceHookRequest,
): void {
  const callback = request.getCallback();
  if (callback === undefined) throw new Error("callback must be specified");
  if (state.hooks.has(request.getName())) {
    throw new Error(`resource hook already registered for name "${request.getName()}"`);
  }
  state.hooks.set(request.getName(), {
    transform: callbacks.bind(callback),
    onDryRun: request.getOnDryRun(),
    ignoreErrors: request.getIgnoreErrors(),
  });
}

/**
 * Runs the hooks of a new resource that ask for previews, as a real preview does. All others belong to a real
 * deployment, and so do all hooks of a simulated update: they may act on the world.
 */
export async function runHooks(state: RunState, registered: Registered): Promise<void> {
  const binding = state.entries.get(registered.urn)?.options.hooks;
  if (binding === undefined || !state.environment.dryRun) return;
  const names = [...binding.getBeforeCreateList(), ...binding.getAfterCreateList()];
  for (const name of names) {
    const hook = state.hooks.get(name);
    if (hook === undefined) throw stop(state, `resource hook ${name} is not registered`, registered.urn);
    if (!hook.onDryRun) continue;
    const bytes = await hook.transform(requestFor(state, registered).serializeBinary());
    const error = resourceProto.ResourceHookResponse.deserializeBinary(bytes).getError();
    if (error === "") continue;
    if (!hook.ignoreErrors) throw stop(state, `hook ${name} failed: ${error}`, registered.urn);
    state.diagnostics.push({
      severity: "warning",
      message: `hook ${name} failed: ${error}`,
      urn: registered.urn,
    });
  }
}

function requestFor(state: RunState, registered: Registered) {
  const request = new resourceProto.ResourceHookRequest();
  const record = state.entries.get(registered.urn)?.record;
  request.setUrn(registered.urn);
  request.setId(registered.id === undefined || registered.id === UNKNOWN ? "" : registered.id);
  request.setName(record?.name ?? "");
  request.setType(record?.type ?? "");
  request.setNewInputs(toStruct(record?.inputs ?? {}));
  request.setNewOutputs(toStruct(registered.outputs));
  return request;
}
