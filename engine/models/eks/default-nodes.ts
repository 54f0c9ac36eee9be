import { isValues, UNKNOWN, type Value, type Values } from "../../values.ts";
import { plainText } from "../declare.ts";
import { combine, type Derived, listOf, plain, read, recordOf } from "../derived.ts";
import { isNew, type Family, type Member } from "../family.ts";
import type { ComponentContext } from "../model.ts";
import type { ClusterArgs } from "./args.ts";
import { architectureOf } from "./instance-types.ts";
import type { NodeGroups } from "./security-groups.ts";
import { yaml } from "./yaml.ts";

/** What the default node group is built from. */
export interface NodeParts {
  cluster: Member;
  instanceProfile: Member;
  groups: NodeGroups;
  subnetIds: Derived;
  /** What everything that reads the cluster's core data depends on. */
  core: string[];
  /** What has to be there before the first node. */
  before: Member[];
}

/** Registers the launch template and the Auto Scaling group of the default node group. */
export async function addDefaultNodes(
  context: ComponentContext,
  family: Family,
  args: ClusterArgs,
  parts: NodeParts,
): Promise<Member> {
  const template = await addTemplate(context, family, args, parts);
  const { inputs } = args;
  const size = (name: string, otherwise: number) => read(inputs[name]) ?? plain(otherwise);
  const tags = combine([ofCore(parts, parts.cluster.output("name"))], ([cluster]) => [
    { key: `kubernetes.io/cluster/${text(cluster)}`, propagateAtLaunch: true, value: "owned" },
    { key: "Name", propagateAtLaunch: true, value: `${text(cluster)}-worker` },
  ]);
  return family.add(
    "aws:autoscaling/group:Group",
    context.name,
    {
      minSize: size("minSize", 1),
      maxSize: size("maxSize", 2),
      desiredCapacity: size("desiredCapacity", 2),
      launchTemplate: recordOf({
        name: template.output("name"),
        version: combine([template.output("latestVersion")], ([version]) => JSON.stringify(version)),
      }),
      vpcZoneIdentifiers: workerSubnets(args, parts),
      instanceRefresh: plain({ strategy: "Rolling", preferences: { minHealthyPercentage: 50 } }),
      tags,
    },
    // Before the cluster is there the core data is unknown, and with it what the group waits for.
    { dependsOn: isNew(parts.cluster) ? [] : parts.before },
  );
}

function text(value: Value | undefined): string {
  return plainText(value) ?? "";
}

/** A value that reaches the nodes through the core data, which nobody knows before the cluster is there. */
function ofCore(parts: NodeParts, value: Derived): Derived {
  return { value: value.value, from: [...new Set([...parts.core, ...value.from])].sort() };
}

function workerSubnets(args: ClusterArgs, parts: NodeParts): Derived {
  const given = read(args.inputs.nodeSubnetIds);
  if (given !== undefined) return given;
  const chosen = read(args.inputs.privateSubnetIds) ?? read(args.inputs.publicSubnetIds);
  // Which of one list of subnets are private stands in their route tables, which nobody can look up here.
  const subnets = chosen ?? { value: UNKNOWN, from: parts.subnetIds.from };
  return ofCore(parts, isNew(parts.cluster) ? { value: UNKNOWN, from: [] } : subnets);
}

async function addTemplate(
  context: ComponentContext,
  family: Family,
  args: ClusterArgs,
  parts: NodeParts,
): Promise<Member> {
  const { inputs } = args;
  const associate = inputs.nodeAssociatePublicIpAddress !== false;
  const profile = parts.instanceProfile.output("name");
  const groups = combine([parts.groups.nodes.id, parts.groups.clusterIngress.id], ([nodes]) => [
    nodes ?? null,
  ]);
  const image = await imageOf(context, args, parts.cluster);
  return family.add("aws:ec2/launchTemplate:LaunchTemplate", `${context.name}-launchTemplate`, {
    imageId: image.id,
    instanceType: read(inputs.instanceType) ?? plain("t3.medium"),
    // Before the cluster is there the profile is not read from the core data at all, so it is no dependency yet.
    iamInstanceProfile: recordOf({
      name: isNew(parts.cluster) ? ofCore(parts, plain(UNKNOWN)) : ofCore(parts, profile),
    }),
    blockDeviceMappings: rootVolume(inputs, image.deviceName),
    networkInterfaces: listOf([
      recordOf({ associatePublicIpAddress: plain(String(associate)), securityGroups: groups }),
    ]),
    userData: userData(parts),
  });
}

/** The recommended image, as far as it can be asked for: its id is nothing that a model could know. */
async function imageOf(context: ComponentContext, args: ClusterArgs, cluster: Member) {
  const version = read(args.inputs.version) ?? cluster.output("version");
  const unknown = { id: { value: UNKNOWN, from: version.from }, deviceName: UNKNOWN as Value };
  if (plainText(version.value) === undefined) return unknown;
  const type = plainText(read(args.inputs.instanceType)?.value) ?? "t3.medium";
  const family = `/aws/service/eks/optimized-ami/${text(version.value)}/amazon-linux-2023`;
  const name = `${family}/${architectureOf([type])}/standard/recommended/image_id`;
  const parameter = await context.ask("aws:ssm/getParameter:getParameter", { name });
  if (parameter?.value === undefined) return unknown;
  const image = await context.ask("aws:ec2/getAmi:getAmi", {
    filters: [{ name: "image-id", values: [parameter.value] }],
    includeDeprecated: true,
    owners: ["self", "amazon"],
  });
  const devices = image?.blockDeviceMappings;
  const first = Array.isArray(devices) && isValues(devices[0]) ? devices[0].deviceName : undefined;
  return { id: { value: parameter.value, from: version.from }, deviceName: first ?? UNKNOWN };
}

function rootVolume(inputs: Values, deviceName: Value): Derived {
  const size = read(inputs.nodeRootVolumeSize);
  const encrypted = read(inputs.nodeRootVolumeEncrypted);
  if (size === undefined && encrypted === undefined) return plain([]);
  const ebs = recordOf({
    ...(encrypted === undefined
      ? {}
      : { encrypted: combine([encrypted], ([on]) => (on === true ? "true" : "false")) }),
    ...(size === undefined ? {} : { volumeSize: size }),
  });
  return listOf([recordOf({ deviceName: plain(deviceName), ebs })]);
}

/** What nodeadm reads: which cluster to join. */
function userData(parts: NodeParts): Derived {
  const { cluster } = parts;
  const from = ["name", "endpoint", "certificateAuthority", "kubernetesNetworkConfig"];
  const needed = from.map((property) => ofCore(parts, cluster.output(property)));
  return combine(needed, ([name, apiServerEndpoint, authority, network]) => {
    const spec = {
      cluster: {
        name: name ?? null,
        apiServerEndpoint: apiServerEndpoint ?? null,
        certificateAuthority: isValues(authority) ? (authority.data ?? null) : null,
        cidr: isValues(network) ? (network.serviceIpv4Cidr ?? null) : null,
      },
    };
    const config = yaml({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec });
    const head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="BOUNDARY"\n\n';
    const part = `--BOUNDARY\nContent-Type: application/node.eks.aws\n\n---\n${config}\n`;
    return Buffer.from(`${head}${part}--BOUNDARY--\n`).toString("base64");
  });
}
