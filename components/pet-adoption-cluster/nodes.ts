import * as aws from "@pulumi/aws";
import { ManagedNodeGroup } from "@pulumi/eks/managedNodeGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { assumeRolePolicy } from "./iam.ts";
import { NodeArchitecture } from "./choices.ts";
import type { ControlPlane } from "./cluster.ts";
import type { ClusterNetwork } from "./network.ts";
import type { Site } from "./site.ts";

/** The node groups, one for each zone, and their role. */
export interface Nodes {
  groups: ManagedNodeGroup[];
  role: aws.iam.Role;
}

/** What a node needs; workloads get their own roles. Source: Amazon EKS User Guide, "Amazon EKS node IAM role". */
const nodePolicies = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
  "AmazonEC2ContainerRegistryPullOnly",
];

const amiTypes = {
  [NodeArchitecture.X86]: "AL2023_x86_64_STANDARD",
  [NodeArchitecture.Arm64]: "AL2023_ARM_64_STANDARD",
} as const;

function nodeRole(site: Site): { role: aws.iam.Role; attachments: aws.iam.RolePolicyAttachment[] } {
  const { name, component, tags } = site;
  const role = new aws.iam.Role(
    `${name}-node`,
    { assumeRolePolicy: assumeRolePolicy("ec2.amazonaws.com", ["sts:AssumeRole"]), tags },
    { parent: component },
  );
  const attachments = nodePolicies.map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-node-${policy}`,
        { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
        { parent: component },
      ),
  );
  return { role, attachments };
}

function launchTemplate(site: Site): aws.ec2.LaunchTemplate {
  const { name, component, settings } = site;
  const tags = pulumi.output(site.tags ?? {}).apply((given) => ({ Name: `${name}-node`, ...given }));
  const ebs = {
    encrypted: "true",
    volumeType: "gp3",
    volumeSize: settings.diskSizeGiB,
    deleteOnTermination: "true",
  };
  return new aws.ec2.LaunchTemplate(
    `${name}-nodes`,
    {
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }],
      // One hop: pods cannot take the node's role; the agent lives in the node's own network and still can ask.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
      updateDefaultVersion: true,
      tags: site.tags,
    },
    { parent: component },
  );
}

/**
 * One managed node group for each zone: a group over several promises no node in each. What must run on a node from
 * its start (network plugin, kube-proxy, Pod Identity) is there before.
 */
export function createNodes(
  site: Site,
  network: ClusterNetwork,
  plane: ControlPlane,
  before: pulumi.Resource[],
): Nodes {
  const { name, component, settings, tags } = site;
  const { role, attachments } = nodeRole(site);
  const template = launchTemplate(site);
  const size = settings.nodesPerZone;
  const groups = network.privateSubnetIds.map(
    (subnetId, index) =>
      new ManagedNodeGroup(
        `${name}-nodes-${String(index + 1)}`,
        {
          cluster: plane.cluster,
          // With a launch template of our own the version is not taken from the cluster, and nodes would never follow.
          version: settings.version,
          nodeRole: role,
          subnetIds: [subnetId],
          amiType: amiTypes[settings.architecture],
          instanceTypes: settings.instanceTypes,
          scalingConfig: { desiredSize: size, minSize: size, maxSize: size + 1 },
          launchTemplate: {
            id: template.id,
            version: template.latestVersion.apply((version) => String(version)),
          },
          tags,
        },
        { parent: component, dependsOn: [...attachments, ...before] },
      ),
  );
  return { groups, role };
}
