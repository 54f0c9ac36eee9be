import { plain } from "../shared/inputs.ts";
import type { Problem } from "../shared/problems.ts";
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
