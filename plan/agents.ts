import { sameCluster } from "./clusters.ts";
import { agentActions, type AgentAction } from "./documents.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import { names } from "./names.ts";
import { bagOf, listOf, show, stringOf, type PlanValue } from "./value.ts";

/** One roll-out of agents. */
export interface WatchAgents {
  label: string;
  by: "SSM association" | "EKS add-on";
  /** What it does, in order; an add-on installs and sends at once. */
  actions: AgentAction[];
  /** Labels of other associations with the same targets that activate what this one installs. */
  activatedBy: string[];
  /** `sends`, or why nothing arrives. */
  state: "sends" | "installed, never activated" | "activated before install" | "stopped" | "activates only";
  /** The choice of instances as text: `tag:nfm = on`, `cluster petsite`. */
  chosen: string[];
  schedule?: string;
  hosts: AgentHost[];
}

/** Instances of the plan that a roll-out reaches. */
export interface AgentHost {
  label: string;
  urn: string;
  kind: Host["kind"];
  /** Absent when the program does not say how many. */
  count?: number;
  /** Label of the role that sends; absent when it is not in the plan. */
  role?: string;
  /** Whether that role may publish; `unknown` when the role is not in the plan. */
  mayPublish: "yes" | "no" | "unknown";
}

/** The roll-outs of agents in a plan: SSM associations about the agent, then EKS add-ons. */
export function agentsOf(
  graph: Graph,
  hosts: readonly Host[],
  publishers: ReadonlySet<string>,
): WatchAgents[] {
  return [...associationsOf(graph, hosts, publishers), ...addOnsOf(graph, hosts, publishers)];
}

function associationsOf(
  graph: Graph,
  hosts: readonly Host[],
  publishers: ReadonlySet<string>,
): WatchAgents[] {
  const all = graph.ofType("aws:ssm/association:Association").map((association) => ({
    association,
    actions: agentActions(association, graph),
    targets: JSON.stringify(association.inputs.targets ?? null),
  }));
  const ours = all.filter(({ actions }) => actions.length > 0);
  return ours.map(({ association, actions, targets }) => {
    const others = ours.filter((other) => other.association !== association && other.targets === targets);
    const activatedBy = others
      .filter((other) => other.actions.includes("activate"))
      .map((other) => other.association.label);
    const installed = others.some((other) => other.actions.includes("install"));
    const chosen = targetsOf(association.inputs.targets);
    return {
      label: association.label,
      by: "SSM association",
      actions,
      activatedBy,
      state: stateOf(actions, activatedBy.length > 0, installed),
      chosen: chosen.map(({ key, values }) => `${key} = ${values.map(show).join(", ")}`),
      ...(association.inputs.scheduleExpression === undefined
        ? {}
        : { schedule: show(association.inputs.scheduleExpression) }),
      hosts: hosts.filter((host) => isChosen(host, chosen, graph)).map((host) => agentHost(host, publishers)),
    };
  });
}

function stateOf(
  actions: readonly AgentAction[],
  elsewhere: boolean,
  installed: boolean,
): WatchAgents["state"] {
  const install = actions.indexOf("install");
  const activate = actions.indexOf("activate");
  if (actions.includes("deactivate") || actions.includes("uninstall")) return "stopped";
  if (install === -1) return installed ? "sends" : "activates only";
  if (activate === -1) return elsewhere ? "sends" : "installed, never activated";
  return install < activate ? "sends" : "activated before install";
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
  if (host.kind === "node group" || chosen.length === 0) return false;
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

function agentHost(host: Host, publishers: ReadonlySet<string>, role = host.role): AgentHost {
  return {
    label: host.resource.label,
    urn: host.resource.urn,
    kind: host.kind,
    ...(host.count === undefined ? {} : { count: host.count }),
    ...(role === undefined ? {} : { role: role.label }),
    mayPublish: role === undefined ? "unknown" : publishers.has(role.label) ? "yes" : "no",
  };
}

function addOnsOf(graph: Graph, hosts: readonly Host[], publishers: ReadonlySet<string>): WatchAgents[] {
  const addOns = graph
    .ofType("aws:eks/addon:Addon")
    .filter((addOn) => stringOf(addOn.inputs.addonName) === names.addOn);
  return addOns.map((addOn) => {
    const { clusterName, podIdentityAssociations, serviceAccountRoleArn } = addOn.inputs;
    const roleArn = bagOf(listOf(podIdentityAssociations)[0])?.roleArn ?? serviceAccountRoleArn;
    const role = graph.find(roleArn, "aws:iam/role:Role");
    const nodes = hosts.filter(
      (host) => host.kind === "node group" && sameCluster(host.resource, addOn, graph),
    );
    return {
      label: addOn.label,
      by: "EKS add-on",
      actions: ["install", "activate"],
      activatedBy: [],
      state: "sends",
      chosen: [`cluster ${show(clusterName)}`],
      hosts: nodes.map((host) => agentHost(host, publishers, roleArn === undefined ? host.role : role)),
    };
  });
}
