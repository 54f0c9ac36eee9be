import { agentHost, zonesOf } from "./agent-hosts.ts";
import type { WatchAgents } from "./agents.ts";
import { clusterNamed, sameCluster } from "./clusters.ts";
import type { Graph } from "./graph.ts";
import { isAutoMode, type Host } from "./hosts.ts";
import { names } from "./names.ts";
import type { PlanResource } from "./plan.ts";
import { addOnType, associationsOf, ownAssociation, refusalOf } from "./refusals.ts";
import { show, stringOf, type PlanValue } from "./value.ts";

/** Where the agents of an add-on take their rights from. */
type Credentials = NonNullable<WatchAgents["credentials"]>;

/** The roll-outs of agents by EKS add-on. `region` is that of resources that name none. */
export function addOnsOf(
  graph: Graph,
  hosts: readonly Host[],
  publishers: ReadonlySet<string>,
  region: string,
): WatchAgents[] {
  return agentAddOns(graph).map((addOn) => {
    const cluster = clusterNamed(addOn.inputs.clusterName, graph);
    const nodes = hosts.filter((host) => runsAgents(host) && isNodeOf(host, addOn, cluster, graph));
    const { from, roleArn } = credentialsOf(addOn, graph);
    const role = graph.find(roleArn, "aws:iam/role:Role");
    const identity = podIdentityOf(addOn, graph);
    const refusal = refusalOf(addOn, graph, region);
    return {
      label: addOn.label,
      by: "EKS add-on",
      actions: ["install", "activate"],
      activatedBy: [],
      state: refusal === undefined ? stateOf(from, identity, cluster, nodes) : "refused",
      ...(refusal === undefined ? {} : { refusal }),
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
  const own = ownAssociation(addOn);
  if (own?.roleArn !== undefined) return { from: "Pod Identity", roleArn: own.roleArn };
  const [apart] = associationsOf(addOn, graph);
  if (apart?.inputs.roleArn !== undefined) return { from: "Pod Identity", roleArn: apart.inputs.roleArn };
  const { serviceAccountRoleArn } = addOn.inputs;
  if (serviceAccountRoleArn !== undefined) return { from: "IRSA", roleArn: serviceAccountRoleArn };
  return { from: "node role" };
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
