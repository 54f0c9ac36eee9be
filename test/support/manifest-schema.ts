import { validate as configMap } from "kubernetes-models/_schemas/IoK8sApiCoreV1ConfigMap";
import { validate as deployment } from "kubernetes-models/_schemas/IoK8sApiAppsV1Deployment";
import { validate as disruptionBudget } from "kubernetes-models/_schemas/IoK8sApiPolicyV1PodDisruptionBudget";
import { validate as job } from "kubernetes-models/_schemas/IoK8sApiBatchV1Job";
import { validate as namespace } from "kubernetes-models/_schemas/IoK8sApiCoreV1Namespace";
import { validate as networkPolicy } from "kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy";
import { validate as secret } from "kubernetes-models/_schemas/IoK8sApiCoreV1Secret";
import { validate as service } from "kubernetes-models/_schemas/IoK8sApiCoreV1Service";
import { validate as serviceAccount } from "kubernetes-models/_schemas/IoK8sApiCoreV1ServiceAccount";
import type { Values } from "../../engine/values.ts";

/** A compiled schema: it says whether the data fits, and leaves on itself what does not. */
type Validator = ((data: unknown) => boolean) & {
  errors?: { instancePath: string; keyword: string }[] | null;
};

/**
 * The schemas of the OpenAPI document that Kubernetes publishes, compiled by kubernetes-models, by version and kind. 5.1.0
 * holds those of 1.36; nobody publishes 1.35 alone, the default version, whose fields the types of @pulumi/kubernetes
 * 4.34 hold at compile time. Fields of stable kinds are never taken away, so what fits both fits 1.35.
 */
const validators: Readonly<Record<string, Validator>> = {
  "apps/v1 Deployment": deployment,
  "batch/v1 Job": job,
  "networking.k8s.io/v1 NetworkPolicy": networkPolicy,
  "policy/v1 PodDisruptionBudget": disruptionBudget,
  "v1 ConfigMap": configMap,
  "v1 Namespace": namespace,
  "v1 Secret": secret,
  "v1 Service": service,
  "v1 ServiceAccount": serviceAccount,
};

/**
 * A view of a value that notes which keys are read. A compiled schema reads every field that it knows, and in a map
 * every key that is there, so what it never reads is a field that Kubernetes does not have and would drop.
 */
function watched(value: unknown, path: string, unread: Set<string>): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => watched(item, `${path}/${String(index)}`, unread));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  for (const [key] of entries) unread.add(`${path}/${key}`);
  const copy = Object.fromEntries(
    entries.map(([key, inner]) => [key, watched(inner, `${path}/${key}`, unread)]),
  );
  return new Proxy(copy, {
    get(target, key) {
      if (typeof key === "string") unread.delete(`${path}/${key}`);
      return Reflect.get(target, key) as unknown;
    },
  });
}

/** What is wrong with a manifest: a field of a wrong type, missing, or unknown; each with its path. */
export function manifestProblems(manifest: Values): string[] {
  const kind = `${manifest.apiVersion as string} ${manifest.kind as string}`;
  const validator = validators[kind];
  if (validator === undefined) return [`no schema for ${kind}`];
  const unread = new Set<string>();
  const fits = validator(watched(manifest, "", unread));
  const problems = fits
    ? []
    : (validator.errors ?? []).map((error) => `${error.keyword} ${error.instancePath}`);
  return [...problems, ...[...unread].sort().map((path) => `unknown ${path}`)];
}
