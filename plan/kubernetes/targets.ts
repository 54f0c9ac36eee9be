import type { Graph } from "../graph.ts";
import type { Address } from "./addresses.ts";
import { targetOf, targetOfHost, type AwsTarget } from "./aws.ts";
import { plainName, type KubeObject } from "./objects.ts";
import type { PodSet } from "./pods.ts";
import { portsOf, type KubeService, type Services } from "./services.ts";

/** What pods connect to. */
export type FlowTarget =
  | AwsTarget
  | { kind: "pods"; pods: PodSet; port?: number; targetPort?: number; local: boolean }
  /** A Service whose pods are not in the program. */
  | { kind: "service"; name: string; namespace: string; port?: number }
  | { kind: "addresses"; range: string; port?: number }
  | { kind: "internet"; host: string; port?: number };

/** What an address stands for in the cluster of an object; empty for what leads nowhere or to the pod itself. */
export function targetsOf(
  address: Address,
  near: KubeObject,
  services: Services,
  graph: Graph,
): FlowTarget[] {
  const { host, port } = address;
  const known = port === undefined ? {} : { port };
  if (isItself(host)) return [];
  const named = nameInCluster(host, near.namespace, graph);
  if (named !== undefined) {
    const service = services.find(near.cluster, named.namespace, named.name);
    if (service !== undefined) return behind(service, address, near, services, graph);
    if (named.sure) return [{ kind: "service", name: named.name, namespace: named.namespace, ...known }];
  }
  const output = outputNamed(host, graph);
  if (output !== undefined) {
    const found = targetOf(output.resource, output.path, port);
    if (found !== undefined) return [found];
  }
  const aws = targetOfHost(host, port);
  if (aws !== undefined) return [aws];
  if (/^\d+(\.\d+){3}$/.test(host)) return [{ kind: "addresses", range: `${host}/32`, ...known }];
  return address.inUrl && isPublic(host) ? [{ kind: "internet", host, ...known }] : [];
}

/** The pods behind a Service; the Service itself when nobody in the program stands behind it. */
function behind(
  service: KubeService,
  address: Address,
  near: KubeObject,
  services: Services,
  graph: Graph,
): FlowTarget[] {
  const { externalName, object } = service;
  if (externalName !== undefined) {
    const again = externalName === address.host;
    return again ? [] : targetsOf({ ...address, host: externalName, inUrl: true }, near, services, graph);
  }
  const ports = portsOf(service, address.port);
  if (service.pods.length === 0) {
    const { port } = ports;
    const known = port === undefined ? {} : { port };
    return [{ kind: "service", name: object.name, namespace: object.namespace, ...known }];
  }
  return service.pods.map((pods) => ({ kind: "pods", pods, ...ports, local: service.local }));
}

interface NameInCluster {
  name: string;
  namespace: string;
  /** Whether it can be nothing but a name in the cluster. */
  sure: boolean;
}

/** Reads a host name as one of the cluster's DNS: `petsearch`, `petsearch.petsite`, `petsearch.petsite.svc.cluster.local`. */
function nameInCluster(host: string, namespace: string, graph: Graph): NameInCluster | undefined {
  const parts = (host.match(/(?:\$\{[^{}]*\}|[^.])+/g) ?? []).map(
    (part) => (part.startsWith("${") ? plainName({ $reference: part }, graph) : undefined) ?? part,
  );
  const end = parts.indexOf("svc");
  const [name, inside] = end >= 2 ? parts.slice(end - 2, end) : parts;
  if (name === undefined || (end === -1 && parts.length > 2)) return undefined;
  return { name, namespace: inside ?? namespace, sure: end >= 2 };
}

/** The output that a host name begins with: `${database.address}`, `${api.id}.execute-api…` is none of them. */
function outputNamed(host: string, graph: Graph): ReturnType<Graph["target"]> {
  return /^\$\{[^{}]+\}$/.test(host) ? graph.target({ $reference: host }) : undefined;
}

function isItself(host: string): boolean {
  return host === "localhost" || host === "0.0.0.0" || /^(127|169\.254)\./.test(host);
}

function isPublic(host: string): boolean {
  return (
    /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(host) &&
    !/\.(local|internal|cluster|example|invalid|test)$/.test(host)
  );
}
