import type { Graph } from "./graph.ts";
import type { PlanResource } from "./plan.ts";
import { sourcesOf } from "./value.ts";

/** Whether two resources with a `clusterName` belong to the same EKS cluster. */
export function sameCluster(a: PlanResource, b: PlanResource, graph: Graph): boolean {
  const [cluster, other] = [clusterOf(a, graph), clusterOf(b, graph)];
  if (cluster !== undefined && other !== undefined) return cluster === other;
  return JSON.stringify(a.inputs.clusterName) === JSON.stringify(b.inputs.clusterName);
}

/** The cluster that a resource names: by reference, by its name, or as the only one inside what the name comes from. */
function clusterOf({ inputs: { clusterName } }: PlanResource, graph: Graph): PlanResource | undefined {
  const type = "aws:eks/cluster:Cluster";
  if (typeof clusterName === "string") return graph.named(type, clusterName);
  const direct = graph.find(clusterName, type);
  if (direct !== undefined) return direct;
  const around = graph.target(clusterName)?.resource.label;
  const from = new Set(around === undefined ? sourcesOf(clusterName) : [around]);
  const inside = graph.ofType(type).filter((cluster) => isWithin(cluster, from, graph));
  return inside.length === 1 ? inside[0] : undefined;
}

function isWithin(resource: PlanResource, labels: ReadonlySet<string>, graph: Graph): boolean {
  for (let at: PlanResource | undefined = resource; at !== undefined; at = graph.byUrn(at.parent ?? "")) {
    if (labels.has(at.label)) return true;
  }
  return false;
}
