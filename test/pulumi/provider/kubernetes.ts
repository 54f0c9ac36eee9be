import { createRequire } from "node:module";
import { BlockList } from "node:net";
import { hasUnknown } from "../../../engine/models/derived.ts";
import { isValues, type Value, type Values } from "../../../engine/values.ts";
import type * as ManifestSchema from "../../support/manifest-schema.ts";
import { resourcesOf, text, type AccountState, type Stored } from "./account.ts";
import { clusterOf, nodeCount } from "./eks.ts";
import { PartialError } from "./errors.ts";
import type { Service } from "./services.ts";

const require = createRequire(import.meta.url);

/** The cluster behind a kubeconfig, or why nobody gets there. Source: pulumi-kubernetes, provider.go, Configure. */
export interface Reached {
  cluster?: string;
  unreachable?: string;
}

/** Looks for the cluster that a kubeconfig names, from where Pulumi runs. */
export function reach(state: AccountState, kubeconfig: string): Reached {
  const server = serverOf(kubeconfig);
  const found = resourcesOf(state, "aws:eks/cluster:Cluster").find(
    ({ outputs }) => outputs.endpoint === server,
  );
  if (found !== undefined && letsIn(found, state.callerAddress)) return { cluster: found.id };
  const why = found === undefined ? "no such host" : "i/o timeout";
  return {
    unreachable: `unable to load schema information from the API server: Get "${server}/openapi/v2?timeout=32s": ${why}`,
  };
}

/** The API server that a kubeconfig names. */
export function serverOf(kubeconfig: string): string {
  const config = JSON.parse(kubeconfig) as { clusters?: { cluster?: { server?: string } }[] };
  return config.clusters?.[0]?.cluster?.server ?? "";
}

function letsIn({ inputs }: Stored, address: string): boolean {
  const network = isValues(inputs.vpcConfig) ? inputs.vpcConfig : {};
  if (network.endpointPublicAccess === false) return false;
  const ranges = Array.isArray(network.publicAccessCidrs) ? network.publicAccessCidrs : ["0.0.0.0/0"];
  const allowed = new BlockList();
  for (const range of ranges) {
    const [base = "", length = "32"] = text(range).split("/");
    allowed.addSubnet(base, Number(length));
  }
  return allowed.check(address);
}

/** What the API server's schema refuses; it is not asked while something is unknown. */
export function manifestFailures(inputs: Values): string[] {
  if (hasUnknown(inputs)) return [];
  // Loaded when the first manifest comes: only the provider for Kubernetes needs it.
  const { manifestProblems } = require("../../support/manifest-schema.ts") as typeof ManifestSchema;
  return manifestProblems(inputs);
}

/** Whether a type is a kind of object in Kubernetes. */
export function isKubernetes(type: string): boolean {
  return type.startsWith("kubernetes:");
}

/** Objects in a cluster. Those with pods are waited for, as the provider does, and never ready where no pod can run. */
export const kubernetesObject: Service = {
  admit(state, resource) {
    const refuse = (message: string) =>
      new Error(
        `resource ${resource.name} was not successfully created by the Kubernetes API server: ${message}`,
      );
    const others = inCluster(state, resource.cluster);
    if (others.some(({ type, id }) => type === resource.type && id === resource.id)) {
      throw refuse(`${kindOf(resource)} "${metadataOf(resource).name}" already exists`);
    }
    const taken = nodePortsOf(resource).find((port) =>
      others.some((other) => other.id !== resource.id && nodePortsOf(other).includes(port)),
    );
    if (taken !== undefined) {
      throw refuse(`spec.ports[0].nodePort: Invalid value: ${taken}: provided port is already allocated`);
    }
    const { namespace } = metadataOf(resource);
    if (namespace === "" || ["default", "kube-system"].includes(namespace)) return;
    const there = others.some(({ type, id }) => type === "kubernetes:core/v1:Namespace" && id === namespace);
    if (!there) throw refuse(`namespaces "${namespace}" not found`);
  },
  made(state, resource) {
    const missing = whatPodsMiss(state, resource);
    if (missing === undefined) return;
    throw new PartialError(
      `resource ${resource.name} was successfully created, but the Kubernetes API server reported that it failed to ` +
        `fully initialize or become live: '${metadataOf(resource).name}' timed out waiting to be Ready; simulated ` +
        `pods without ${missing}`,
    );
  },
  removed(state, resource) {
    if (resource.type !== "kubernetes:core/v1:Namespace") return;
    state.resources = state.resources.filter(
      (other) => other.cluster !== resource.cluster || metadataOf(other).namespace !== resource.id,
    );
  },
};

