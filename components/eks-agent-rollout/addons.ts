import * as aws from "@pulumi/aws";
import { eksAgent } from "../nfm/index.ts";
import {
  clusterDefaultVersion,
  EksAgentConflictsOnCreate,
  EksAgentConflictsOnUpdate,
  EksAgentCredentials,
} from "./choices.ts";
import { agentConfiguration, normalised } from "./configuration.ts";
import type { AgentRole } from "./role.ts";
import { after, versionOf, type Rollout } from "./rollout.ts";

/**
 * What both add-ons have in common. On create the add-on's values win, since what is there was not put there by EKS; on
 * update what somebody changed in the cluster stays, since it was changed on purpose.
 */
function common({ args, clusterName }: Rollout) {
  return {
    clusterName,
    resolveConflictsOnCreate: args.conflictsOnCreate ?? EksAgentConflictsOnCreate.Overwrite,
    resolveConflictsOnUpdate: args.conflictsOnUpdate ?? EksAgentConflictsOnUpdate.Preserve,
    region: args.region,
    tags: args.tags,
  };
}

/** The agent of EKS Pod Identity; nothing where it is there already or nobody needs it. */
export function createPodIdentityAgent(rollout: Rollout): aws.eks.Addon | undefined {
  const { component, name, args, settings, hooks } = rollout;
  if (!settings.createsPodIdentityAgent) return undefined;
  const addonName = eksAgent.podIdentityAddonName;
  const version = args.podIdentityAgentVersion ?? clusterDefaultVersion;
  return new aws.eks.Addon(
    `${name}-pod-identity-agent`,
    {
      ...common(rollout),
      addonName,
      addonVersion: versionOf(component, args, addonName, version),
      configurationValues: normalised(args.podIdentityAgentConfiguration),
      // Other pods of the cluster live on its credentials: a destroy ends EKS's care of it, and leaves it running.
      preserve: true,
    },
    { parent: component, dependsOn: after(rollout, []), hooks: { onError: hooks } },
  );
}

/** The one binding of the service account: by the add-on itself, so that no pod starts before it. */
function binding(rollout: Rollout, role: AgentRole | undefined): Partial<aws.eks.AddonArgs> {
  if (role === undefined) return {};
  const { arn } = role.role;
  if (rollout.settings.credentials === EksAgentCredentials.Irsa) return { serviceAccountRoleArn: arn };
  return { podIdentityAssociations: [{ serviceAccount: eksAgent.serviceAccount, roleArn: arn }] };
}

/** The Network Flow Monitor agent: after its permission and after what hands it out. */
export function createAgent(
  rollout: Rollout,
  role: AgentRole | undefined,
  podIdentityAgent: aws.eks.Addon | undefined,
): aws.eks.Addon {
  const { component, name, args, agentVersion, hooks } = rollout;
  const before = [role?.publish, podIdentityAgent].filter((each) => each !== undefined);
  return new aws.eks.Addon(
    `${name}-agent`,
    {
      ...common(rollout),
      ...binding(rollout, role),
      addonName: eksAgent.addonName,
      addonVersion: agentVersion,
      configurationValues: agentConfiguration(args),
      // A destroy removes the agents, which would otherwise go on sending and costing.
      preserve: false,
    },
    { parent: component, dependsOn: after(rollout, before), hooks: { onError: hooks } },
  );
}
