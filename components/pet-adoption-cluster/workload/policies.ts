import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { EdgeTarget, loadBalancerName, type PetEdge } from "../edges.ts";

type PolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;
type Peer = kubernetes.types.input.networking.v1.NetworkPolicyPeer;
type EgressRule = kubernetes.types.input.networking.v1.NetworkPolicyEgressRule;
type IngressRule = kubernetes.types.input.networking.v1.NetworkPolicyIngressRule;

/** Ranges that policies name, since they know no other name for what is outside the cluster. */
export interface PolicyRanges {
  /** Subnets of the database. */
  database: pulumi.Input<string>[];
  /** Subnets of the load balancer. */
  loadBalancer: pulumi.Input<string>[];
}

/**
 * Where a pod asks for its role's credentials.
 * Source: Amazon EKS User Guide, "Set up the Amazon EKS Pod Identity Agent".
 */
export const podIdentityAddress = "169.254.170.23/32";

const tcp = (port: number) => ({ protocol: "TCP", port });

/** DNS, wherever it is: pods of coredns, a cache on the node, or Auto Mode's own that no selector finds. */
const dns: EgressRule = { ports: [{ protocol: "UDP", port: 53 }, tcp(53)] };

const podIdentity: EgressRule = {
  to: [{ ipBlock: { cidr: podIdentityAddress } }],
  ports: [tcp(80), tcp(443)],
};

function pods(app: string): Peer {
  return { podSelector: { matchLabels: { app } } };
}

const ranges = (cidrs: pulumi.Input<string>[]): Peer[] => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

function peersOf(edge: PetEdge, known: PolicyRanges): Peer[] {
  if (edge.target === EdgeTarget.Pods) return [pods(edge.to)];
  if (edge.target === EdgeTarget.Database) return ranges(known.database);
  // Services of AWS have changing public addresses, or private ones behind an endpoint.
  return ranges(["0.0.0.0/0"]);
}

/** Rules for what an app calls. The port is the pod's: the network plugin finds the Service's port by itself. */
function egressRules(app: string, edges: PetEdge[], known: PolicyRanges): EgressRule[] {
  const own = edges.filter((edge) => edge.from === app);
  // One rule does for all that is called on the same ports of the same peers.
  const outside = own.find(
    (edge) => edge.target === EdgeTarget.AwsService || edge.target === EdgeTarget.Internet,
  );
  const inside = own.filter((edge) => edge.target === EdgeTarget.Pods || edge.target === EdgeTarget.Database);
  const rules = [...inside, ...(outside === undefined ? [] : [outside])].map((edge) => ({
    to: peersOf(edge, known),
    ports: [tcp(edge.targetPort)],
  }));
  const usesAws = own.some((edge) => edge.target === EdgeTarget.AwsService);
  return own.length === 0 ? [] : [dns, ...(usesAws ? [podIdentity] : []), ...rules];
}

function ingressRules(app: string, edges: PetEdge[], known: PolicyRanges): IngressRule[] {
  return edges
    .filter((edge) => edge.to === app && edge.target === EdgeTarget.Pods)
    .map((edge) => ({
      from: edge.from === loadBalancerName ? ranges(known.loadBalancer) : [pods(edge.from)],
      ports: [tcp(edge.targetPort)],
    }));
}

/**
 * One policy for each app that has an edge, made of nothing but its edges, DNS and Pod Identity, and one that denies
 * the rest. Names are apps, `default-deny` for the last.
 */
export function networkPolicies(edges: PetEdge[], known: PolicyRanges): Record<string, PolicySpec> {
  const policyTypes = ["Ingress", "Egress"];
  const apps = new Set(
    edges.flatMap((edge) => (edge.target === EdgeTarget.Pods ? [edge.from, edge.to] : [edge.from])),
  );
  apps.delete(loadBalancerName);
  const policies: Record<string, PolicySpec> = { "default-deny": { podSelector: {}, policyTypes } };
  for (const app of [...apps].sort()) {
    policies[app] = {
      podSelector: { matchLabels: { app } },
      policyTypes,
      ingress: ingressRules(app, edges, known),
      egress: egressRules(app, edges, known),
    };
  }
  return policies;
}
