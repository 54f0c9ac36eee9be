import type { RegisterResourceHookRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { resourceProto } from "./proto.ts";
import { stop, type Entry, type RunState } from "./state.ts";
import type { Callbacks } from "./transforms.ts";
import type { RecordedResource } from "./types.ts";
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
 * Source: pulumi/pulumi, pkg/resource/deploy/deployment.go, RunHooks.
 */
export async function runHooks(state: RunState, entry: Entry, when: "before" | "after"): Promise<void> {
  const binding = entry.options.hooks;
  if (binding === undefined || !state.environment.dryRun) return;
  const { urn } = entry.record;
  const names = when === "before" ? binding.getBeforeCreateList() : binding.getAfterCreateList();
  for (const name of names) {
    const hook = state.hooks.get(name);
    if (hook === undefined) throw stop(state, `hook "${name}" was not registered`, urn);
    if (!hook.onDryRun) continue;
    const bytes = await hook.transform(requestFor(entry.record, when).serializeBinary());
    const error = resourceProto.ResourceHookResponse.deserializeBinary(bytes).getError();
    if (error === "") continue;
    if (!hook.ignoreErrors) throw stop(state, `${when} hook "${name}" failed: ${error}`, urn);
    const type = when === "before" ? "BeforeCreate" : "AfterCreate";
    state.diagnostics.push({ severity: "warning", message: `${type} hook "${name}" failed: ${error}`, urn });
  }
}

function requestFor(record: RecordedResource, when: "before" | "after") {
  const request = new resourceProto.ResourceHookRequest();
  request.setUrn(record.urn);
  request.setId(record.id === undefined || record.id === UNKNOWN ? "" : record.id);
  request.setName(record.name);
  request.setType(record.type);
  request.setNewInputs(toStruct(record.inputs));
  if (when === "after") request.setNewOutputs(toStruct(record.outputs));
  return request;
}
