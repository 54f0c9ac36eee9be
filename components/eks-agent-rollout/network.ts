import { endpointServices } from "../nfm/index.ts";
import { show, type Problem } from "../shared/problems.ts";
import type { EksAgentRolloutArgs } from "./args.ts";
import { EksAgentEgress, type EksAgentCredentials } from "./choices.ts";

/**
 * The service that hands out credentials: STS is needed by IAM roles for service accounts alone. A binding of somebody
 * else's may need either, or the node role's: none.
 */
const credentialServices: Record<EksAgentCredentials, string[]> = {
  podIdentity: ["eks-auth"],
  irsa: ["sts"],
  alreadyBound: [],
};

/**
 * Services that the agent needs an endpoint for where nodes have no way to the internet: the images and their layers,
 * credentials, and where it sends. What nodes need to start, such as `ec2`, they need without it too.
 * Source: EKS User Guide, "Deploy private clusters with limited internet access"; CloudWatch User Guide, "Using
 * CloudWatch with interface VPC endpoints"; assumption nfm-eks-private-endpoints.
 */
export function neededEndpoints(credentials: EksAgentCredentials): string[] {
  return ["ecr.api", "ecr.dkr", ...credentialServices[credentials], endpointServices.reports, "s3"];
}

/** What is wrong with the network, as far as the arguments describe it. */
export function networkProblems(
  args: EksAgentRolloutArgs,
  credentials: EksAgentCredentials,
  path: string,
): Problem[] {
  const at = `${path}.endpoints`;
  const given = args.endpoints;
  if (args.egress !== EksAgentEgress.Endpoints) {
    if (given === undefined) return [];
    const fix = `remove them, or set egress to ${show(EksAgentEgress.Endpoints)}`;
    return [{ path: at, given: show(given), allowed: "nothing with a way to the internet", fix }];
  }
  const needed = neededEndpoints(credentials);
  const missing = needed.filter((service) => !(given ?? []).includes(service));
  if (missing.length === 0) return [];
  const allowed = `all of ${needed.join(", ")}: without them no image is pulled, no credentials come or no report leaves`;
  const fix = `make endpoints for ${missing.join(", ")} and list them, by names without com.amazonaws. and the Region`;
  return [{ path: at, given: show(given), allowed, fix }];
}
