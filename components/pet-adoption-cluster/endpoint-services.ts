import { endpointServices } from "../nfm/index.ts";
import { ClusterEgress } from "./choices.ts";
import { EdgeTarget } from "./edges.ts";
import type { Settings } from "./settings.ts";

/** Services with a gateway endpoint; it costs nothing, and gives S3 and DynamoDB a category of their own. */
export const gatewayServices = ["dynamodb", "s3"] as const;

/**
 * What nodes with AWS's image, what they pull, and Pod Identity need without a way to the internet.
 * Source: Amazon EKS User Guide, "Deploy private clusters with limited internet access".
 */
const clusterServices = ["ec2", "ecr.api", "ecr.dkr", "eks-auth"];

/** What IAM roles for service accounts need beside, and nothing else here does. Source: the same page. */
const irsaService = "sts";

/** Services whose interface endpoints are called, sorted: without a way to the internet all, with one the private API. */
function calledServices(settings: Settings, ingress: boolean): string[] {
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

/**
 * Services that a network of our own has an interface endpoint for, sorted: all that is called and, without a way to the
 * internet, STS too, so that pods of others can take roles either way.
 */
export function interfaceServices(settings: Settings, ingress: boolean): string[] {
  const called = calledServices(settings, ingress);
  return settings.egress === ClusterEgress.Endpoints ? [...called, irsaService].sort() : called;
}

/** Services that an existing VPC must have an endpoint for, sorted: nothing that nobody here calls. */
export function neededServices(settings: Settings, ingress: boolean): string[] {
  const called = calledServices(settings, ingress);
  if (settings.egress !== ClusterEgress.Endpoints) return called;
  return [...called, ...gatewayServices, ...(settings.oidcProvider ? [irsaService] : [])].sort();
}
