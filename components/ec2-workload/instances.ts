import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { NetworkLayout } from "./args.ts";
import type { Balancer } from "./balancer.ts";
import type { Network } from "./network.ts";
import type { InstanceRole } from "./role.ts";
import type { Groups } from "./security-groups.ts";
import type { Site } from "./settings.ts";
import { userData } from "./user-data.ts";

/** Longer than the user data tries, so that no instance is replaced while it still might succeed. */
const healthCheckGraceSeconds = 900;
const warmupSeconds = 300;
const day = 86_400;
const rootVolumeGiB = 8;

/**
 * AMI of Amazon Linux 2023 with its default kernel, 6.1 or later, looked up by AWS at each launch.
 * Source: Amazon Linux 2023 User Guide, "Launching AL2023 using the SSM parameter".
 */
function imageReference(architecture: string): string {
  return `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}

/** Tags of what an instance is made of: the site's own, and a name unless they have one. */
function instanceTags(site: Site): pulumi.Output<Record<string, string>> {
  return pulumi
    .output(site.tags ?? {})
    .apply((tags): Record<string, string> => ({ Name: `${site.name}-web`, ...tags }));
}

const rootVolume: aws.types.input.ec2.LaunchTemplateBlockDeviceMapping = {
  deviceName: "/dev/xvda",
  ebs: { encrypted: "true", volumeType: "gp3", volumeSize: rootVolumeGiB, deleteOnTermination: "true" },
};

function networkInterface(site: Site, groups: Groups): aws.types.input.ec2.LaunchTemplateNetworkInterface {
  return {
    deviceIndex: 0,
    // Said in both cases, because a subnet's own setting would decide otherwise.
    associatePublicIpAddress: String(site.settings.network === NetworkLayout.Public),
    securityGroups: [groups.instances.id],
    deleteOnTermination: "true",
  };
}

function createTemplate(site: Site, groups: Groups, role: InstanceRole): aws.ec2.LaunchTemplate {
  const { component, name, settings, region, tags } = site;
  const tagSpecifications = ["instance", "volume", "network-interface"].map((resourceType) => ({
    resourceType,
    tags: instanceTags(site),
  }));
  return new aws.ec2.LaunchTemplate(
    `${name}-web`,
    {
      imageId: imageReference(settings.architecture),
      instanceType: settings.instanceType,
      iamInstanceProfile: { arn: role.profile.arn },
      userData: Buffer.from(userData(settings.traffic)).toString("base64"),
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      ebsOptimized: "true",
      blockDeviceMappings: [rootVolume],
      networkInterfaces: [networkInterface(site, groups)],
      tagSpecifications,
      region,
      tags,
    },
    { parent: component },
  );
}

/** Tags of a group, each with the word that copies it to the instances; sorted, so that no plan changes by order. */
function groupTags(site: Site): pulumi.Output<aws.types.input.autoscaling.GroupTag[]> {
  return instanceTags(site).apply((tags) =>
    Object.keys(tags)
      .sort()
      .map((key) => ({ key, value: tags[key] ?? "", propagateAtLaunch: true })),
  );
}

/** Everything about a group but where it stands. */
function groupArgs(
  site: Site,
  template: aws.ec2.LaunchTemplate,
  balancer: Balancer,
): aws.autoscaling.GroupArgs {
  const count = site.settings.instancesPerZone;
  // A new instance stands before an old one goes, also where there is only one.
  const replacement = { minHealthyPercentage: 100, maxHealthyPercentage: 200 };
  return {
    // The number, not `$Latest`: only a change of the number starts a refresh.
    launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
    minSize: count,
    desiredCapacity: count,
    // Room for the instances that stand twice during a replacement; nothing else grows the group.
    maxSize: 2 * count,
    targetGroupArns: [balancer.targetGroup.arn],
    healthCheckType: "ELB",
    healthCheckGracePeriod: healthCheckGraceSeconds,
    defaultInstanceWarmup: warmupSeconds,
    defaultCooldown: warmupSeconds,
    instanceMaintenancePolicy: replacement,
    // No automatic rollback: AWS has none for an AMI by SSM parameter.
    instanceRefresh: { strategy: "Rolling", preferences: replacement },
    // A new AMI does not change the template; it reaches the site because no instance gets older than this.
    maxInstanceLifetime: 30 * day,
    // `up` is done when the site answers.
    minElbCapacity: count,
    waitForCapacityTimeout: "15m",
    tags: groupTags(site),
    region: site.region,
  };
}

/**
 * One Auto Scaling group for each zone. A single group over all zones spreads its instances only as well as it
 * can; a group that knows one zone surely has its instances there. There are no notifications: nothing scales, and
 * what replaces an instance shows in the group's activities.
 */
export function createInstances(
  site: Site,
  network: Network,
  groups: Groups,
  role: InstanceRole,
  balancer: Balancer,
  readyFirst: pulumi.Resource[],
): aws.autoscaling.Group[] {
  const template = createTemplate(site, groups, role);
  const args = groupArgs(site, template, balancer);
  return network.instanceSubnetIds.map(
    (subnetId, index) =>
      new aws.autoscaling.Group(
        `${site.name}-web-${String(index + 1)}`,
        { ...args, vpcZoneIdentifiers: [subnetId] },
        { parent: site.component, dependsOn: readyFirst },
      ),
  );
}
