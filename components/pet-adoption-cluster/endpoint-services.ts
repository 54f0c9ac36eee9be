import { endpointServices } from "../nfm/index.ts";
import { ClusterEgress } from "./choices.ts";
import { EdgeTarget } from "./edges.ts";
import type { Settings } from "./settings.ts";

/** Services with a gateway endpoint; it costs nothing, and gives S3 and DynamoDB a category of their own. */
export const gatewayServices = ["dynamodb", "s3"] as const;

/**
 * What nodes and Pod Identity need without a way to the internet.
 * Source: Amazon EKS User Guide, "Deploy private clusters with limited internet access".
 */
const clusterServices = ["ec2", "ecr.api", "ecr.dkr", "eks-auth", "sts"];

/**
 * Services that need an interface endpoint, sorted: without a way to the internet all that is called, with one only
 * the private API of the status updater.
 */
export function interfaceServices(settings: Settings, ingress: boolean): string[] {
  const called = settings.edges
    .filter((edge) => edge.target === EdgeTarget.AwsService)
    .map((edge) => edge.to)
    .filter((service) => !gatewayServices.some((gateway) => gateway === service));
  if (settings.egress !== ClusterEgress.Endpoints)
    return called.filter((service) => service === "execute-api");
  const balancer = ingress ? ["elasticloadbalancing"] : [];
  const all = [...clusterServices, endpointServices.reports, ...balancer, ...called];
  return [...new Set(all)].sort();
}
