import type { FlowEnd } from "../flows.ts";
import type { Graph } from "../graph.ts";
import type { PlanResource } from "../plan.ts";
import { bagOf, bagsOf, numberOf, stringOf, type PlanValue } from "../value.ts";
import { plainName, type KubeObject } from "./objects.ts";
import type { PodSet } from "./pods.ts";
import { portsOf, type KubeService, type Services } from "./services.ts";

/** A load balancer that connects to pods. */
export interface Entry {
  from: FlowEnd;
  pods: PodSet;
  port?: number;
  targetPort?: number;
  shownBy: string;
}

/** How connections get into the cluster: load balancers of Services, Ingresses, and target groups of AWS. */
export function entriesOf(objects: readonly KubeObject[], services: Services, graph: Graph): Entry[] {
  return [
    ...services.all.flatMap((service) => [...ownBalancer(service), ...nodePortEntries(service, graph)]),
    ...objects
      .filter(({ kind }) => kind === "Ingress")
      .flatMap((ingress) => ingressEntries(ingress, services, graph)),
    ...objects
      .filter(({ kind }) => kind === "TargetGroupBinding")
      .flatMap((binding) => bindingEntries(binding, services, graph)),
  ];
}

function ownBalancer(service: KubeService): Entry[] {
  const { object, ports, pods } = service;
  if (object.spec.type !== "LoadBalancer") return [];
  const from: FlowEnd = {
    kind: "load balancer",
    name: object.name,
    namespace: object.namespace,
    label: object.resource.label,
  };
  return ports.flatMap(({ port }) =>
    pods.map((behind) => ({
      from,
      pods: behind,
      ...portsOf(service, port),
      shownBy: `Service ${object.name}`,
    })),
  );
}

/** A target group of AWS whose port is the node port of a Service. */
function nodePortEntries(service: KubeService, graph: Graph): Entry[] {
  return graph.ofType("aws:lb/targetGroup:TargetGroup").flatMap((group) =>
    service.ports.flatMap(({ nodePort, targetPort }) => {
      if (nodePort === undefined || numberOf(group.inputs.port) !== nodePort) return [];
      const ports = { port: nodePort, ...(targetPort === undefined ? {} : { targetPort }) };
      const from = balancerEnd(group, graph);
      return service.pods.map((pods) => ({ from, pods, ...ports, shownBy: `target group ${group.label}` }));
    }),
  );
}

function balancerEnd(group: PlanResource, graph: Graph): FlowEnd {
  const listener = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"]
    .flatMap((type) => [...graph.ofType(type)])
    .find(({ inputs }) =>
      bagsOf(inputs.defaultActions).some((action) => graph.target(action.targetGroupArn)?.resource === group),
    );
  const balancer = graph.target(listener?.inputs.loadBalancerArn)?.resource ?? group;
  return { kind: "load balancer", name: balancer.name, label: balancer.label };
}

function ingressEntries(ingress: KubeObject, services: Services, graph: Graph): Entry[] {
  const backends = [
    ingress.spec.defaultBackend,
    ...bagsOf(ingress.spec.rules).flatMap((rule) =>
      bagsOf(bagOf(rule.http)?.paths).map((path) => path.backend),
    ),
  ].map((backend) => bagOf(bagOf(backend)?.service));
  return backends.flatMap((backend) => {
    const port = bagOf(backend?.port);
    return entriesTo(backend?.name, port?.number ?? port?.name, ingress, services, graph);
  });
}

function bindingEntries(binding: KubeObject, services: Services, graph: Graph): Entry[] {
  const service = bagOf(binding.spec.serviceRef);
  return entriesTo(service?.name, service?.port, binding, services, graph);
}

/** A load balancer that sends to the pods' own addresses. */
function entriesTo(
  name: PlanValue | undefined,
  port: PlanValue | undefined,
  by: KubeObject,
  services: Services,
  graph: Graph,
): Entry[] {
  const service = services.find(by.cluster, by.namespace, plainName(name, graph) ?? "");
  const declared = service?.ports.find(
    (each) => each.port === numberOf(port) || each.name === stringOf(port),
  );
  const from: FlowEnd = {
    kind: "load balancer",
    name: by.name,
    namespace: by.namespace,
    label: by.resource.label,
  };
  const target = declared?.targetPort;
  const ports = target === undefined ? {} : { port: target };
  return (service?.pods ?? []).map((pods) => ({ from, pods, ...ports, shownBy: `${by.kind} ${by.name}` }));
}
