import { bagOf, bagsOf, isTrue, numberOf, stringOf, type PlanValue, type PlanValues } from "../value.ts";
import { labelsOf, type KubeObject } from "./objects.ts";

/** The pods that one Kubernetes object keeps. */
export interface PodSet {
  object: KubeObject;
  /** Labels of the pods. */
  labels: Record<string, string>;
  /** How long their connections come back: as long as they are there, once, or at times. */
  runs: "always" | "once" | "on schedule";
  /** How many, as the program says; absent for what depends on the nodes. */
  replicas?: number;
  serviceAccount: string;
  spec: PlanValues;
  /** Containers, those that run before the others included. */
  containers: PlanValues[];
}

/** Every object of a program that keeps pods, by whatever kind: what matters is that it has a template of them. */
export function podSetsOf(objects: readonly KubeObject[]): PodSet[] {
  return objects.flatMap((object) => {
    const template = templateOf(object);
    const spec = bagOf(template?.spec);
    const containers = [...bagsOf(spec?.initContainers), ...bagsOf(spec?.containers)];
    if (template === undefined || spec === undefined || containers.length === 0) return [];
    const replicas = replicasOf(object);
    return [
      {
        object,
        labels: labelsOf(bagOf(template.metadata)?.labels),
        runs: object.kind === "Job" ? "once" : object.kind === "CronJob" ? "on schedule" : "always",
        ...(replicas === undefined ? {} : { replicas }),
        serviceAccount: stringOf(spec.serviceAccountName) ?? "default",
        spec,
        containers,
      },
    ];
  });
}

/** The number of a container's port that has the given name, in any of the containers. */
export function namedPort(pods: PodSet, name: string): number | undefined {
  const ports = pods.containers.flatMap((container) => bagsOf(container.ports));
  return numberOf(ports.find((port) => port.name === name)?.containerPort);
}

function templateOf({
  kind,
  spec,
  labels,
}: KubeObject): { metadata?: PlanValue; spec?: PlanValue } | undefined {
  if (kind === "Pod") return { metadata: { labels }, spec };
  const jobSpec = bagOf(bagOf(spec.jobTemplate)?.spec);
  return bagOf((jobSpec ?? spec).template);
}

/** Kubernetes makes one pod where nothing is said; a suspended job has none. */
function replicasOf({ kind, spec }: KubeObject): number | undefined {
  if (isTrue(spec.suspend)) return 0;
  if (kind === "DaemonSet") return undefined;
  if (spec.replicas === undefined) return 1;
  return numberOf(spec.replicas);
}
