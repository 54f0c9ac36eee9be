import { builtin } from "./builtins.ts";
import { noOptions } from "./options.ts";
import { bagWithoutOutputs } from "./outputs.ts";
import { stop, type RunState } from "./state.ts";
import { makeUrn } from "./urn.ts";
import type { Values } from "./values.ts";

/** An existing resource that the program asks for (`X.get`, a StackReference). */
export interface Lookup {
  id: string;
  type: string;
  name: string;
  parent: string;
  inputs: Values;
  dependencies: string[];
  provider: string;
  version: string;
}

/** Answers what is known of an existing resource: its id and what the program itself said of it. */
export function read(state: RunState, lookup: Lookup): { urn: string; outputs: Values } {
  const { id, type, name, parent, provider, version } = lookup;
  if (parent !== "" && !state.entries.has(parent)) {
    throw stop(state, `could not find parent resource ${parent}`);
  }
  const urn = makeUrn(state.environment.stack, state.environment.project, parent, type, name);
  if (state.entries.has(urn)) {
    throw stop(state, `Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
  }
  const inputs = bagWithoutOutputs(lookup.inputs);
  const known = builtin(state, type, inputs);
  const outputs = { ...inputs, ...known };
  const options = { ...(provider !== "" && { provider }), ...(version !== "" && { version }) };
  state.entries.set(urn, {
    record: {
      urn,
      type,
      name,
      ...(parent !== "" && { parent }),
      custom: true,
      remote: false,
      read: true,
      inputs,
      outputs,
      id,
      dependencies: [...lookup.dependencies].sort(),
      propertyDependencies: {},
      options,
      modelled: known !== undefined,
    },
    options: { ...noOptions(), provider, version },
    transforms: [],
  });
  return { urn, outputs };
}
