import type { Goal } from "./register.ts";
import type { RunState } from "./state.ts";
import { packageOf, typeOf } from "./urn.ts";

/** Fills in what a resource takes over from its parent. Source: pulumi/pulumi, source_eval.go, inheritFromParent. */
export function inherit(state: RunState, goal: Goal): Goal {
  const parent = state.entries.get(goal.parent)?.options;
  if (parent === undefined) return goal;
  const { options } = goal;
  return {
    ...goal,
    options: {
      ...options,
      deletedWith: options.deletedWith || parent.deletedWith,
      protect: options.protect ?? parent.protect,
      retainOnDelete: options.retainOnDelete ?? parent.retainOnDelete,
      provider: options.provider || inheritedProvider(goal, parent.provider),
      // A component hands its providers down to the components within.
      providers: goal.custom ? options.providers : { ...parent.providers, ...options.providers },
    },
  };
}

/** A child takes its parent's provider when that serves the child's package; a component takes any, for its own. */
function inheritedProvider(goal: Goal, provider: string): string {
  if (!goal.custom && !goal.remote) return provider;
  const urn = provider.slice(0, provider.lastIndexOf("::"));
  return provider !== "" && packageOf(typeOf(urn)) === packageOf(goal.type) ? provider : "";
}

/** The provider that serves a resource: its own, or the one its component names for its package. */
export function providerFor(state: RunState, goal: Goal): string {
  const { provider, providers } = goal.options;
  if (provider !== "" || !(goal.custom || goal.remote)) return provider;
  const name = packageOf(goal.type);
  return providers[name] ?? state.entries.get(goal.parent)?.options.providers[name] ?? "";
}
