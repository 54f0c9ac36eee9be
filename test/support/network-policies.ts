import { isValues, type Value, type Values } from "../../engine/values.ts";

/** One end of a connection: a pod of the namespace by its labels, or an address outside the cluster. */
export type Endpoint = { labels: Record<string, string> } | { address: string };

/** A connection that someone tries. */
export interface Attempt {
  from: Endpoint;
  to: Endpoint;
  protocol: "TCP" | "UDP";
  /** Port of the pod or address, after any Service. */
  port: number;
}

function list(value: Value | undefined): Values[] {
  return Array.isArray(value) ? value.filter(isValues) : [];
}

function selects(selector: Value | undefined, endpoint: Endpoint): boolean {
  if (!("labels" in endpoint) || !isValues(selector)) return false;
  const wanted = isValues(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
  return wanted.every(([key, value]) => endpoint.labels[key] === value);
}

function bits(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function inRange(range: string, address: string): boolean {
  const [base = "", length = "0"] = range.split("/");
  const size = 2 ** (32 - Number(length));
  return Math.floor(bits(base) / size) === Math.floor(bits(address) / size);
}

function peerMatches(peer: Values, endpoint: Endpoint): boolean {
  if (isValues(peer.ipBlock)) {
    return "address" in endpoint && inRange(peer.ipBlock.cidr as string, endpoint.address);
  }
  return peer.namespaceSelector === undefined && selects(peer.podSelector, endpoint);
}

function ruleMatches(rule: Values, peers: Value | undefined, other: Endpoint, attempt: Attempt): boolean {
  const ports = list(rule.ports);
  const portMatches =
    ports.length === 0 ||
    ports.some((each) => (each.protocol ?? "TCP") === attempt.protocol && each.port === attempt.port);
  return portMatches && (peers === undefined || list(peers).some((peer) => peerMatches(peer, other)));
}

/** One side: every policy that selects the pod counts, and without any of the direction all is allowed. */
function sideAllows(specs: Values[], direction: "Ingress" | "Egress", attempt: Attempt): boolean {
  const own = direction === "Egress" ? attempt.from : attempt.to;
  const other = direction === "Egress" ? attempt.to : attempt.from;
  if (!("labels" in own)) return true;
  const selecting = specs.filter(
    (spec) => selects(spec.podSelector, own) && (spec.policyTypes as string[]).includes(direction),
  );
  if (selecting.length === 0) return true;
  return selecting.some((spec) =>
    list(direction === "Egress" ? spec.egress : spec.ingress).some((rule) =>
      ruleMatches(rule, direction === "Egress" ? rule.to : rule.from, other, attempt),
    ),
  );
}

/**
 * Whether policies of one namespace let a connection through, by the rules of Kubernetes.
 * Source: Kubernetes documentation, "Network Policies".
 */
export function allows(specs: Values[], attempt: Attempt): boolean {
  return sideAllows(specs, "Egress", attempt) && sideAllows(specs, "Ingress", attempt);
}