function inCluster(state: AccountState, cluster: string | undefined): Stored[] {
  return state.resources.filter((other) => other.cluster === cluster);
}

function kindOf({ type }: Stored): string {
  return (type.split(":").at(-1) ?? "").toLowerCase();
}

function metadataOf({ inputs, outputs }: Stored): { name: string; namespace: string } {
  const metadata = isValues(outputs.metadata) ? outputs.metadata : inputs.metadata;
  return isValues(metadata)
    ? { name: text(metadata.name), namespace: text(metadata.namespace) }
    : { name: "", namespace: "" };
}

/** Ports that a Service takes on every node. Source: Kubernetes documentation, "Service", type NodePort. */
function nodePortsOf({ inputs }: Stored): number[] {
  const ports = isValues(inputs.spec) && Array.isArray(inputs.spec.ports) ? inputs.spec.ports : [];
  return ports.flatMap((port) =>
    isValues(port) && typeof port.nodePort === "number" ? [port.nodePort] : [],
  );
}

const withPods = ["apps/v1:Deployment", "apps/v1:DaemonSet", "batch/v1:Job"].map(
  (kind) => `kubernetes:${kind}`,
);

function whatPodsMiss(state: AccountState, resource: Stored): string | undefined {
  const cluster = clusterOf(state, resource.cluster);
  if (!withPods.includes(resource.type) || cluster === undefined) return undefined;
  if (nodeCount(state, cluster) === 0) return "nodes";
  const account = serviceAccountOf(resource.inputs.spec);
  const { namespace } = metadataOf(resource);
  const there = inCluster(state, resource.cluster).some(
    ({ type, id }) => type === "kubernetes:core/v1:ServiceAccount" && id === `${namespace}/${account}`,
  );
  return account === "" || account === "default" || there ? undefined : `service account ${account}`;
}

function serviceAccountOf(spec: Value | undefined): string {
  const template = isValues(spec) && isValues(spec.template) ? spec.template : {};
  return isValues(template.spec) ? text(template.spec.serviceAccountName) : "";
}

const autonamed = "pulumi.com/autonamed";

/** Names an object that the program did not name, and keeps that name. Source: pulumi-kubernetes, metadata/naming.go. */
export function namedObject(name: string, olds: Values, news: Values, random: string): Values {
  const metadata = isValues(news.metadata) ? news.metadata : {};
  if (metadata.name !== undefined) return news;
  const old = isValues(olds.metadata) ? olds.metadata : {};
  const kept = isValues(old.annotations) && old.annotations[autonamed] === "true" ? old.name : undefined;
  const annotations = isValues(metadata.annotations) ? metadata.annotations : {};
  return {
    ...news,
    metadata: {
      ...metadata,
      name: kept ?? `${name}-${random.slice(0, 8)}`,
      annotations: { ...annotations, [autonamed]: "true" },
    },
  };
}

/** Paths whose change replaces an object. Source: pulumi-kubernetes, provider/diff.go, commit 94977969 (2026-07-01). */
export function replacingObject(type: string): ReadonlySet<string> {
  const kind = type.split(":").at(-1) ?? "";
  const own: Record<string, string[]> = {
    ConfigMap: ["binaryData", "data"],
    DaemonSet: ["spec.selector"],
    Deployment: ["spec.selector"],
    Job: ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
    Secret: ["type", "stringData", "data"],
    Service: ["spec.clusterIP"],
  };
  return new Set(["metadata.name", "metadata.namespace", ...(own[kind] ?? [])]);
}

/** Whether the new object would have the old one's name: a name that the program chose, in the same namespace. */
export function sameObject(before: Values, after: Values): boolean {
  const [old, next] = [before.metadata, after.metadata];
  if (!isValues(old) || !isValues(next)) return false;
  const automatic = isValues(next.annotations) && next.annotations[autonamed] === "true";
  return !automatic && old.name === next.name && old.namespace === next.namespace;
}
