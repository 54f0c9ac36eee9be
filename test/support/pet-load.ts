import { isValues, type Value, type Values } from "../../engine/values.ts";
import type { Registration } from "./deploy.ts";
import { seenEdges, sortEdges, type SeenEdge } from "./pet-topology.ts";

/** An edge, and when it flows, as the planned resources themselves show it. */
export interface SeenFlow extends SeenEdge {
  flows: "always" | "once" | "visits" | "off";
}

function values(value: Value | undefined): Values {
  return isValues(value) ? value : {};
}

function list(value: Value | undefined): Values[] {
  return Array.isArray(value) ? value.filter(isValues) : [];
}

/** How long a container pauses between two rounds, seconds; 0 for ever; undefined for one that makes no rounds. */
function pauseOf(container: Values): number | undefined {
  const found = list(container.env).find((each) => each.name === "PAUSE_SECONDS");
  return found === undefined ? undefined : Number(found.value);
}

/** The registrations with those containers only that are wanted. */
function withContainers(
  registrations: readonly Registration[],
  isWanted: (container: Values) => boolean,
): Registration[] {
  return registrations.map((each) => {
    const template = values(values(each.inputs.spec).template);
    if (!("spec" in template)) return each;
    const pod = values(template.spec);
    const containers = list(pod.containers).filter(isWanted);
    const spec = { ...values(each.inputs.spec), template: { ...template, spec: { ...pod, containers } } };
    return { ...each, inputs: { ...each.inputs, spec } };
  });
}

/** Apps that calls get to from one app, itself included. */
function reached(from: string, edges: readonly SeenEdge[], found = new Set<string>()): Set<string> {
  if (found.has(from)) return found;
  found.add(from);
  for (const edge of edges) if (edge.from === from) reached(edge.to, edges, found);
  return found;
}

/**
 * Who calls whom and when, read from the resources of a simulated workload: by the rounds that containers make, and from
 * there, or from the load balancer, along what web servers pass on.
 */
export function seenFlows(registrations: readonly Registration[]): SeenFlow[] {
  const key = (edge: SeenEdge) => JSON.stringify(edge);
  const jobs = new Set(
    registrations
      .filter(({ inputs }) => inputs.kind === "Job")
      .map(({ inputs }) => values(values(values(values(inputs.spec).template).metadata).labels).app),
  );
  const clients = seenEdges(withContainers(registrations, (each) => (pauseOf(each) ?? 0) > 0)).filter(
    ({ from }) => from !== "loadbalancer",
  );
  const rounds = new Set(clients.map(key));
  const servers = seenEdges(withContainers(registrations, (each) => pauseOf(each) === undefined));
  const passed = new Set(servers.map(key));
  const byLoad = new Set(clients.flatMap(({ to }) => [...reached(to, servers)]));
  const byVisitors = reached("loadbalancer", servers);
  const flowOf = (edge: SeenEdge): SeenFlow["flows"] => {
    if (jobs.has(edge.from)) return "once";
    if (rounds.has(key(edge)) || edge.from === "loadbalancer") return "always";
    if (!passed.has(key(edge))) return "off";
    if (byLoad.has(edge.from)) return "always";
    return byVisitors.has(edge.from) ? "visits" : "off";
  };
  return sortEdges(seenEdges(registrations)).map((edge) => ({ ...edge, flows: flowOf(edge) }));
}
