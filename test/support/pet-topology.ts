import { isValues, type Value, type Values } from "../../engine/values.ts";
import type { Registration } from "./deploy.ts";

/** What of a resource tells who calls whom; those of a plan have it too. */
type Resource = Pick<Registration, "type" | "inputs">;

/** An edge as the planned resources themselves show it. */
export interface SeenEdge {
  from: string;
  to: string;
  port: number;
  targetPort: number;
}

interface SeenService {
  app: string;
  ports: Map<number, number>;
}

function values(value: Value | undefined): Values {
  return isValues(value) ? value : {};
}

function list(value: Value | undefined): Values[] {
  return Array.isArray(value) ? value.filter(isValues) : [];
}

function ofKind(registrations: readonly Resource[], kind: string): Values[] {
  return registrations
    .filter((each) => each.type.startsWith("kubernetes:") && each.inputs.kind === kind)
    .map((each) => each.inputs);
}

function nameOf(resource: Values): string {
  return values(resource.metadata).name as string;
}

function seenServices(registrations: readonly Resource[]): Map<string, SeenService> {
  const services = new Map<string, SeenService>();
  for (const service of ofKind(registrations, "Service")) {
    const spec = values(service.spec);
    const ports = new Map(list(spec.ports).map((port) => [port.port as number, port.targetPort as number]));
    services.set(nameOf(service), { app: values(spec.selector).app as string, ports });
  }
  return services;
}

/** Every URL of a Service in a text: `http://name.namespace.svc.cluster.local[:port]`. */
function urlsIn(text: string): { service: string; port: number }[] {
  const found = text.matchAll(/http:\/\/([a-z0-9-]+)\.[a-z0-9-]+\.svc\.cluster\.local(?::(\d+))?/g);
  return [...found].map(([, service = "", port = "80"]) => ({ service, port: Number(port) }));
}

/** Names of the AWS CLI's commands, by the service whose endpoint they call. */
const awsCommands: Record<string, string> = { dynamodb: "dynamodb", s3api: "s3", ssm: "ssm" };

function containerEdges(
  app: string,
  container: Values,
  configs: Values[],
  services: Map<string, SeenService>,
): SeenEdge[] {
  const edges: SeenEdge[] = [];
  const toService = (name: string, port: number) => {
    const service = services.get(name);
    const targetPort = service?.ports.get(port);
    if (service === undefined || targetPort === undefined)
      throw new Error(`${app} calls ${name}:${String(port)}, which nothing serves`);
    edges.push({ from: app, to: service.app, port, targetPort });
  };
  const env = new Map(list(container.env).map((each) => [each.name as string, each.value as string]));
  const mounted = list(container.volumeMounts).map((mount) => mount.name);
  const files = configs
    .filter((config) => mounted.includes(nameOf(config)))
    .flatMap((config) => Object.values(values(config.data)));
  for (const text of [...env.values(), ...files]) {
    if (typeof text === "string") for (const { service, port } of urlsIn(text)) toService(service, port);
  }
  const host = env.get("PGHOST");
  if (host !== undefined) {
    const port = Number(env.get("PGPORT"));
    const [service = ""] = host.split(".");
    if (host.endsWith(".svc.cluster.local")) toService(service, port);
    else edges.push({ from: app, to: "database", port, targetPort: port });
  }
  const command = (container.command as string[] | undefined)?.join(" ") ?? "";
  const called = /(?:^|[\s;])aws ([a-z0-9]+) /.exec(command)?.[1];
  if (called !== undefined)
    edges.push({ from: app, to: awsCommands[called] ?? called, port: 443, targetPort: 443 });
  return edges;
}

/** The load balancer's edge: a target group on the node port of a Service. */
function balancerEdges(registrations: readonly Resource[], services: Map<string, SeenService>): SeenEdge[] {
  const targets = registrations.filter((each) => each.type === "aws:lb/targetGroup:TargetGroup");
  return ofKind(registrations, "Service").flatMap((service) =>
    list(values(service.spec).ports)
      .filter((port) => targets.some(({ inputs }) => inputs.port === port.nodePort))
      .map((port) => ({
        from: "loadbalancer",
        to: services.get(nameOf(service))?.app ?? "",
        port: port.nodePort as number,
        targetPort: port.targetPort as number,
      })),
  );
}

/** Who calls whom, read from the Kubernetes resources of a simulated workload, each once, sorted. */
export function seenEdges(registrations: readonly Resource[]): SeenEdge[] {
  const services = seenServices(registrations);
  const configs = ofKind(registrations, "ConfigMap");
  const found = new Map<string, SeenEdge>();
  for (const deployment of [...ofKind(registrations, "Deployment"), ...ofKind(registrations, "Job")]) {
    const template = values(values(deployment.spec).template);
    const app = values(values(template.metadata).labels).app as string;
    for (const container of list(values(template.spec).containers)) {
      for (const edge of containerEdges(app, container, configs, services))
        found.set(JSON.stringify(edge), edge);
    }
  }
  for (const edge of balancerEdges(registrations, services)) found.set(JSON.stringify(edge), edge);
  return sortEdges([...found.values()]);
}

/** The order in which edges are compared. */
export function sortEdges(edges: SeenEdge[]): SeenEdge[] {
  const key = ({ from, to, port }: SeenEdge) => `${from} ${to} ${String(port)}`;
  return edges.toSorted((a, b) => key(a).localeCompare(key(b)));
}
