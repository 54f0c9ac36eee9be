import { judge } from "../shared/forms.ts";
import { plain } from "../shared/inputs.ts";
import { show, type Problem } from "../shared/problems.ts";
import { tagProblems } from "../shared/tags.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { forms } from "./forms.ts";
import { validateApi } from "./validate-api.ts";
import { validateNetwork } from "./validate-network.ts";
import { validateWorkload } from "./validate-workload.ts";

/**
 * Everything that is wrong with the plain values among the arguments, except the one thing that a preview may do
 * without: see `missingApiCidrs`. What names a Region is compared with the cluster's where that is given.
 */
export function validatePetAdoptionCluster(
  args: PetAdoptionClusterArgs,
  path: string,
  region?: string,
): Problem[] {
  return judge(args, path, forms, (usable) => [
    ...validateApi(usable, path, region),
    ...validateNetwork(usable, path, region),
    ...validateWorkload(usable, path, region),
    ...tagProblems(plain(usable.tags), `${path}.tags`),
  ]);
}

/**
 * What is left of a role's 64 characters after `-cluster-nodeRole-role`, the longest end among the names that AWS limits,
 * and the eight that Pulumi appends. Source: IAM API, `CreateRole`; the end is that of `@pulumi/eks` on Auto Mode.
 */
const longestName = 34;

/**
 * What is left of a load balancer's 32 characters after `-ingress` and the same eight.
 * Source: Elastic Load Balancing API, `CreateLoadBalancer`.
 */
const longestNameWithIngress = 16;

/**
 * What is wrong with the component's name, of which the names of its parts are made: too long for one of them, or with
 * characters that buckets, databases and load balancers do not take.
 */
export function longNameProblems(args: PetAdoptionClusterArgs, name: string): Problem[] {
  const problem = { path: "name of the PetAdoptionCluster", given: show(name) };
  const most = args.ingress === undefined ? longestName : longestNameWithIngress;
  const problems: Problem[] = [];
  if (name.length > most) {
    const allowed = `at most ${String(most)} characters${args.ingress === undefined ? "" : " with an ingress"}`;
    problems.push({ ...problem, allowed, fix: "give the component a shorter name" });
  }
  if (!/^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/.test(name) || name.startsWith("internal-")) {
    const allowed = 'a letter, then letters, digits and single hyphens, not beginning with "internal-"';
    problems.push({ ...problem, allowed, fix: "rename the component" });
  }
  return problems;
}
