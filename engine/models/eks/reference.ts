import { isMarked, isValues, signatures, UNKNOWN, type Value } from "../../values.ts";
import { type Derived, plain } from "../derived.ts";
import type { ComponentContext } from "../model.ts";

/** An output of the resource that an input refers to; unknown when the reference or the output is. */
export function resourceOutput(context: ComponentContext, reference: Derived, property: string): Derived {
  const urn = urnOf(reference.value);
  if (urn === undefined) return { value: UNKNOWN, from: reference.from };
  const from = [...new Set([...reference.from, urn])].sort();
  return { value: context.lookUp(urn)?.outputs[property] ?? UNKNOWN, from };
}

/** The URN in a resource reference. */
export function urnOf(value: Value | undefined): string | undefined {
  return isMarked(value, signatures.resourceReference) && typeof value.urn === "string"
    ? value.urn
    : undefined;
}

/**
 * A part of what `eks.Cluster` tells other components about itself. In a preview that is unknown as a whole, and a
 * value read from it depends on nothing.
 */
export function fromCore(context: ComponentContext, cluster: Value | undefined, property: string): Derived {
  const urn = urnOf(cluster);
  const core = urn === undefined ? cluster : context.lookUp(urn)?.outputs.core;
  return isValues(core) ? plain(core[property] ?? null) : plain(UNKNOWN);
}

/** An output of the control plane of a cluster that was given as a resource or as its core data. */
export function fromControlPlane(
  context: ComponentContext,
  cluster: Value | undefined,
  property: string,
): Derived {
  return resourceOutput(context, fromCore(context, cluster, "cluster"), property);
}
