import { UNKNOWN, type Values } from "../../values.ts";
import { plainText } from "../declare.ts";
import { type Derived, plain, read, union } from "../derived.ts";
import { family as familyOf, type Family, type Member } from "../family.ts";
import type { ComponentContext, ComponentModel } from "../model.ts";
import { addSystemAddon, addVpcCni } from "./addons.ts";
import { type ClusterArgs, clusterSubnets, readClusterArgs } from "./args.ts";
import { addControlPlane } from "./control-plane.ts";
import { addDefaultNodes } from "./default-nodes.ts";
import { accessOf, addOidcProvider, addProvider } from "./connections.ts";
import { addNodeAccess, type NodeAccess } from "./node-access.ts";
import { outputsOf } from "./outputs.ts";
import { addClusterGroup, addNodeGroup, type NodeGroups } from "./security-groups.ts";
import { addServiceRole, type ServiceRole } from "./service-role.ts";
import { resourceOutput } from "./reference.ts";

/** Version of the aws provider that the recorded eks used for its children. */
export const awsVersion = "7.25.0";

/** `eks.Cluster`, as eks 4.3 registers it. */
export const clusterModel: ComponentModel = {
  type: "eks:index:Cluster",
  cites: [
    ...["eks-cluster-children", "eks-cluster-needs-aws-cli", "eks-addon-versions-unknown"],
    ...["eks-cluster-waits-for-public-endpoint", "eks-oidc-provider-needs-network"],
  ],
  construct,
};

async function construct(inputs: Values, context: ComponentContext) {
  const args = readClusterArgs(inputs);
  const family = familyOf(context, awsVersion);
  const answer = await context.invoke("aws:index/getPartition:getPartition", {});
  const partition = plainText(answer.partition) ?? "aws";
  const vpcId = read(inputs.vpcId) ?? plain(UNKNOWN);
  const subnetIds = clusterSubnets(inputs);
  const base = await addBase(context, family, args, { partition, vpcId, subnetIds });
  const { cluster, clusterGroup, roles } = base;
  if (args.kubeProxy) await addSystemAddon(context, family, args, cluster, "kube-proxy");
  const kubernetes = await addProvider(context, family, args, cluster);
  const nodes = await addNodeSide(context, family, args, { cluster, kubernetes, partition });
  if (args.coreDns) await addSystemAddon(context, family, args, cluster, "coredns");
  const oidcProvider = args.oidcProvider ? await addOidcProvider(context, family, cluster) : undefined;
  const groups =
    clusterGroup && (await addNodeGroup(family, context.name, args, { vpcId, cluster, clusterGroup }));
  const core = coreDependencies({ vpcId, subnetIds, cluster, nodes, roles });
  const defaultNodes = await addNodesOf(context, family, args, { cluster, nodes, groups, subnetIds, core });
  return outputsOf({
    ...{
      args,
      vpcId,
      subnetIds,
      cluster,
      kubernetes,
      clusterGroup,
      groups,
      oidcProvider,
      defaultNodes,
      core,
    },
    ...{ clusterRole: roles.service?.role, autoNodeRole: roles.autoNode?.role },
    ...nodes,
    kubeconfig: accessOf(args, cluster, false),
  });
}

/** Registers the control plane with what it stands on. */
async function addBase(
  context: ComponentContext,
  family: Family,
  args: ClusterArgs,
  parts: { partition: string; vpcId: Derived; subnetIds: Derived },
) {
  const roles = await addRoles(family, context.name, args, parts.partition);
  const clusterGroup = args.skipSecurityGroups
    ? undefined
    : await addClusterGroup(family, context.name, args, parts.vpcId);
  const cluster = await addControlPlane(family, context.name, args, {
    serviceRole: roles.service,
    roleArn: serviceRoleArn(context, args.inputs, roles),
    autoNodeRole: roles.autoNode,
    securityGroup: clusterGroup,
    subnetIds: parts.subnetIds,
  });
  return { roles, clusterGroup, cluster };
}

/** The ARN of the program's own service role, or of the one made here. */
function serviceRoleArn(context: ComponentContext, inputs: Values, roles: Roles): Derived | undefined {
  const own = read(inputs.serviceRole);
  return own === undefined ? roles.service?.role.output("arn") : resourceOutput(context, own, "arn");
}

