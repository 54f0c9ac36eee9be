import { agentHost, zonesOf } from "./agent-hosts.ts";
import type { WatchAgents } from "./agents.ts";
import { clusterNamed, sameCluster } from "./clusters.ts";
import type { Graph } from "./graph.ts";
import { isAutoMode, type Host } from "./hosts.ts";
import { names } from "./names.ts";
import type { PlanResource } from "./plan.ts";
import { bagsOf, markOf, marks, show, stringOf, type PlanValue } from "./value.ts";

/** Type of an EKS add-on. */
const addOnType = "aws:eks/addon:Addon";

/** Where the agents of an add-on take their rights from. */
type Credentials = NonNullable<WatchAgents["credentials"]>;

/** The roll-outs of agents by EKS add-on. */
export function addOnsOf(
  graph: Graph,
  hosts: readonly Host[],
  publishers: ReadonlySet<string>,
): WatchAgents[] {
  return agentAddOns(graph).map((addOn) => {
    const cluster = clusterNamed(addOn.inputs.clusterName, graph);
    const nodes = hosts.filter((host) => runsAgents(host) && isNodeOf(host, addOn, cluster, graph));
    const { from, roleArn } = credentialsOf(addOn, graph);
    const role = graph.find(roleArn, "aws:iam/role:Role");
    const identity = podIdentityOf(addOn, graph);
    return {
      label: addOn.label,
      by: "EKS add-on",
      actions: ["install", "activate"],
      activatedBy: [],
      state: stateOf(from, identity, cluster, nodes),
      credentials: from,
      ...(from === "Pod Identity" && identity !== undefined ? { podIdentity: identity } : {}),
      chosen: [`cluster ${show(addOn.inputs.clusterName)}`],
      hosts: nodes.map((host) => ({
        ...agentHost(host, from === "node role" ? host.role : role, publishers),
        zones: zonesOf(host, graph),
      })),
    };
  });
}

/** Add-ons of the agent, in order of URN. */
export function agentAddOns(graph: Graph): PlanResource[] {
  return graph.ofType(addOnType).filter((addOn) => stringOf(addOn.inputs.addonName) === names.addOn);
}

/**
 * Whether the agent's pods run on a host of a cluster: on Linux instances only.
 * Source: node affinity in the chart of aws/network-flow-monitor-agent.
 */
export function runsAgents(host: Host): boolean {
  return host.windows !== true;
}

function isNodeOf(host: Host, addOn: PlanResource, cluster: PlanResource | undefined, graph: Graph): boolean {
  if (host.cluster !== undefined || cluster !== undefined) return host.cluster === cluster;
  return host.kind === "node group" && sameCluster(host.resource, addOn, graph);
}

/** Without an association or a role of its own the agent falls back to the node's. Source: EKS API, CreateAddon. */
function credentialsOf(addOn: PlanResource, graph: Graph): { from: Credentials; roleArn?: PlanValue } {
  const { podIdentityAssociations, serviceAccountRoleArn } = addOn.inputs;
  const own = bagsOf(podIdentityAssociations).find(
    ({ serviceAccount }) => named(serviceAccount) === names.addOnServiceAccount,
  );
  if (own?.roleArn !== undefined) return { from: "Pod Identity", roleArn: own.roleArn };
  const apart = graph
    .ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")
    .find(
      (association) =>
        sameCluster(association, addOn, graph) &&
        named(association.inputs.serviceAccount) === names.addOnServiceAccount &&
        stringOf(association.inputs.namespace) === names.addOnNamespace,
    );
  if (apart?.inputs.roleArn !== undefined) return { from: "Pod Identity", roleArn: apart.inputs.roleArn };
  if (serviceAccountRoleArn !== undefined) return { from: "IRSA", roleArn: serviceAccountRoleArn };
  return { from: "node role" };
}

/** A service account that is known only at deploy time is taken for the agent's. */
function named(serviceAccount: PlanValue | undefined): string | undefined {
  return markOf(serviceAccount) === marks.computed ? names.addOnServiceAccount : stringOf(serviceAccount);
}

/** What gives pods the roles of their associations: label of an add-on, `EKS Auto Mode`, or undefined. */
function podIdentityOf(addOn: PlanResource, graph: Graph): string | undefined {
  const cluster = clusterNamed(addOn.inputs.clusterName, graph);
  const agent = graph
    .ofType(addOnType)
    .find(
      (other) =>
        stringOf(other.inputs.addonName) === names.podIdentityAddOn && sameCluster(other, addOn, graph),
    );
  if (agent !== undefined) return agent.label;
  return cluster !== undefined && isAutoMode(cluster) ? "EKS Auto Mode" : undefined;
}

/** Of a cluster that exists already, or that is not in the program, the rest may be there without us. */
function stateOf(
  from: Credentials,
  identity: string | undefined,
  cluster: PlanResource | undefined,
  nodes: readonly Host[],
): WatchAgents["state"] {
  if (cluster === undefined || cluster.read) return "sends";
  if (from === "Pod Identity" && identity === undefined) return "no Pod Identity agent";
  return nodes.length === 0 ? "no nodes" : "sends";
}
