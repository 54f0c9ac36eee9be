import { isAnywhere, rulesByGroup, type FirewallRule } from "./firewall.ts";
import type { Graph } from "./graph.ts";
import type { PlanResource } from "./plan.ts";
import { bagOf, isTrue, listOf, show, stringOf, type PlanValue } from "./value.ts";

/** Something that a security review reads first. */
export interface Exposure {
  kind: "IAM" | "security group" | "public";
  /** Label of the resource that it is about. */
  subject: string;
  /** One line: what it may do, who may reach it. */
  detail: string;
}

/** IAM permissions, security-group rules and public exposure of a plan, sorted and without repetitions. */
export function exposuresOf(graph: Graph): Exposure[] {
  const all = [...iam(graph), ...groups(graph), ...publicOnes(graph)];
  const unique = new Map(
    all.map((exposure) => [[exposure.kind, exposure.subject, exposure.detail].join("\n"), exposure]),
  );
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

function iam(graph: Graph): Exposure[] {
  const roles = graph.ofType("aws:iam/role:Role").flatMap((role) => roleExposures(role));
  const attached = graph
    .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .map(({ inputs }): Exposure => {
      return {
        kind: "IAM",
        subject: labelOf(inputs.role, graph),
        detail: `gets ${policyName(inputs.policyArn, graph)}`,
      };
    });
  const inline = graph.ofType("aws:iam/rolePolicy:RolePolicy").flatMap(({ inputs }) => {
    return statements(inputs.policy).map((statement): Exposure => {
      return { kind: "IAM", subject: labelOf(inputs.role, graph), detail: statement };
    });
  });
  const policies = graph.ofType("aws:iam/policy:Policy").flatMap((policy) => {
    return statements(policy.inputs.policy).map((detail): Exposure => ({
      kind: "IAM",
      subject: policy.label,
      detail,
    }));
  });
  return [...roles, ...attached, ...inline, ...policies];
}

function roleExposures(role: PlanResource): Exposure[] {
  const trusted = document(role.inputs.assumeRolePolicy).flatMap((statement) =>
    principals(bagOf(statement)?.Principal),
  );
  const who = trusted.length === 0 ? [] : [`may be assumed by ${[...new Set(trusted)].sort().join(", ")}`];
  const managed = listOf(role.inputs.managedPolicyArns).map(
    (arn) => `gets ${show(arn).split("/").pop() ?? ""}`,
  );
  return [...who, ...managed].map((detail) => ({ kind: "IAM", subject: role.label, detail }));
}

function principals(value: PlanValue | undefined): string[] {
  if (typeof value === "string") return [value];
  return Object.values(bagOf(value) ?? {}).flatMap((names) =>
    (Array.isArray(names) ? names : [names]).map(show),
  );
}

function statements(policy: PlanValue | undefined): string[] {
  const found = document(policy).map((statement) => {
    const bag = bagOf(statement) ?? {};
    return `${words(bag.Effect)} ${either(bag.Action, bag.NotAction)} on ${either(bag.Resource, bag.NotResource)}`;
  });
  return found.length === 0 && policy !== undefined ? [`policy ${show(policy).slice(0, 60)}`] : found;
}

function either(named: PlanValue | undefined, but: PlanValue | undefined): string {
  return named === undefined && but !== undefined ? `everything but ${words(but)}` : words(named);
}

function words(value: PlanValue | undefined): string {
  const all = (Array.isArray(value) ? value : [value]).map(show);
  return all.length > 3 ? `${all.slice(0, 2).join(", ")} and ${all.length - 2} more` : all.join(", ");
}

function document(policy: PlanValue | undefined): PlanValue[] {
  const content = stringOf(policy) ?? "";
  if (!content.trimStart().startsWith("{")) return statementsOf(policy);
  try {
    return statementsOf(JSON.parse(content) as PlanValue);
  } catch {
    return []; // Not JSON: the caller shows its beginning instead.
  }
}

function statementsOf(value: PlanValue | undefined): PlanValue[] {
  const statement = bagOf(value)?.Statement;
  return statement === undefined ? [] : Array.isArray(statement) ? statement : [statement];
}

function policyName(arn: PlanValue | undefined, graph: Graph): string {
  return graph.target(arn)?.resource.label ?? show(arn).split("/").pop() ?? "";
}

function labelOf(value: PlanValue | undefined, graph: Graph): string {
  return graph.target(value)?.resource.label ?? show(value);
}

function groups(graph: Graph): Exposure[] {
  return [...rulesByGroup(graph)].flatMap(([urn, rules]) => {
    const subject = graph.byUrn(urn)?.label ?? urn;
    return rules.map((rule): Exposure => ({
      kind: "security group",
      subject,
      detail: ruleText(rule, graph),
    }));
  });
}

function ruleText(rule: FirewallRule, graph: Graph): string {
  const peers = rule.peers.map((peer) =>
    isAnywhere(peer) ? `anywhere (${show(peer)})` : (graph.target(peer)?.resource.name ?? show(peer)),
  );
  if (rule.self) peers.push("itself");
  const all = rule.protocol === "-1" || rule.protocol === "all";
  const ports = rule.from === rule.to ? `${rule.from}` : `${rule.from}-${rule.to}`;
  const what = all ? "everything" : `${rule.protocol} ${ports}`;
  return `${rule.direction === "ingress" ? "in" : "out"} ${what} ${rule.direction === "ingress" ? "from" : "to"} ${peers.join(", ")}`;
}

function publicOnes(graph: Graph): Exposure[] {
  const found: Exposure[] = [];
  const add = (resource: PlanResource, detail: string) =>
    found.push({ kind: "public", subject: resource.label, detail });
  for (const type of ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"]) {
    for (const balancer of graph.ofType(type))
      if (!isTrue(balancer.inputs.internal)) add(balancer, "load balancer with a public address");
  }
  for (const subnet of graph.ofType("aws:ec2/subnet:Subnet")) {
    if (isTrue(subnet.inputs.mapPublicIpOnLaunch)) add(subnet, "instances here get public addresses");
  }
  for (const cluster of graph.ofType("aws:eks/cluster:Cluster")) {
    const vpc = bagOf(cluster.inputs.vpcConfig);
    if (vpc?.endpointPublicAccess !== false)
      add(cluster, `API reachable from ${words(vpc?.publicAccessCidrs ?? ["0.0.0.0/0"])}`);
  }
  return found;
}
