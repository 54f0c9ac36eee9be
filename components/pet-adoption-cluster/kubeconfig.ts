import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import type { ProviderCredentialArgs } from "./args.ts";
import type { Site } from "./site.ts";

/** The part of a kubeconfig that says how to get a token. */
interface Kubeconfig {
  users: { user: { exec: { args: string[] } } }[];
}

/** As whom tokens are asked for: as given, else as the stack's own AWS provider is told to by `aws:profile`. */
export function credentialsOf({ args }: Site): ProviderCredentialArgs | undefined {
  if (args.providerCredentialOpts !== undefined) return args.providerCredentialOpts;
  const profileName = new pulumi.Config("aws").get("profile");
  return profileName === undefined ? undefined : { profileName };
}

function withProfile(text: string, profileName: string): string {
  const config = JSON.parse(text) as Kubeconfig;
  for (const { user } of config.users) user.exec.args.push("--profile", profileName);
  return JSON.stringify(config);
}

/**
 * The kubeconfig of our own provider. @pulumi/eks leaves the profile out of the one that it hands out, since each user
 * of that one has a profile of their own.
 */
export function providerKubeconfig(
  cluster: eks.Cluster,
  credentials: ProviderCredentialArgs | undefined,
): pulumi.Output<string> {
  const { profileName } = credentials ?? {};
  if (profileName === undefined) return cluster.kubeconfigJson;
  return pulumi
    .all([cluster.kubeconfigJson, profileName])
    .apply(([text, profile]) => withProfile(text, profile));
}
