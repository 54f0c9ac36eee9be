import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { eksAgent } from "../nfm/index.ts";
import { explainFailures } from "../shared/explain.ts";
import { plain } from "../shared/inputs.ts";
import { checked } from "../shared/problems.ts";
import type { EksAgentRolloutArgs } from "./args.ts";
import { clusterDefaultVersion } from "./choices.ts";
import { clusterNameOf, clusterRegionOf } from "./cluster.ts";
import { explainFailedOperation } from "./explain.ts";
import { settingsOf, type Settings } from "./settings.ts";
import { lateProblems } from "./validate.ts";

/** What every child of one rollout needs to know. */
export interface Rollout {
  component: pulumi.Resource;
  name: string;
  /** The arguments as given, but with the Region of the cluster's ARN where none is given. */
  args: EksAgentRolloutArgs;
  settings: Settings;
  clusterName: pulumi.Output<string>;
  agentVersion: pulumi.Input<string>;
  /** The check of what may be known only later. */
  lateCheck: pulumi.Output<unknown>;
  hooks: pulumi.ErrorHook[];
}

/**
 * The arguments with the Region where the cluster is: an add-on that is asked for elsewhere meets another cluster of that
 * name, or none. Only a cluster that is given by name is left to the provider's Region.
 */
function inRegion(args: EksAgentRolloutArgs): EksAgentRolloutArgs {
  if (args.region !== undefined) return args;
  const cluster = plain(args.cluster);
  if (cluster === undefined) {
    // A name that is known only later gives none, which is the same as no Region.
    const region = pulumi.output(args.cluster).apply(clusterRegionOf) as pulumi.Output<string>;
    return { ...args, region };
  }
  const region = clusterRegionOf(cluster);
  return region === undefined ? args : { ...args, region };
}

/** The version as pinned, else the one that EKS has as default for the cluster's Kubernetes version, never the newest. */
export function versionOf(
  component: pulumi.Resource,
  { kubernetesVersion, region }: EksAgentRolloutArgs,
  addonName: string,
  version: string,
): pulumi.Input<string> {
  if (version !== clusterDefaultVersion) return version;
  const args = { addonName, kubernetesVersion, mostRecent: false, region };
  return aws.eks.getAddonVersionOutput(args, { parent: component }).version;
}

/**
 * The same rules for values that are known only later. Resources wait for the check as they wait for a resource, so that
 * no input becomes unknown because another one is, and the message stands alone.
 */
function lateCheckOf(
  component: pulumi.Resource,
  name: string,
  args: EksAgentRolloutArgs,
  settings: Settings,
  agentVersion: pulumi.Input<string>,
): pulumi.Output<unknown> {
  const { cluster, kubernetesVersion, oidcProviderArn, region } = args;
  const given = { agentVersion, cluster, kubernetesVersion, oidcProviderArn, region };
  return checked(component, pulumi.output(given), (known) => lateProblems(known, settings, name));
}

/** What a child depends on: these resources, also in a preview, and the check of what is known only later. */
export function after({ lateCheck }: Rollout, before: pulumi.Resource[]): pulumi.Output<pulumi.Resource[]> {
  return pulumi.all([lateCheck, before.map((each) => each.urn)]).apply(() => before);
}

/** The arguments, resolved, with what is known only later refused when it is known and wrong. */
export function rolloutOf(component: pulumi.Resource, name: string, given: EksAgentRolloutArgs): Rollout {
  const settings = settingsOf(given);
  const args = inRegion(given);
  const agentVersion = versionOf(component, args, eksAgent.addonName, args.agentVersion);
  return {
    component,
    name,
    args,
    settings,
    clusterName: pulumi.output(args.cluster).apply(clusterNameOf),
    agentVersion,
    lateCheck: lateCheckOf(component, name, given, settings, agentVersion),
    hooks: explainFailures(
      component,
      `aws-network-flow-monitor:EksAgentRollout:${name}`,
      explainFailedOperation,
    ),
  };
}
