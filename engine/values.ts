/**
 * Property values as Pulumi puts them on the wire: JSON, with unknowns, secrets, resource references and
 * outputs marked by the signatures that every Pulumi SDK shares. We keep that form from end to end, so that
 * nothing is lost or converted between the program, the models and the plan.
 * Source of the signatures: pulumi/pulumi, sdk/nodejs/runtime/rpc.ts.
 */
export type Value = null | boolean | number | string | Value[] | Values;

/** A property bag: the inputs or outputs of one resource. */
export interface Values {
  [key: string]: Value;
}

/** What stands for a value that is not known before the resource exists. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that carries a signature in a marked object. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The signatures of the marked objects. */
export const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resourceReference: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** Whether a value is an object with string keys (a list is not). */
export function isValues(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is the unknown marker itself. */
export function isUnknown(value: Value | undefined): boolean {
  return value === UNKNOWN;
}

/** Whether a value is an object marked with the given signature. */
export function isMarked(value: Value | undefined, signature: string): value is Values {
  return isValues(value) && value[SIGNATURE] === signature;
}

/** Whether a value is marked as a secret. */
export function isSecret(value: Value | undefined): value is Values {
  return isMarked(value, signatures.secret);
}

/** Marks a value as a secret. */
export function secret(value: Value): Values {
  return { [SIGNATURE]: signatures.secret, value };
}

/** A reference to a resource, as a component hands its children to the program. An unknown id is `""`. */
export function resourceReference(urn: string, id?: string): Values {
  const reference: Values = { [SIGNATURE]: signatures.resourceReference, urn };
  if (id !== undefined) reference.id = id;
  return reference;
}
