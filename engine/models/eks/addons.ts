import { isValues, UNKNOWN, type Value, type Values } from "../../values.ts";
import { combine, type Derived, fields, plain, read } from "../derived.ts";
import { type Family, isNew, type Member } from "../family.ts";
import type { ComponentContext } from "../model.ts";
import type { ClusterArgs } from "./args.ts";
import { cniConfiguration } from "./cni.ts";

const addonType = "aws:eks/addon:Addon";

/** JSON with sorted keys, as eks writes configuration. */
export function sortedJson(value: Value): string {
  return JSON.stringify(value, (_, entry: unknown) => {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return entry;
    return Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/**
 * The newest version of an add-on for the cluster's Kubernetes version. Before the cluster that the
 * question depends on is there, nobody asks.
 */
async function newestVersion(
  context: ComponentContext,
  cluster: Member,
  addonName: string,
): Promise<Derived> {
  if (isNew(cluster)) return plain(UNKNOWN);
  const result = await context.ask("aws:eks/getAddonVersion:getAddonVersion", {
    addonName,
    kubernetesVersion: cluster.output("version").value,
    mostRecent: true,
  });
  return { value: result?.version ?? UNKNOWN, from: [cluster.urn] };
}

function conflicts(options: Record<string, Derived>) {
  return {
    resolveConflictsOnCreate: options.resolveConflictsOnCreate ?? plain("OVERWRITE"),
    resolveConflictsOnUpdate: options.resolveConflictsOnUpdate ?? plain("OVERWRITE"),
  };
}

/** Registers kube-proxy or coredns, with the options that the program gave for it. */
export async function addSystemAddon(
  context: ComponentContext,
  family: Family,
  args: ClusterArgs,
  cluster: Member,
  addonName: "kube-proxy" | "coredns",
): Promise<void> {
  const given = addonName === "coredns" ? args.inputs.corednsAddonOptions : args.inputs.kubeProxyAddonOptions;
  const options = fields(given);
  const values = options.configurationValues;
  await family.add(addonType, `${context.name}-${addonName}`, {
    clusterName: cluster.output("name"),
    addonName: plain(addonName),
    preserve: plain(true),
    tags: args.tags,
    ...conflicts(options),
    addonVersion: options.version ?? (await newestVersion(context, cluster, addonName)),
    configurationValues: values && combine([values], ([value]) => sortedJson(value ?? null)),
  });
}

/** Registers the VPC CNI in its own component, which waits for the access of nodes. */
export async function addVpcCni(
  context: ComponentContext,
  family: Family,
  args: ClusterArgs,
  parts: { cluster: Member; kubernetes: Member; access: Member[] },
): Promise<{ component: Member; addon: Member }> {
  const name = `${context.name}-vpc-cni`;
  const { cluster, kubernetes, access } = parts;
  const component = await family.add(
    "eks:index:VpcCniAddon",
    name,
    {},
    { custom: false, dependsOn: access, providers: { kubernetes } },
  );
  const options = fields(args.inputs.vpcCniOptions);
  const addon = await family.add(
    addonType,
    name,
    {
      clusterName: cluster.output("name"),
      addonVersion: options.addonVersion ?? (await newestVersion(context, cluster, "vpc-cni")),
      addonName: plain("vpc-cni"),
      ...conflicts(options),
      preserve: plain(true),
      configurationValues: combine([read(args.inputs.vpcCniOptions) ?? plain({})], ([value]) => {
        const given: Values = isValues(value) ? value : {};
        return sortedJson(cniConfiguration(given));
      }),
      serviceAccountRoleArn: options.serviceAccountRoleArn,
      tags: args.tags,
    },
    { parent: component },
  );
  return { component, addon };
}
