import { builtin } from "./builtins.ts";
import type { Options } from "./options.ts";
import { revealedBag } from "./outputs.ts";
import { environmentOf } from "./provided.ts";
import { contextOf, stop, type RunState } from "./state.ts";
import type { RecordedResource } from "./types.ts";
import { isProviderType } from "./urn.ts";
import { isSecret, secret, UNKNOWN, type Value, type Values } from "./values.ts";

/** What a registration results in. */
export interface Created {
  /** Absent for a component. */
  id?: string;
  outputs: Values;
  /** For each output of a remote component, the URNs that it comes from. */
  outputDependencies?: Record<string, string[]>;
  modelled: boolean;
}

/** Answers for a custom resource or a local component what its provider would on creation. */
export function createResource(state: RunState, record: RecordedResource, options: Options): Created {
  if (!record.custom) return { outputs: {}, modelled: true };
  const created = answer(state, record);
  const id = options.importId === "" ? created.id : options.importId;
  return { ...created, id, outputs: withSecrets(created.outputs, options.additionalSecretOutputs) };
}

function answer(state: RunState, record: RecordedResource): Created & { id: string } {
  const { urn, type, name, inputs } = record;
  const context = contextOf(state, environmentOf(state, record.options.provider ?? ""), urn, name);
  const known = builtin(state, type, inputs);
  const model = state.request.models.resources.get(type);
  if (known !== undefined || model === undefined) {
    // No service chose this id, so it must not look as if one did. Programs need it to be text that is not empty.
    const id = context.generated("id", (token) => `id-of-${token}`) as string;
    return { id, outputs: { ...inputs, ...known }, modelled: known !== undefined || isProviderType(type) };
  }
  const plain = revealedBag(inputs);
  for (const problem of model.check?.(plain, context) ?? []) {
    state.diagnostics.push({
      severity: "error",
      message: `${type} resource '${name}' has a problem: ${problem}`,
      urn,
    });
  }
  try {
    const { id, outputs } = model.create(plain, context);
    return { id: textOf(id), outputs: { ...inputs, ...outputs }, modelled: true };
  } catch (error) {
    throw stop(
      state,
      `${type} resource '${name}' has a problem: ${error instanceof Error ? error.message : String(error)}`,
      urn,
    );
  }
}

function textOf(id: Value): string {
  if (typeof id === "string") return id;
  throw new Error("the model gave an id that is not text");
}

/** Marks outputs that the program wants kept secret; one that is not known yet is a secret all the same. */
function withSecrets(outputs: Values, names: string[]): Values {
  if (names.length === 0) return outputs;
  const result = { ...outputs };
  for (const name of names) {
    const value = result[name] ?? UNKNOWN;
    result[name] = isSecret(value) ? value : secret(value);
  }
  return result;
}
