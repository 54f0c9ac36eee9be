import { isValues } from "../../values.ts";
import { combine, type Derived, fields, plain, read } from "../derived.ts";
import type { Family, Member } from "../family.ts";
import type { ComponentContext } from "../model.ts";
import type { ClusterArgs } from "./args.ts";
import { issuerOf } from "./issuer.ts";
import { kubeconfig, regionOfArn } from "./kubeconfig.ts";
import { kubernetesVersion } from "./node-access.ts";

/** The kubeconfig, which names a profile only for the provider that eks itself uses. */
export function accessOf(args: ClusterArgs, cluster: Member, withProfile: boolean): Derived {
  const options = fields(args.inputs.providerCredentialOpts);
  const needed = ["name", "endpoint", "certificateAuthority", "arn"].map((name) => cluster.output(name));
  const credentials = [options.roleArn ?? plain(null), options.profileName ?? plain(null)];
  return combine([...needed, ...credentials], ([name, endpoint, authority, arn, roleArn, profile]) =>
    kubeconfig({
      clusterName: name ?? null,
      endpoint: endpoint ?? null,
      authority: isValues(authority) ? (authority.data ?? null) : null,
      region: regionOfArn(arn ?? null),
      ...(roleArn === null ? {} : { roleArn }),
      ...(profile === null || !withProfile ? {} : { profileName: profile }),
    }),
  );
}

/** Registers the kubernetes provider that reaches the cluster. */
export function addProvider(
  context: ComponentContext,
  family: Family,
  args: ClusterArgs,
  cluster: Member,
): Promise<Member> {
  return family.add(
    "pulumi:providers:kubernetes",
    `${context.name}-eks-k8s`,
    {
      kubeconfig: combine([accessOf(args, cluster, true)], ([value]) => JSON.stringify(value)),
      enableConfigMapMutable: read(args.inputs.enableConfigMapMutable),
    },
    { version: kubernetesVersion },
  );
}

/** The provider reads the certificate's fingerprint over the network, also in a preview; here a text stands for it. */
export async function addOidcProvider(
  context: ComponentContext,
  family: Family,
  cluster: Member,
): Promise<Member> {
  await context.invoke("aws:index/getRegion:getRegion", {});
  const issuer = combine([cluster.output("identities")], ([identities]) => issuerOf(identities ?? null));
  return family.add("aws:iam/openIdConnectProvider:OpenIdConnectProvider", `${context.name}-oidcProvider`, {
    clientIdLists: plain(["sts.amazonaws.com"]),
    url: issuer,
    thumbprintLists: plain(["<thumbprint>"]),
  });
}
