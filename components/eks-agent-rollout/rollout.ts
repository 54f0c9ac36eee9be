import * as pulumi from "@pulumi/pulumi";
import { regionProblems } from "../scope/validate.ts";
import { explainFailures } from "../shared/explain.ts";
import { plain } from "../shared/inputs.ts";
import { checked } from "../shared/problems.ts";
import type { EksAgentRolloutArgs } from "./args.ts";
import { clusterNameOf, clusterProblems } from "./cluster.ts";
import { explainAddonFailure } from "./explain.ts";
import { settingsOf, type Settings } from "./settings.ts";
import { kubernetesVersionProblems } from "./versions.ts";

/** What every child of one rollout needs to know. */
export interface Rollout {
  component: pulumi.Resource;
  name: string;
  args: EksAgentRolloutArgs;
  settings: Settings;
  clusterName: pulumi.Input<string>;
  kubernetesVersion: pulumi.Input<string>;
  region: pulumi.Input<string> | undefined;
  hooks: pulumi.ErrorHook[];
}

function clusterName(component: pulumi.Resource, name: string, args: EksAgentRolloutArgs) {
  const cluster = plain(args.cluster);
  if (cluster !== undefined) return clusterNameOf(cluster);
  const known = checked(component, pulumi.all([args.cluster, args.region]), ([value, region]) =>
    clusterProblems(value, `${name}.cluster`, region),
  );
  return known.apply(([value]) => clusterNameOf(value));
}

function kubernetesVersion(component: pulumi.Resource, name: string, args: EksAgentRolloutArgs) {
  if (plain(args.kubernetesVersion) !== undefined) return args.kubernetesVersion;
  return checked(component, args.kubernetesVersion, (value) =>
    kubernetesVersionProblems(value, `${name}.kubernetesVersion`),
  );
}

function checkedRegion(component: pulumi.Resource, name: string, region: EksAgentRolloutArgs["region"]) {
  if (region === undefined || plain(region) !== undefined) return region;
  return checked(component, region, (value) => regionProblems(value, `${name}.region`));
}

/** An input of a failed resource as text; undefined when it is absent or was not known. */
function known(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function explained(component: pulumi.Resource, name: string): pulumi.ErrorHook[] {
  return explainFailures(component, `aws-network-flow-monitor:EksAgentRollout:${name}`, (failure) => {
    if (failure.failedOperation === "delete") return undefined;
    const { clusterName: cluster, addonName, addonVersion, region } = failure.newInputs ?? {};
    return explainAddonFailure({
      name: failure.name,
      addonName: known(addonName) ?? "<add-on>",
      clusterName: known(cluster) ?? "<cluster>",
      version: known(addonVersion),
      region: known(region),
      errors: failure.errors,
    });
  });
}

/** The arguments, with what is known only later refused when it is known and wrong. */
export function rolloutOf(component: pulumi.Resource, name: string, args: EksAgentRolloutArgs): Rollout {
  return {
    component,
    name,
    args,
    settings: settingsOf(args),
    clusterName: clusterName(component, name, args),
    kubernetesVersion: kubernetesVersion(component, name, args),
    region: checkedRegion(component, name, args.region),
    hooks: explained(component, name),
  };
}
