import type { RunState } from "./state.ts";
import { hasSecrets } from "./outputs.ts";
import { UNKNOWN, type Values } from "./values.ts";

/** Type of a reference to another stack. */
export const STACK_REFERENCE = "pulumi:pulumi:StackReference";
const STASH = "pulumi:index:Stash";

/** Outputs of a resource type that the engine itself provides; undefined for any other. */
export function builtin(state: RunState, type: string, inputs: Values): Values | undefined {
  if (type === STASH) return { output: inputs.input ?? null };
  return type === STACK_REFERENCE ? stackReference(state, inputs) : undefined;
}

/** What a reference to another stack reads: the answers' outputs of that stack, else unknown. */
export function stackReference(state: RunState, inputs: Values): Values {
  const name = typeof inputs.name === "string" ? inputs.name : "";
  const outputs = state.request.answers.stackReferences[name];
  if (outputs === undefined) {
    state.assumptions.add(
      `The outputs of stack ${name} are unknown: give stackReferences in --answers to set them.`,
    );
    return { name, outputs: UNKNOWN, secretOutputNames: UNKNOWN };
  }
  state.assumptions.add(`The outputs of stack ${name} are those that the answers give.`);
  const secretOutputNames = Object.keys(outputs).filter((key) => hasSecrets(outputs[key] ?? null));
  return { name, outputs, secretOutputNames: secretOutputNames.sort() };
}

/** Functions that the engine itself provides; undefined for any other token. Throws an Error to refuse. */
export function builtinInvoke(state: RunState, token: string, args: Values): Values | undefined {
  switch (token) {
    case "pulumi:pulumi:getResource":
      return getResource(state, args);
    case "pulumi:pulumi:readStackOutputs":
      return stackReference(state, args);
    case "pulumi:pulumi:readStackResourceOutputs":
      return { name: args.stackName ?? "", outputs: UNKNOWN };
    default:
      return undefined;
  }
}

/** The state behind a resource reference; an id that is not known yet is empty. */
function getResource(state: RunState, args: Values): Values {
  const urn = typeof args.urn === "string" ? args.urn : "";
  const record = state.entries.get(urn)?.record;
  if (record === undefined) throw new Error(`unknown resource ${urn}`);
  const id = record.id === undefined || record.id === UNKNOWN ? "" : record.id;
  return { urn, id, provider: record.options.provider ?? "", state: record.outputs };
}
