import * as aws from "@pulumi/aws";
import type { ControlPlane } from "./cluster.ts";
import type { Site } from "./site.ts";

/**
 * The OIDC provider by which service accounts take roles (IRSA). It is ours and not @pulumi/eks's, which gets no tags and
 * reads a certificate over the network, in a preview too. Without a thumbprint IAM finds it itself.
 */
export function createOidcProvider(
  { name, component, settings, tags }: Site,
  plane: ControlPlane,
): aws.iam.OpenIdConnectProvider | undefined {
  if (!settings.oidcProvider) return undefined;
  return new aws.iam.OpenIdConnectProvider(
    `${name}-oidc`,
    { url: plane.cluster.oidcProviderUrl, clientIdLists: ["sts.amazonaws.com"], tags },
    { parent: component },
  );
}
