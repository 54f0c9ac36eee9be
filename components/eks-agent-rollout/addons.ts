import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { eksAgent } from "../nfm/index.ts";
import { checked } from "../shared/problems.ts";
import {
  clusterDefaultVersion,
  EksAgentConflictsOnCreate,
  EksAgentConflictsOnUpdate,
  EksAgentCredentials,
} from "./choices.ts";
import { agentConfiguration, normalised } from "./configuration.ts";
import type { AgentRole } from "./role.ts";
import type { Rollout } from "./rollout.ts";
import { agentVersionProblems } from "./versions.ts";

/** The version as pinned, else the one that EKS has as default for the cluster's Kubernetes version, never the newest. */
function versionOf(rollout: Rollout, addonName: string, version: string): pulumi.Input<string> {
  if (version !== clusterDefaultVersion) return version;
  const { component, kubernetesVersion, region } = rollout;
  const args = { addonName, kubernetesVersion, mostRecent: false, region };
  return aws.eks.getAddonVersionOutput(args, { parent: component }).version;
}

/**
 * What both add-ons have in common. On create the add-on's values win, since what is there was not put there by EKS; on
 * update what somebody changed in the cluster stays, since it was changed on purpose.
 */
function common({ args, clusterName, region }: Rollout) {
  return {
    clusterName,
    resolveConflictsOnCreate: args.conflictsOnCreate ?? EksAgentConflictsOnCreate.Overwrite,
    resolveConflictsOnUpdate: args.conflictsOnUpdate ?? EksAgentConflictsOnUpdate.Preserve,
    region,
    tags: args.tags,
  };
}

/** The agent of EKS Pod Identity; nothing where it is there already or nobody needs it. */
export function createPodIdentityAgent(rollout: Rollout): aws.eks.Addon | undefined {
  const { component, name, args, settings, hooks } = rollout;
  if (!settings.createsPodIdentityAgent) return undefined;
  const addonName = eksAgent.podIdentityAddonName;
  return new aws.eks.Addon(
    `${name}-pod-identity-agent`,
    {
      ...common(rollout),
      addonName,
      addonVersion: versionOf(rollout, addonName, args.podIdentityAgentVersion ?? clusterDefaultVersion),
      configurationValues: normalised(args.podIdentityAgentConfiguration),
      // Other pods of the cluster live on its credentials: a destroy ends EKS's care of it, and leaves it running.
      preserve: true,
    },
    { parent: component, hooks: { onError: hooks } },
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
  const { component, name, args, settings, hooks } = rollout;
  const version = versionOf(rollout, eksAgent.addonName, args.agentVersion);
  const before = [role?.publish, podIdentityAgent].filter((each) => each !== undefined);
  return new aws.eks.Addon(
    `${name}-agent`,
    {
      ...common(rollout),
      ...binding(rollout, role),
      addonName: eksAgent.addonName,
      addonVersion: checked(component, version, (known) =>
        agentVersionProblems(known, settings.nodes, `${name}.agentVersion`),
      ),
      configurationValues: agentConfiguration(args),
      // A destroy removes the agents, which would otherwise go on sending and costing.
      preserve: false,
    },
    // The Kubernetes version is an input of nothing when both versions are pinned, and is checked all the same.
    { parent: component, dependsOn: lateVersion(rollout, before), hooks: { onError: hooks } },
  );
}

function lateVersion(
  { kubernetesVersion }: Rollout,
  before: pulumi.Resource[],
): pulumi.Input<pulumi.Resource[]> {
  if (typeof kubernetesVersion === "string") return before;
  return pulumi.output(kubernetesVersion).apply(() => before);
}
