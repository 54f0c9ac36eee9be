import { withoutOutputs } from "./outputs.ts";
import type { RunState } from "./state.ts";
import { isValues, UNKNOWN, type Value, type Values } from "./values.ts";

/** The SDK's mark of a resource among the stack outputs of a preview. */
const RESOURCE_MARK = "@isPulumiResource";

/** Records the outputs that a component, or the program itself, has at its end. */
export function registerOutputs(state: RunState, urn: string, given: Values): void {
  const outputs = withoutResourceMarks(withoutOutputs(given)) as Values;
  if (urn === state.rootUrn) state.stackOutputs = outputs;
  const entry = state.entries.get(urn);
  if (entry !== undefined) entry.record.outputs = outputs;
}

/** A resource among the outputs shows what is known of it, as in a real preview. */
function withoutResourceMarks(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutResourceMarks);
  if (!isValues(value)) return value;
  const known = value[RESOURCE_MARK] === true ? (item: Value) => item !== UNKNOWN : () => true;
  const entries = Object.entries(value).filter(([key, item]) => key !== RESOURCE_MARK && known(item));
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutResourceMarks(item)]));
}
