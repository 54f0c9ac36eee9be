import { clusterNamed } from "../clusters.ts";
import type { Graph } from "../graph.ts";
import type { PlanResource } from "../plan.ts";
import { allowed, policiesOf } from "../policies.ts";
import { sourcesOf, stringOf } from "../value.ts";
import { endpointOf, targetOf } from "./aws.ts";
import { plainName, type KubeObject } from "./objects.ts";
import type { PodSet } from "./pods.ts";

/** What the role of some pods lets them call. */
export interface PodRole {
  role: PlanResource;
  /** Endpoint names of the services that it allows anything of, sorted. */
  services: string[];
  /** SSM parameters of the plan that it names one by one. */
  parameters: PlanResource[];
  /** Whether all its policies are in the program, so that what is not in `services` is refused. */
  complete: boolean;
}

/** Rights that go with a call to another service, and so are no call that a pod makes by itself. */
const besides = new Set(["iam", "kms", "sts"]);

/** The role that some pods get by Pod Identity, or by the annotation for IRSA; undefined when the program binds none. */
export function podRole(pods: PodSet, objects: readonly KubeObject[], graph: Graph): PodRole | undefined {
  const role = roleOf(pods, objects, graph);
  if (role === undefined) return undefined;
  const services = new Set<string>();
  const parameters = new Set<PlanResource>();
  let complete = true;
  for (const policy of policiesOf(role, graph)) {
    if (policy.statements === undefined) {
      complete = false;
      for (const service of policy.hints) services.add(endpointOf(service));
      for (const label of sourcesOf(policy.document)) addSource(label, graph, services);
      continue;
    }
    for (const { actions, resources } of allowed(policy.statements)) {
      for (const action of actions) {
        const [prefix = "", operation] = action.split(":");
        if (operation === undefined || besides.has(prefix)) continue;
        services.add(endpointOf(prefix));
        if (prefix !== "ssm") continue;
        for (const resource of resources) {
          const parameter = graph.find(resource, "aws:ssm/parameter:Parameter");
          if (parameter !== undefined) parameters.add(parameter);
        }
      }
    }
  }
  return { role, services: [...services].sort(), parameters: [...parameters], complete };
}

function addSource(label: string, graph: Graph, services: Set<string>): void {
  const resource = graph.target({ $reference: `\${${label}}` });
  const target = resource === undefined ? undefined : targetOf(resource.resource, "arn");
  if (target?.kind === "AWS service") services.add(target.service);
}

function roleOf(pods: PodSet, objects: readonly KubeObject[], graph: Graph): PlanResource | undefined {
  const { object, serviceAccount } = pods;
  const association = graph
    .ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")
    .find(
      ({ inputs }) =>
        plainName(inputs.namespace, graph) === object.namespace &&
        plainName(inputs.serviceAccount, graph) === serviceAccount &&
        (clusterNamed(inputs.clusterName, graph)?.label ?? object.cluster) === object.cluster,
    );
  const account = objects.find(
    ({ kind, name, namespace, cluster }) =>
      kind === "ServiceAccount" &&
      name === serviceAccount &&
      namespace === object.namespace &&
      cluster === object.cluster,
  );
  const arn = association?.inputs.roleArn ?? account?.annotations["eks.amazonaws.com/role-arn"];
  const name = stringOf(arn)?.split("/").at(-1) ?? "";
  return graph.find(arn, "aws:iam/role:Role") ?? graph.named("aws:iam/role:Role", name);
}
