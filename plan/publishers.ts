import type { Graph } from "./graph.ts";
import { names } from "./names.ts";
import { bagOf, listOf, show, type PlanValue } from "./value.ts";

const roleType = "aws:iam/role:Role";

/** Labels of the roles of a plan that may send flow reports: by AWS's managed policy or by a policy that names the action. */
export function publisherLabels(graph: Graph): Set<string> {
  const labels = new Set<string>();
  for (const attachment of graph.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")) {
    if (grants(attachment.inputs.policyArn, graph)) addRole(attachment.inputs.role, graph, labels);
  }
  for (const policy of graph.ofType("aws:iam/rolePolicy:RolePolicy")) {
    if (show(policy.inputs.policy).includes(names.publishAction)) addRole(policy.inputs.role, graph, labels);
  }
  for (const role of graph.ofType(roleType)) {
    const managed = listOf(role.inputs.managedPolicyArns).some((arn) => grants(arn, graph));
    const inline = listOf(role.inputs.inlinePolicies).some((policy) =>
      show(bagOf(policy)?.policy).includes(names.publishAction),
    );
    if (managed || inline) labels.add(role.label);
  }
  return labels;
}

function grants(policyArn: PlanValue | undefined, graph: Graph): boolean {
  if (show(policyArn).endsWith(`/${names.publishPolicy}`)) return true;
  const policy = graph.find(policyArn, "aws:iam/policy:Policy");
  return policy !== undefined && show(policy.inputs.policy).includes(names.publishAction);
}

function addRole(value: PlanValue | undefined, graph: Graph, labels: Set<string>): void {
  const role =
    graph.find(value, roleType) ?? (typeof value === "string" ? graph.named(roleType, value) : undefined);
  if (role !== undefined) labels.add(role.label);
}
