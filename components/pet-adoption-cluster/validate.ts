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
 * without: see `missingApiCidrs`.
 */
export function validatePetAdoptionCluster(args: PetAdoptionClusterArgs, path: string): Problem[] {
  return judge(args, path, forms, (usable) => [
    ...validateApi(usable, path),
    ...validateNetwork(usable, path),
    ...validateWorkload(usable, path),
    ...tagProblems(plain(usable.tags), `${path}.tags`),
  ]);
}

/** What is left of a load balancer's 32 characters after `-ingress-` and the seven that Pulumi appends. */
const longestNameWithIngress = 16;

/** A component's name that makes a name of AWS too long. Source: Elastic Load Balancing API, `CreateLoadBalancer`. */
export function longNameProblems(args: PetAdoptionClusterArgs, name: string): Problem[] {
  if (args.ingress === undefined || name.length <= longestNameWithIngress) return [];
  const allowed = `at most ${String(longestNameWithIngress)} characters with an ingress`;
  return [{ path: "name", given: show(name), allowed, fix: "give the component a shorter name" }];
}
