import { clusterNamed, sameCluster } from "./clusters.ts";
import type { Graph } from "./graph.ts";
import { names } from "./names.ts";
import type { PlanResource } from "./plan.ts";
import { bagsOf, markOf, marks, reference, stringOf, type PlanValue } from "./value.ts";

/** Type of an EKS add-on. */
export const addOnType = "aws:eks/addon:Addon";

/** Type of a Pod Identity association that stands alone. */
export const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** A service account that is known only at deploy time is taken for the agent's. */
export function serviceAccountOf(value: PlanValue | undefined): string | undefined {
  return markOf(value) === marks.computed ? names.addOnServiceAccount : stringOf(value);
}

/** The association that an add-on itself makes for the agent's service account; undefined when it makes none. */
export function ownAssociation({ inputs }: PlanResource) {
  return bagsOf(inputs.podIdentityAssociations).find(
    ({ serviceAccount }) => serviceAccountOf(serviceAccount) === names.addOnServiceAccount,
  );
}

/** The associations of their own that bind the service account of an add-on's agents, in order of URN. */
export function associationsOf(addOn: PlanResource, graph: Graph): PlanResource[] {
  return graph
    .ofType(associationType)
    .filter(
      (association) =>
        sameCluster(association, addOn, graph) &&
        serviceAccountOf(association.inputs.serviceAccount) === names.addOnServiceAccount &&
        stringOf(association.inputs.namespace) === names.addOnNamespace,
    );
}

/**
 * Clusters in two Regions or accounts can have one name, so a name alone counts only in one Region, with one provider.
 * `region` is that of resources that name none.
 */
function isSameCluster(a: PlanResource, b: PlanResource, graph: Graph, region: string): boolean {
  if (!sameCluster(a, b, graph)) return false;
  if (clusterNamed(a.inputs.clusterName, graph) !== undefined) return true;
  const [place, other] = [a, b].map(({ inputs, options: { provider } }) => {
    const made = provider === undefined ? undefined : graph.target(reference(provider, ""))?.resource.inputs;
    return JSON.stringify([inputs.region ?? made?.region ?? region, provider ?? null]);
  });
  return place === other;
}

/** What exists already is refused by nobody; of two that exist none is made. */
function areRefused(resources: readonly PlanResource[]): boolean {
  return resources.length > 1 && resources.some(({ read }) => !read);
}

function listed(resources: readonly PlanResource[]): string {
  return resources
    .map(({ label }) => label)
    .sort()
    .join(" and ");
}

/**
 * Why EKS does not make the agents of an add-on as the program says, in words; undefined when nothing speaks against it.
 * A cluster has an add-on once, and a service account has one association. `region` is that of resources that name none.
 * Source: EKS API, `CreateAddon`; assumption nfm-eks-one-association for what is inferred.
 */
export function refusalOf(addOn: PlanResource, graph: Graph, region: string): string | undefined {
  const inSameCluster = (each: PlanResource) => isSameCluster(each, addOn, graph, region);
  for (const name of [names.addOn, names.podIdentityAddOn]) {
    const named = graph.ofType(addOnType).filter(({ inputs }) => stringOf(inputs.addonName) === name);
    const twins = named.filter(inSameCluster);
    if (areRefused(twins))
      return `${listed(twins)} are both add-on ${name} of one cluster, which has it once`;
  }
  const apart = associationsOf(addOn, graph).filter(inSameCluster);
  const binding = [...(ownAssociation(addOn) === undefined ? [] : [addOn]), ...apart];
  if (!areRefused(binding)) return undefined;
  return (
    `${listed(binding)} each bind a role to service account ${names.addOnServiceAccount} in ` +
    `${names.addOnNamespace}, which takes one (inferred: assumption nfm-eks-one-association)`
  );
}
