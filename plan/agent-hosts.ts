import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import { subnetsOf } from "./network.ts";
import type { PlanResource } from "./plan.ts";
import { show } from "./value.ts";

/** Instances of the plan that a roll-out reaches. */
export interface AgentHost {
  label: string;
  urn: string;
  kind: Host["kind"];
  /** Absent when the program does not say how many. */
  count?: number;
  /** Only for nodes of a cluster: the Availability Zones that they may start in, sorted. Empty: not in the program. */
  zones?: string[];
  /** Label of the role that sends; absent when it is not in the plan. */
  role?: string;
  /** Whether that role may publish; `unknown` when the role is not in the plan. */
  mayPublish: "yes" | "no" | "unknown";
}

/** A host as a roll-out sees it, with the role whose rights its agents use. */
export function agentHost(
  host: Host,
  role: PlanResource | undefined,
  publishers: ReadonlySet<string>,
): AgentHost {
  return {
    label: host.resource.label,
    urn: host.resource.urn,
    kind: host.kind,
    ...(host.count === undefined ? {} : { count: host.count }),
    ...(role === undefined ? {} : { role: role.label }),
    mayPublish: role === undefined ? "unknown" : publishers.has(role.label) ? "yes" : "no",
  };
}

/** The Availability Zones that a host may start instances in, sorted; empty as soon as one is not in the program. */
export function zonesOf(host: Host, graph: Graph): string[] {
  const { subnets, unknown } = subnetsOf(host.subnets, graph);
  const zones = subnets.map(({ inputs }) => show(inputs.availabilityZone));
  return unknown > 0 || zones.includes("") ? [] : [...new Set(zones)].sort();
}