interface Roles {
  service: ServiceRole | undefined;
  autoNode: ServiceRole | undefined;
}

async function addRoles(family: Family, name: string, args: ClusterArgs, partition: string): Promise<Roles> {
  const autoPolicies = ["Compute", "BlockStorage", "LoadBalancing", "Networking"].map(
    (what) => `AmazonEKS${what}Policy`,
  );
  const service =
    args.inputs.serviceRole !== undefined
      ? undefined
      : await addServiceRole(family, `${name}-eksRole`, {
          service: "eks.amazonaws.com",
          description: "Allows EKS to manage clusters on your behalf.",
          actions: ["sts:AssumeRole", "sts:TagSession"],
          policies: ["AmazonEKSClusterPolicy", ...(args.autoMode ? autoPolicies : [])],
          partition,
          tags: args.tags,
        });
  const autoNode = args.createAutoNodeRole
    ? await addServiceRole(family, `${name}-nodeRole`, {
        service: "ec2.amazonaws.com",
        actions: ["sts:AssumeRole"],
        policies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
        partition,
        tags: args.tags,
      })
    : undefined;
  return { service, autoNode };
}

/** What nodes need of the cluster before the first one comes. */
export interface NodeSide {
  instanceRole: ServiceRole | undefined;
  instanceProfile: Member | undefined;
  access: NodeAccess;
  vpcCni: { component: Member; addon: Member } | undefined;
}

async function addNodeSide(
  context: ComponentContext,
  family: Family,
  args: ClusterArgs,
  parts: { cluster: Member; kubernetes: Member; partition: string },
): Promise<NodeSide> {
  const { cluster, kubernetes, partition } = parts;
  const instanceRole = args.createInstanceRole
    ? await addServiceRole(family, `${context.name}-instanceRole`, {
        service: "ec2.amazonaws.com",
        actions: ["sts:AssumeRole"],
        policies: ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"],
        partition,
        tags: args.tags,
      })
    : undefined;
  const instanceProfile =
    instanceRole === undefined
      ? undefined
      : await family.add("aws:iam/instanceProfile:InstanceProfile", `${context.name}-instanceProfile`, {
          role: instanceRole.resolvedRole,
        });
  const access = await addNodeAccess(family, context.name, args, { cluster, kubernetes, instanceRole });
  const waitsFor = [...access.entries, ...(access.configMap === undefined ? [] : [access.configMap])];
  const vpcCni = args.vpcCni
    ? await addVpcCni(context, family, args, { cluster, kubernetes, access: waitsFor })
    : undefined;
  return { instanceRole, instanceProfile, access, vpcCni };
}

/** The core data is one Output, so whoever reads any of it depends on whatever a part of it comes from. */
function coreDependencies(parts: {
  vpcId: Derived;
  subnetIds: Derived;
  cluster: Member;
  nodes: NodeSide;
  roles: Roles;
}): string[] {
  const { cluster, nodes, roles } = parts;
  return union([
    parts.vpcId,
    parts.subnetIds,
    cluster.output("name"),
    ...(nodes.instanceRole === undefined ? [] : [nodes.instanceRole.resolvedArn]),
    ...(roles.autoNode === undefined ? [] : [roles.autoNode.role.output("name")]),
    ...nodes.access.described,
  ]);
}

function addNodesOf(
  context: ComponentContext,
  family: Family,
  args: ClusterArgs,
  parts: {
    cluster: Member;
    nodes: NodeSide;
    groups: NodeGroups | undefined;
    subnetIds: Derived;
    core: string[];
  },
): Promise<Member> | undefined {
  const { cluster, nodes, groups, subnetIds, core } = parts;
  if (args.skipNodeGroup) return undefined;
  if (groups === undefined) {
    throw new Error("clusterSecurityGroup is required when creating the default node group.");
  }
  if (nodes.instanceProfile === undefined) throw new Error("an instanceProfile is required");
  const before = [nodes.vpcCni?.addon, nodes.access.configMap].filter((member) => member !== undefined);
  const { instanceProfile } = nodes;
  return addDefaultNodes(context, family, args, {
    cluster,
    instanceProfile,
    groups,
    subnetIds,
    core,
    before,
  });
}
