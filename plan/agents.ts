import { addOnsOf } from "./addons.ts";
import { agentHost, type AgentHost } from "./agent-hosts.ts";
import { agentActions, type AgentAction } from "./documents.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import type { PlanResource } from "./plan.ts";
import { bagOf, listOf, show, type PlanValue } from "./value.ts";

/** One roll-out of agents. */
export interface WatchAgents {
  label: string;
  by: "SSM association" | "EKS add-on";
  /** What it does, in order; an add-on installs and sends at once. */
  actions: AgentAction[];
  /** Labels of other associations with the same targets that activate what this one installs. */
  activatedBy: string[];
  /** `sends`, or why nothing arrives. */
  state:
    | "sends"
    | "installed, never activated"
    | "activated before install"
    | "stopped"
    | "activates only"
    | "no Pod Identity agent"
    | "no nodes"
    | "refused";
  /** Only with `refused`: why EKS does not make it, with the labels of all that take part. */
  refusal?: string;
  /** Only for an add-on: what its agents take their rights from. */
  credentials?: "Pod Identity" | "IRSA" | "node role";
  /** Only with Pod Identity: what gives pods their roles, an add-on's label or `EKS Auto Mode`; absent when not known. */
  podIdentity?: string;
  /** The choice of instances as text: `tag:nfm = on`, `cluster petsite`. */
  chosen: string[];
  schedule?: string;
  hosts: AgentHost[];
}

/**
 * The roll-outs of agents in a plan: SSM associations about the agent, then EKS add-ons. `region` is that of resources
 * that name none.
 */
export function agentsOf(
  graph: Graph,
  hosts: readonly Host[],
  publishers: ReadonlySet<string>,
  region: string,
): WatchAgents[] {
  return [...associationsOf(graph, hosts, publishers), ...addOnsOf(graph, hosts, publishers, region)];
}

interface Association {
  resource: PlanResource;
  actions: AgentAction[];
  chosen: Chosen[];
  /** The targets as text, to tell whether two associations have the same. */
  key: string;
}

function associationsOf(
  graph: Graph,
  hosts: readonly Host[],
  publishers: ReadonlySet<string>,
): WatchAgents[] {
  const all = graph.ofType("aws:ssm/association:Association").map((resource): Association => {
    const chosen = targetsOf(resource.inputs.targets);
    return { resource, actions: agentActions(resource, graph), chosen, key: JSON.stringify(chosen) };
  });
  const ours = all.filter(({ actions }) => actions.length > 0);
  return ours.map((one) => {
    const others = ours.filter((other) => other !== one && one.chosen.length > 0 && other.key === one.key);
    const reached = hosts.filter((host) => isChosen(host, one.chosen, graph));
    const schedule = one.resource.inputs.scheduleExpression;
    return {
      label: one.resource.label,
      by: "SSM association",
      actions: one.actions,
      ...togetherWith(one.actions, others),
      chosen: one.chosen.map(({ key, values }) => `${key} = ${values.map(show).join(", ")}`),
      ...(schedule === undefined ? {} : { schedule: show(schedule) }),
      hosts: reached.map((host) => agentHost(host, host.role, publishers)),
    };
  });
}

/** What an association comes to, given the others with the same targets. */
function togetherWith(
  actions: readonly AgentAction[],
  others: readonly Association[],
): Pick<WatchAgents, "activatedBy" | "state"> {
  const install = actions.indexOf("install");
  const activate = actions.indexOf("activate");
  const alone = { activatedBy: [] };
  if (actions.includes("deactivate") || actions.includes("uninstall")) return { ...alone, state: "stopped" };
  if (install === -1) {
    const installed = others.some((other) => other.actions.includes("install"));
    return { ...alone, state: installed ? "sends" : "activates only" };
  }
  if (activate !== -1) return { ...alone, state: install < activate ? "sends" : "activated before install" };
  const activatedBy = others
    .filter((other) => other.actions.includes("activate"))
    .map((other) => other.resource.label);
  return { activatedBy, state: activatedBy.length > 0 ? "sends" : "installed, never activated" };
}

interface Chosen {
  key: string;
  values: PlanValue[];
}

function targetsOf(value: PlanValue | undefined): Chosen[] {
  return listOf(value).map((target) => {
    const bag = bagOf(target);
    return { key: show(bag?.key), values: listOf(bag?.values) };
  });
}

/** Several targets of one association must all match. Node groups are the add-on's, never an association's. */
function isChosen(host: Host, chosen: readonly Chosen[], graph: Graph): boolean {
  if (chosen.length === 0 || host.kind === "node group" || host.kind === "EKS Auto Mode") return false;
  return chosen.every(({ key, values }) => {
    if (key === "InstanceIds") {
      return values.some((value) => value === "*" || graph.target(value)?.resource.urn === host.resource.urn);
    }
    if (key === "tag:aws:autoscaling:groupName") return values.some((value) => isGroup(host, value, graph));
    if (!key.startsWith("tag:")) return false;
    const tag = host.tags[key.slice("tag:".length)];
    return tag !== undefined && values.some((value) => JSON.stringify(value) === JSON.stringify(tag));
  });
}

function isGroup(host: Host, value: PlanValue, graph: Graph): boolean {
  if (host.kind !== "Auto Scaling group") return false;
  if (graph.target(value)?.resource.urn === host.resource.urn) return true;
  const name = host.resource.inputs.name;
  return name !== undefined && JSON.stringify(name) === JSON.stringify(value);
}
