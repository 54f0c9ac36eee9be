import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { publishPolicyArn } from "../nfm/index.ts";
import { EksAgentCredentials } from "./choices.ts";
import { after, type Rollout } from "./rollout.ts";
import { irsaTrust, podIdentityTrust } from "./trust.ts";

/** The agent's role and what must be there before an agent starts. */
export interface AgentRole {
  role: aws.iam.Role;
  publish: aws.iam.RolePolicyAttachment;
}

function trust({ args, settings }: Rollout): aws.iam.RoleArgs["assumeRolePolicy"] {
  if (settings.credentials === EksAgentCredentials.PodIdentity) return podIdentityTrust;
  return pulumi.output(args.oidcProviderArn as pulumi.Input<string>).apply(irsaTrust);
}

/** The agent's own role, which may publish and nothing else; nothing where something else binds the service account. */
export function createRole(rollout: Rollout): AgentRole | undefined {
  const { component, name, args, settings } = rollout;
  if (settings.credentials === EksAgentCredentials.AlreadyBound) return undefined;
  const role = new aws.iam.Role(
    `${name}-role`,
    {
      assumeRolePolicy: trust(rollout),
      description: "Lets the Network Flow Monitor agent of an EKS cluster publish",
      tags: args.tags,
    },
    { parent: component, dependsOn: after(rollout, []) },
  );
  const publish = new aws.iam.RolePolicyAttachment(
    `${name}-publish`,
    { role: role.name, policyArn: publishPolicyArn },
    { parent: component },
  );
  return { role, publish };
}
