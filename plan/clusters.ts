import type { Graph } from "./graph.ts";
import type { PlanResource } from "./plan.ts";
import { reference, referencesIn, show, sourcesOf, type PlanValue } from "./value.ts";

const clusterType = "aws:eks/cluster:Cluster";
const ownerTag = "kubernetes.io/cluster/";

/** Whether two resources with a `clusterName` belong to the same EKS cluster. */
export function sameCluster(a: PlanResource, b: PlanResource, graph: Graph): boolean {
  const [cluster, other] = [a, b].map((each) => clusterNamed(each.inputs.clusterName, graph));
  if (cluster !== undefined && other !== undefined) return cluster === other;
  return JSON.stringify(a.inputs.clusterName) === JSON.stringify(b.inputs.clusterName);
}

/** The cluster that a name stands for: by reference, by its name, or as the only one inside what the name comes from. */
export function clusterNamed(name: PlanValue | undefined, graph: Graph): PlanResource | undefined {
  if (typeof name === "string") return graph.named(clusterType, name);
  const direct = graph.find(name, clusterType);
  if (direct !== undefined) return direct;
  const around = graph.target(name)?.resource.label;
  return onlyWithin(around === undefined ? sourcesOf(name) : [around], graph);
}

/** The cluster of self-managed nodes: by the tag that every one of them needs, or by the component around them. */
export function clusterTagged(
  host: PlanResource,
  tags: Readonly<Record<string, PlanValue>>,
  graph: Graph,
): PlanResource | undefined {
  const key = Object.keys(tags).find((tag) => tag.startsWith(ownerTag));
  if (key === undefined) return undefined;
  const name = key.slice(ownerTag.length);
  const named = clusterNamed(name.startsWith("${") ? { $reference: name } : name, graph);
  if (named !== undefined) return named;
  const around = graph.byUrn(host.component ?? "")?.label;
  return around === undefined ? undefined : onlyWithin([around], graph);
}

/** The cluster that a Kubernetes provider talks to, by what its kubeconfig is made of. */
export function clusterOfProvider(label: string, graph: Graph): PlanResource | undefined {
  const provider = graph.target(reference(label, ""))?.resource;
  if (provider === undefined) return undefined;
  const { kubeconfig } = provider.inputs;
  const from = [
    ...sourcesOf(kubeconfig),
    ...referencesIn(show(kubeconfig)).flatMap((each) => graph.target(each)?.resource.label ?? []),
    ...provider.dependsOn.flatMap((urn) => graph.byUrn(urn)?.label ?? []),
  ];
  return onlyWithin(from, graph);
}

/** The only cluster among, or below, the resources with the given labels. */
function onlyWithin(labels: readonly string[], graph: Graph): PlanResource | undefined {
  const around = new Set(labels);
  const inside = graph.ofType(clusterType).filter((cluster) => isWithin(cluster, around, graph));
  return inside.length === 1 ? inside[0] : undefined;
}

function isWithin(resource: PlanResource, labels: ReadonlySet<string>, graph: Graph): boolean {
  for (let at: PlanResource | undefined = resource; at !== undefined; at = graph.byUrn(at.parent ?? "")) {
    if (labels.has(at.label)) return true;
  }
  return false;
}
