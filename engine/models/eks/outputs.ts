import { isValues, UNKNOWN, type Value, type Values } from "../../values.ts";
import { plainText } from "../declare.ts";
import { combine, type Derived, hasUnknown, listOf, plain, read } from "../derived.ts";
import { isNew, type Member } from "../family.ts";
import type { ClusterArgs } from "./args.ts";
import { issuerOf } from "./issuer.ts";
import type { NodeAccess } from "./node-access.ts";
import type { NodeGroups } from "./security-groups.ts";
import type { ServiceRole } from "./service-role.ts";

/** Everything that a cluster is made of, as its outputs need it. */
export interface BuiltCluster {
  args: ClusterArgs;
  vpcId: Derived;
  subnetIds: Derived;
  cluster: Member;
  kubernetes: Member;
  clusterGroup: Member | undefined;
  groups: NodeGroups | undefined;
  clusterRole: Member | undefined;
  autoNodeRole: Member | undefined;
  instanceRole: ServiceRole | undefined;
  instanceProfile: Member | undefined;
  access: NodeAccess;
  vpcCni: { component: Member; addon: Member } | undefined;
  oidcProvider: Member | undefined;
  defaultNodes: Member | undefined;
  kubeconfig: Derived;
  /** What everything that reads the core data depends on. */
  core: string[];
}

/** Arguments for the default nodes that the core data repeats. */
const nodeOptions = ["nodeSubnetIds", "instanceType", "nodeRootVolumeEncrypted", "nodeRootVolumeSize"];
const nodeCounts = ["minSize", "maxSize", "desiredCapacity", "version"];

/** What `eks.Cluster` hands out. */
export function outputsOf(built: BuiltCluster) {
  const { cluster, clusterGroup, groups } = built;
  const ownGroup = combine([cluster.output("vpcConfig")], ([vpc]) => {
    return isValues(vpc) ? (vpc.clusterSecurityGroupId ?? UNKNOWN) : UNKNOWN;
  });
  const issuer = combine([cluster.output("identities")], ([value]) => issuerOf(value ?? null));
  const derived: Record<string, Derived | undefined> = {
    eksCluster: reference(cluster),
    clusterSecurityGroup: clusterGroup && reference(clusterGroup),
    clusterSecurityGroupId: clusterGroup?.id ?? ownGroup,
    nodeSecurityGroup: groups && reference(groups.nodes),
    nodeSecurityGroupId: groups?.nodes.id ?? ownGroup,
    eksClusterIngressRule: groups && reference(groups.clusterIngress),
    clusterIngressRuleId: groups?.clusterIngress.output("securityGroupRuleId") ?? plain(""),
    instanceRoles: instanceRoles(built),
    kubeconfig: built.kubeconfig,
    kubeconfigJson: combine([built.kubeconfig], ([value]) => JSON.stringify(value)),
    core: { value: core(built), from: built.core },
    defaultNodeGroup: defaultNodeGroup(built),
    defaultNodeGroupAsgName: built.defaultNodes?.output("name") ?? plain(""),
    fargateProfileId: plain(""),
    fargateProfileStatus: plain(""),
    oidcProviderArn: built.oidcProvider?.output("arn") ?? plain(""),
    oidcProviderUrl: issuer,
    oidcIssuer: combine([issuer], ([url]) => (plainText(url) ?? "").replace("https://", "")),
    autoModeNodeRoleName: built.autoNodeRole?.output("name") ?? plain(""),
  };
  const outputs: Values = {};
  const dependencies: Record<string, string[]> = {};
  for (const [key, value] of Object.entries(derived)) {
    if (value === undefined) continue;
    outputs[key] = value.value;
    if (value.from.length > 0) dependencies[key] = value.from;
  }
  return { outputs, dependencies };
}

/** A resource among the outputs: it depends on nothing but itself, which its own outputs say. */
function reference(member: Member): Derived {
  return plain(member.reference);
}

function instanceRoles(built: BuiltCluster): Derived {
  const { instanceRole } = built;
  if (instanceRole === undefined) return plain([]);
  return combine([instanceRole.resolvedRole], (roles) => roles);
}

function defaultNodeGroup(built: BuiltCluster): Derived | undefined {
  const { defaultNodes, groups } = built;
  if (defaultNodes === undefined || groups === undefined) return undefined;
  const value: Values = {
    autoScalingGroup: defaultNodes.reference,
    nodeSecurityGroup: groups.nodes.reference,
    nodeSecurityGroupId: groups.nodes.id.value,
  };
  const made = ![defaultNodes, groups.nodes].some(isNew);
  return { value: made ? value : UNKNOWN, from: [groups.nodes.urn] };
}

/** The core data is one value, so it is unknown as a whole while any part of it is not there yet. */
function core(built: BuiltCluster): Value {
  const { clusterGroup, clusterRole, autoNodeRole, instanceRole, instanceProfile, oidcProvider } = built;
  const parts = [
    ...[built.cluster, built.kubernetes, clusterGroup, clusterRole, autoNodeRole, instanceRole?.role],
    ...[instanceProfile, oidcProvider, built.access.configMap, built.groups?.nodes],
    built.groups?.clusterIngress,
  ];
  const data = coreData(built);
  return parts.some((part) => part !== undefined && isNew(part)) || hasUnknown(data) ? UNKNOWN : data;
}

function coreData(built: BuiltCluster): Values {
  const { args, cluster, access, groups } = built;
  const optional: Record<string, Value | undefined> = {
    clusterSecurityGroup: built.clusterGroup?.reference,
    clusterIamRole: built.clusterRole?.reference ?? read(args.inputs.serviceRole)?.value,
    eksNodeAccess: access.configMap?.reference,
    oidcProvider: built.oidcProvider?.reference,
    privateSubnetIds: read(args.inputs.privateSubnetIds)?.value,
    publicSubnetIds: read(args.inputs.publicSubnetIds)?.value,
    tags: args.tags?.value,
    nodeSecurityGroupTags: read(args.inputs.nodeSecurityGroupTags)?.value,
    vpcCni: built.vpcCni?.component.reference,
  };
  const options: Record<string, Value | undefined> = {
    ...Object.fromEntries(
      [...nodeOptions, ...nodeCounts].map((name) => [name, read(args.inputs[name])?.value]),
    ),
    instanceProfile: built.instanceProfile?.reference,
    nodeSecurityGroup: groups?.nodes.reference,
    clusterIngressRule: groups?.clusterIngress.reference,
  };
  return {
    ...given(optional),
    accessEntries: listOf(access.described).value,
    autoModeNodeRoleName: built.autoNodeRole?.output("name").value ?? "",
    cluster: cluster.reference,
    endpoint: cluster.output("endpoint").value,
    instanceRoles: instanceRoles(built).value,
    kubeconfig: built.kubeconfig.value,
    nodeGroupOptions: given(options),
    provider: built.kubernetes.reference,
    storageClasses: {},
    subnetIds: built.subnetIds.value,
    vpcId: built.vpcId.value,
  };
}

function given(values: Record<string, Value | undefined>): Values {
  const present = Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(present);
}
