import type { Created } from "./create.ts";
import { answerInvoke } from "./invoke.ts";
import { NotModelledError, type ChildOptions, type ComponentContext } from "./models/model.ts";
import { noOptions } from "./options.ts";
import { bagWithoutOutputs, outputDependencies } from "./outputs.ts";
import { environmentOf } from "./provided.ts";
import type { Goal, Registered } from "./register.ts";
import { stop, StoppedError, type RunState } from "./state.ts";
import type { RecordedResource } from "./types.ts";
import { UNKNOWN, type Values } from "./values.ts";

/** Registers one resource; given, because registering a remote component leads here. */
type Register = (state: RunState, goal: Goal) => Promise<Registered>;

/** Lets a model register what the provider plugin of a remote component would. */
export async function constructComponent(
  state: RunState,
  record: RecordedResource,
  inputs: Values,
  register: Register,
): Promise<Created> {
  const model = state.request.models.components.get(record.type);
  // Without a model its children stay unseen and its outputs unknown, but those that only repeat an input.
  if (model === undefined) return { outputs: {}, modelled: false };
  try {
    const { outputs, dependencies } = await model.construct(
      inputs,
      componentContext(state, record, register),
    );
    return {
      outputs: bagWithoutOutputs(outputs),
      outputDependencies: { ...markedDependencies(outputs), ...dependencies },
      modelled: true,
    };
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    if (error instanceof NotModelledError) {
      state.diagnostics.push({ severity: "info", message: error.message, urn: record.urn });
      return { outputs: {}, modelled: false };
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw stop(state, `${record.type} resource '${record.name}' has a problem: ${reason}`, record.urn);
  }
}

function markedDependencies(outputs: Values): Record<string, string[]> {
  const all = Object.entries(outputs).map(([key, value]) => [key, outputDependencies(value)] as const);
  return Object.fromEntries(all.filter(([, urns]) => urns.length > 0));
}

function componentContext(state: RunState, record: RecordedResource, register: Register): ComponentContext {
  // The provider that the component hands to its children and their calls.
  const provider = record.options.providers?.aws ?? "";
  return {
    ...environmentOf(state, provider),
    urn: record.urn,
    name: record.name,
    register: async (type, name, inputs, options = {}) => {
      const child = await register(state, childGoal(record, { type, name, inputs, options }));
      return { urn: child.urn, id: child.id ?? UNKNOWN, outputs: child.outputs };
    },
    invoke(token, args) {
      const answer = answerInvoke(state, { token, args, provider });
      if (answer !== undefined) return Promise.resolve(answer);
      const message = `${token} has no answer offline: give it under "invokes" in --answers FILE`;
      return Promise.reject(new Error(message));
    },
    ask: (token, args) => Promise.resolve(answerInvoke(state, { token, args, provider })),
    lookUp: (urn) => {
      const found = state.entries.get(urn)?.record;
      return found === undefined ? undefined : { id: found.id, outputs: found.outputs };
    },
    warn: (message) => state.diagnostics.push({ severity: "warning", message, urn: record.urn }),
  };
}

function childGoal(
  component: RecordedResource,
  child: { type: string; name: string; inputs: Values; options: ChildOptions },
): Goal {
  const { options } = child;
  return {
    type: child.type,
    name: child.name,
    parent: options.parent ?? component.urn,
    custom: options.custom ?? true,
    remote: false,
    inputs: child.inputs,
    dependencies: options.dependsOn ?? [],
    propertyDependencies: options.propertyDependencies ?? {},
    options: {
      ...noOptions(),
      ...(options.deleteBeforeReplace !== undefined && { deleteBeforeReplace: options.deleteBeforeReplace }),
      ignoreChanges: options.ignoreChanges ?? [],
      version: options.version ?? "",
      provider: options.provider ?? "",
      providers: options.providers ?? {},
    },
    transforms: [],
    constructedBy: component.urn,
  };
}
