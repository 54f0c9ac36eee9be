import { isValues, UNKNOWN, type Value } from "../../values.ts";

/** The OIDC issuer among a cluster's identities. */
export function issuerOf(identities: Value): Value {
  const first = Array.isArray(identities) ? identities[0] : undefined;
  const oidcs = isValues(first) ? first.oidcs : undefined;
  const oidc = Array.isArray(oidcs) ? oidcs[0] : undefined;
  return isValues(oidc) ? (oidc.issuer ?? UNKNOWN) : UNKNOWN;
}
