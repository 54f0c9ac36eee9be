import { plain } from "../shared/inputs.ts";
import { show, type Problem } from "../shared/problems.ts";
import { tagProblems } from "../shared/tags.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { validateApi } from "./validate-api.ts";
import { validateNetwork } from "./validate-network.ts";
import { validateWorkload } from "./validate-workload.ts";

/**
 * Everything that is wrong with the plain values among the arguments, except the one thing that a preview may do
 * without: see `missingApiCidrs`.
 */
export function validatePetAdoptionCluster(args: PetAdoptionClusterArgs, path: string): Problem[] {
  return [
    ...validateApi(args, path),
    ...validateNetwork(args, path),
    ...validateWorkload(args, path),
    ...tagProblems(plain(args.tags), `${path}.tags`),
  ];
}

/** What is left of a load balancer's 32 characters after `-ingress-` and the seven that Pulumi appends. */
const longestNameWithIngress = 16;

/** A component's name that makes a name of AWS too long. Source: Elastic Load Balancing API, `CreateLoadBalancer`. */
export function longNameProblems(args: PetAdoptionClusterArgs, name: string): Problem[] {
  if (args.ingress === undefined || name.length <= longestNameWithIngress) return [];
  const allowed = `at most ${String(longestNameWithIngress)} characters with an ingress`;
  return [{ path: "name", given: show(name), allowed, fix: "give the component a shorter name" }];
}
