import { plainText } from "../declare.ts";
import { combine, type Derived, fields, plain, read, recordOf } from "../derived.ts";
import { isValues } from "../../values.ts";
import type { Arguments, Family, Member } from "../family.ts";
import { type ClusterArgs, tagsNamed } from "./args.ts";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const ruleType = "aws:ec2/securityGroupRule:SecurityGroupRule";

const anywhere: Arguments = {
  description: plain("Allow internet access."),
  type: plain("egress"),
  fromPort: plain(0),
  toPort: plain(0),
  protocol: plain("-1"),
  cidrBlocks: plain(["0.0.0.0/0"]),
};

function ingress(description: string, protocol: string, fromPort: number, toPort: number): Arguments {
  return {
    description: plain(description),
    type: plain("ingress"),
    fromPort: plain(fromPort),
    toPort: plain(toPort),
    protocol: plain(protocol),
  };
}

/** The group of the control plane. */
export async function addClusterGroup(
  family: Family,
  name: string,
  args: ClusterArgs,
  vpcId: Derived | undefined,
): Promise<Member> {
  const group = await family.add(groupType, `${name}-eksClusterSecurityGroup`, {
    description: plain("Managed by Pulumi"),
    vpcId,
    revokeRulesOnDelete: plain(true),
    tags: tagsNamed(`${name}-eksClusterSecurityGroup`, args, read(args.inputs.clusterSecurityGroupTags)),
  });
  await family.add(ruleType, `${name}-eksClusterInternetEgressRule`, {
    ...anywhere,
    securityGroupId: group.id,
  });
  return group;
}

/** The group of the nodes, and the rule by which pods reach the control plane. */
export interface NodeGroups {
  nodes: Member;
  clusterIngress: Member;
}

const withinNodes: Arguments = {
  ...ingress("Allow nodes to communicate with each other", "-1", 0, 0),
  self: plain(true),
};
const kubelets = ingress(
  "Allow worker Kubelets and pods to receive communication from the cluster control plane",
  "tcp",
  1025,
  65535,
);
const extensionServers = ingress(
  "Allow pods running extension API servers on port 443 to receive communication from cluster control plane",
  "tcp",
  443,
  443,
);
const apiServer = ingress("Allow pods to communicate with the cluster API Server", "tcp", 443, 443);

/** Registers the group of the nodes with the rules between it and the group of the control plane. */
export async function addNodeGroup(
  family: Family,
  name: string,
  args: ClusterArgs,
  parts: { vpcId: Derived | undefined; cluster: Member; clusterGroup: Member },
): Promise<NodeGroups> {
  const { vpcId, cluster, clusterGroup } = parts;
  const nodes = await family.add(groupType, `${name}-nodeSecurityGroup`, {
    description: plain("Managed by Pulumi"),
    vpcId,
    revokeRulesOnDelete: plain(true),
    tags: nodeTags(name, args, cluster.output("name")),
  });
  const rule = (suffix: string, what: Arguments, group: Member, source?: Member) =>
    family.add(ruleType, `${name}-${suffix}`, {
      ...what,
      securityGroupId: group.id,
      sourceSecurityGroupId: source?.id,
    });
  await rule("eksNodeIngressRule", withinNodes, nodes);
  await rule("eksNodeClusterIngressRule", kubelets, nodes, clusterGroup);
  await rule("eksExtApiServerClusterIngressRule", extensionServers, nodes, clusterGroup);
  await rule("eksNodeInternetEgressRule", anywhere, nodes);
  const clusterIngress = await rule("eksClusterIngressRule", apiServer, clusterGroup, nodes);
  return { nodes, clusterIngress };
}

/** The key of one tag holds the cluster's name, so all of them are unknown as long as it is. */
function nodeTags(name: string, args: ClusterArgs, clusterName: Derived): Derived {
  const special = recordOf(fields(args.inputs.nodeSecurityGroupTags));
  return combine([clusterName, special, args.tags ?? plain({})], ([cluster, ofNodes, tags]) => ({
    Name: `${name}-nodeSecurityGroup`,
    [`kubernetes.io/cluster/${plainText(cluster) ?? ""}`]: "owned",
    ...(isValues(ofNodes) ? ofNodes : {}),
    ...(isValues(tags) ? tags : {}),
  }));
}
