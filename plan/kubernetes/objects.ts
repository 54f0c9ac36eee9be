import { clusterOfProvider } from "../clusters.ts";
import type { Graph } from "../graph.ts";
import { classOf } from "../labels.ts";
import type { PlanResource } from "../plan.ts";
import { bagOf, show, stringOf, type PlanValue, type PlanValues } from "../value.ts";

/** One Kubernetes object that the program makes. */
export interface KubeObject {
  resource: PlanResource;
  kind: string;
  /** Its name in Kubernetes, as text; a reference where Pulumi chooses it. */
  name: string;
  namespace: string;
  /** Label of its cluster; else of its provider; empty for the default provider. */
  cluster: string;
  /** Labels that it carries, or that its pods do not: those are in the template. */
  labels: Record<string, string>;
  annotations: PlanValues;
  spec: PlanValues;
}

/** The Kubernetes objects of a plan, in order of URN. */
export function objectsOf(graph: Graph): KubeObject[] {
  const clusters = new Map<string, string>();
  return graph.all.filter(isObject).map((resource) => {
    const { inputs, options } = resource;
    const metadata = bagOf(inputs.metadata);
    const provider = options.provider ?? "";
    let cluster = clusters.get(provider);
    if (cluster === undefined) {
      cluster = clusterOfProvider(provider, graph)?.label ?? provider;
      clusters.set(provider, cluster);
    }
    return {
      resource,
      kind: stringOf(inputs.kind) ?? classOf(resource.type),
      name: nameOf(resource),
      namespace: plainName(metadata?.namespace, graph) ?? "default",
      cluster,
      labels: labelsOf(metadata?.labels),
      annotations: bagOf(metadata?.annotations) ?? {},
      spec: bagOf(inputs.spec) ?? {},
    };
  });
}

/** Text of a name: what a reference to another object's name stands for, when the program gives that name. */
export function plainName(value: PlanValue | undefined, graph: Graph): string | undefined {
  const target = graph.target(value);
  if (target !== undefined && isObject(target.resource) && namePaths.has(target.path)) {
    return nameOf(target.resource);
  }
  return stringOf(value);
}

/** Labels as text. */
export function labelsOf(value: PlanValue | undefined): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [key, item] of Object.entries(bagOf(value) ?? {})) labels[key] = show(item);
  return labels;
}

const namePaths = new Set(["metadata.name", "id", ""]);

/** Helm releases and files of manifests are resources too; what they hold is not in the program. */
function isObject({ type, custom, inputs }: PlanResource): boolean {
  return (
    custom && type.startsWith("kubernetes:") && !type.startsWith("kubernetes:helm.sh") && "metadata" in inputs
  );
}

function nameOf(resource: PlanResource): string {
  return stringOf(bagOf(resource.inputs.metadata)?.name) ?? `\${${resource.label}.metadata.name}`;
}
