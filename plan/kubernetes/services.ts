import { bagsOf, numberOf, stringOf, type PlanValue } from "../value.ts";
import { labelsOf, type KubeObject } from "./objects.ts";
import { namedPort, type PodSet } from "./pods.ts";

/** A Kubernetes Service of the program. */
export interface KubeService {
  object: KubeObject;
  ports: ServicePort[];
  /** Pods that it selects. */
  pods: PodSet[];
  /** Clients get addresses of pods, so the port that they name is the pods' own. */
  headless: boolean;
  /** Name that stands for it, when it is only another name for something else. */
  externalName?: string;
  /** Keeps connections in the zone or on the node of the client. */
  local: boolean;
}

interface ServicePort {
  port: number | undefined;
  name: string | undefined;
  targetPort: number | undefined;
  nodePort: number | undefined;
}

/** Looks Services of a cluster up by namespace and name. */
export interface Services {
  all: readonly KubeService[];
  find(cluster: string, namespace: string, name: string): KubeService | undefined;
}

/** Indexes the Services among the objects of a program. */
export function servicesOf(objects: readonly KubeObject[], pods: readonly PodSet[]): Services {
  const all = objects.filter(({ kind }) => kind === "Service").map((object) => serviceOf(object, pods));
  const index = new Map(all.map((service) => [keyOf(service.object), service]));
  return { all, find: (cluster, namespace, name) => index.get(JSON.stringify([cluster, namespace, name])) };
}

/** The pods of one namespace that carry all the given labels; none for an empty selector. */
function selected(
  pods: readonly PodSet[],
  { cluster, namespace }: Pick<KubeObject, "cluster" | "namespace">,
  selector: Readonly<Record<string, string>>,
): PodSet[] {
  const wanted = Object.entries(selector);
  if (wanted.length === 0) return [];
  return pods.filter(
    ({ object, labels }) =>
      object.cluster === cluster &&
      object.namespace === namespace &&
      wanted.every(([key, value]) => labels[key] === value),
  );
}

/** Ports of a call to a Service: what the client names and what the pods listen on. */
export function portsOf(
  service: KubeService,
  named: number | undefined,
): { port?: number; targetPort?: number } {
  const declared =
    service.ports.find(({ port }) => port === named) ??
    (service.ports.length === 1 && named === undefined ? service.ports[0] : undefined);
  const target = service.headless
    ? (named ?? declared?.targetPort)
    : (declared?.targetPort ?? declared?.port);
  const port = service.headless ? target : (named ?? declared?.port);
  return { ...(port === undefined ? {} : { port }), ...(target === undefined ? {} : { targetPort: target }) };
}

function keyOf({ cluster, namespace, name }: KubeObject): string {
  return JSON.stringify([cluster, namespace, name]);
}

function serviceOf(object: KubeObject, pods: readonly PodSet[]): KubeService {
  const { spec } = object;
  const behind = selected(pods, object, labelsOf(spec.selector));
  const externalName = stringOf(spec.externalName);
  return {
    object,
    ports: bagsOf(spec.ports).map((port) => {
      const number = numberOf(port.port);
      return {
        port: number,
        name: stringOf(port.name),
        targetPort: targetPort(port.targetPort, behind) ?? number,
        nodePort: numberOf(port.nodePort),
      };
    }),
    pods: behind,
    headless: spec.clusterIP === "None",
    ...(spec.type === "ExternalName" && externalName !== undefined ? { externalName } : {}),
    local: spec.internalTrafficPolicy === "Local" || /^Prefer/.test(stringOf(spec.trafficDistribution) ?? ""),
  };
}

function targetPort(value: PlanValue | undefined, behind: readonly PodSet[]): number | undefined {
  const number = numberOf(value);
  if (number !== undefined) return number;
  const name = stringOf(value);
  return name === undefined
    ? undefined
    : behind.map((pods) => namedPort(pods, name)).find((port) => port !== undefined);
}
