import { combine, type Derived, listOf, plain, read, recordOf } from "../derived.ts";
import { isValues, type Values } from "../../values.ts";
import { plainText } from "../declare.ts";
import type { Arguments, Family, Member } from "../family.ts";
import { type ClusterArgs, pass, tagsNamed } from "./args.ts";
import type { ServiceRole } from "./service-role.ts";

/** What the control plane is built on. */
export interface Foundations {
  /** The service role; absent when the program brought its own. */
  serviceRole: ServiceRole | undefined;
  roleArn: Derived | undefined;
  autoNodeRole: ServiceRole | undefined;
  securityGroup: Member | undefined;
  subnetIds: Derived;
}

/** Registers the cluster itself. It depends on its roles and on their policies. */
export function addControlPlane(
  family: Family,
  name: string,
  args: ClusterArgs,
  on: Foundations,
): Promise<Member> {
  const { inputs } = args;
  const roles = [on.serviceRole, on.autoNodeRole].filter((role) => role !== undefined);
  return family.add(
    "aws:eks/cluster:Cluster",
    `${name}-eksCluster`,
    {
      ...pass(inputs, "name", "version", "enabledClusterLogTypes", "upgradePolicy", "deletionProtection"),
      roleArn: on.roleArn,
      ...networkAndCompute(args, on.autoNodeRole),
      bootstrapSelfManagedAddons: plain(args.autoMode ? false : inputs.bootstrapSelfManagedAddons !== false),
      vpcConfig: recordOf({
        ...(on.securityGroup === undefined ? {} : { securityGroupIds: listOf([on.securityGroup.id]) }),
        subnetIds: on.subnetIds,
        ...pass(inputs, "endpointPrivateAccess", "endpointPublicAccess", "publicAccessCidrs"),
      }),
      tags: tagsNamed(`${name}-eksCluster`, args, read(inputs.clusterTags)),
      encryptionConfig: encryption(inputs),
      accessConfig: access(args),
    },
    {
      ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
      dependsOn: roles.flatMap(({ role, attachments }) => [role, ...attachments]),
    },
  );
}

function access(args: ClusterArgs): Derived | undefined {
  if (args.authenticationMode === undefined) return undefined;
  return plain({
    authenticationMode: args.authenticationMode,
    bootstrapClusterCreatorAdminPermissions: true,
  });
}

function encryption(inputs: Values): Derived | undefined {
  const key = read(inputs.encryptionConfigKeyArn);
  if (key === undefined) return undefined;
  return combine([key], ([keyArn]) => ({ provider: { keyArn: keyArn ?? null }, resources: ["secrets"] }));
}

/** In Auto Mode all three settings become known together, because AWS takes them only together. */
function networkAndCompute(args: ClusterArgs, nodeRole: ServiceRole | undefined): Arguments {
  const network = serviceNetwork(args);
  if (!args.autoMode || network === undefined) return { kubernetesNetworkConfig: network };
  const auto = read(args.inputs.autoMode) ?? plain({});
  const roleArn = nodeRole?.role.output("arn") ?? plain(null);
  const compute = combine([auto, roleArn], ([given, arn]) => {
    const config = isValues(given) && isValues(given.computeConfig) ? given.computeConfig : {};
    const own = { enabled: true, nodePools: ["general-purpose", "system"] };
    return { ...own, ...(arn === null || arn === undefined ? {} : { nodeRoleArn: arn }), ...config };
  });
  const storage = plain({ blockStorage: { enabled: true } });
  const all = [compute, storage, network];
  return {
    computeConfig: combine(all, (values) => values[0] ?? null),
    storageConfig: combine(all, (values) => values[1] ?? null),
    kubernetesNetworkConfig: combine(all, (values) => values[2] ?? null),
  };
}

function serviceNetwork(args: ClusterArgs): Derived | undefined {
  const range = read(args.inputs.kubernetesServiceIpAddressRange);
  const family = read(args.inputs.ipFamily);
  if (range === undefined && family === undefined && !args.autoMode) return undefined;
  return combine([range ?? plain(null), family ?? plain("ipv4")], ([serviceIpv4Cidr, ipFamily]) => ({
    ...(plainText(serviceIpv4Cidr) !== undefined && ipFamily === "ipv4"
      ? { serviceIpv4Cidr: serviceIpv4Cidr ?? null }
      : {}),
    ipFamily: ipFamily ?? null,
    ...(args.autoMode ? { elasticLoadBalancing: { enabled: true } } : {}),
  }));
}
