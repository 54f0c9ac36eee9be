import type { Graph } from "./graph.ts";
import type { PlanResource } from "./plan.ts";
import {
  bagOf,
  isBag,
  isTrue,
  listOf,
  numberOf,
  stringOf,
  type PlanValue,
  type PlanValues,
} from "./value.ts";

/** Something in the plan that runs EC2 instances. */
export interface Host {
  resource: PlanResource;
  kind: "instance" | "Auto Scaling group" | "node group";
  /** How many instances it starts with; undefined when the program does not say. */
  count?: number;
  instanceType?: string;
  /** Subnets that it may start in, as written in the program. */
  subnets: PlanValue[];
  /** Security groups of its instances, as written. Empty: the default group of the VPC. */
  groups: PlanValue[];
  /** Whether the program says that instances get a public address; undefined: the subnet decides. */
  publicAddress?: boolean;
  /** Role of the instances, when it is in the plan. */
  role?: PlanResource;
  /** Tags that instances carry. */
  tags: Record<string, PlanValue>;
  volumes: Volume[];
}

/** A block device of a host. */
export interface Volume {
  type: string;
  gigabytes?: number;
}

/** All hosts of a plan, in order of URN. EKS Auto Mode and Fargate have none in the program. */
export function hostsOf(graph: Graph): Host[] {
  return [
    ...graph.ofType("aws:ec2/instance:Instance").map((resource) => instanceHost(resource, graph)),
    ...graph.ofType("aws:autoscaling/group:Group").map((resource) => groupHost(resource, graph)),
    ...graph.ofType("aws:eks/nodeGroup:NodeGroup").map((resource) => nodeHost(resource, graph)),
  ];
}

function instanceHost(resource: PlanResource, graph: Graph): Host {
  const { inputs } = resource;
  const template = templateOf(inputs.launchTemplate, graph);
  const groups = listOf(inputs.vpcSecurityGroupIds);
  const volumes = blockDevices(inputs);
  const own = inputs.associatePublicIpAddress;
  return {
    resource,
    kind: "instance",
    count: 1,
    instanceType: stringOf(inputs.instanceType ?? template?.inputs.instanceType),
    subnets: inputs.subnetId === undefined ? [] : [inputs.subnetId],
    groups: groups.length > 0 ? groups : templateGroups(template),
    publicAddress: own === undefined ? templateAddress(template) : isTrue(own),
    role: roleOf(inputs.iamInstanceProfile ?? profileOf(template), graph),
    tags: { ...templateTags(template), ...tagsOf(inputs.tags) },
    volumes: volumes.length > 0 ? volumes : templateVolumes(template),
  };
}

function groupHost(resource: PlanResource, graph: Graph): Host {
  const { inputs } = resource;
  const mixed = bagOf(bagOf(inputs.mixedInstancesPolicy)?.launchTemplate)?.launchTemplateSpecification;
  const template = templateOf(inputs.launchTemplate ?? mixed, graph);
  return {
    resource,
    kind: "Auto Scaling group",
    count: numberOf(inputs.desiredCapacity ?? inputs.minSize),
    instanceType: stringOf(template?.inputs.instanceType),
    subnets: listOf(inputs.vpcZoneIdentifiers),
    groups: templateGroups(template),
    publicAddress: templateAddress(template),
    role: roleOf(profileOf(template), graph),
    tags: { ...templateTags(template), ...propagatedTags(inputs.tags) },
    volumes: templateVolumes(template),
  };
}

function nodeHost(resource: PlanResource, graph: Graph): Host {
  const { inputs } = resource;
  const template = templateOf(inputs.launchTemplate, graph);
  const types = listOf(inputs.instanceTypes);
  return {
    resource,
    kind: "node group",
    count: numberOf(bagOf(inputs.scalingConfig)?.desiredSize),
    instanceType: stringOf(types[0] ?? template?.inputs.instanceType),
    subnets: listOf(inputs.subnetIds),
    groups: templateGroups(template),
    publicAddress: templateAddress(template),
    role: graph.find(inputs.nodeRoleArn, "aws:iam/role:Role"),
    tags: templateTags(template),
    volumes: templateVolumes(template),
  };
}

function templateOf(value: PlanValue | undefined, graph: Graph): PlanResource | undefined {
  const bag = bagOf(value);
  return graph.find(bag?.id ?? bag?.launchTemplateId ?? bag?.name, "aws:ec2/launchTemplate:LaunchTemplate");
}

function templateGroups(template: PlanResource | undefined): PlanValue[] {
  const own = listOf(template?.inputs.vpcSecurityGroupIds);
  return own.length > 0 ? own : listOf(bagOf(listOf(template?.inputs.networkInterfaces)[0])?.securityGroups);
}

function templateAddress(template: PlanResource | undefined): boolean | undefined {
  const value = bagOf(listOf(template?.inputs.networkInterfaces)[0])?.associatePublicIpAddress;
  return value === undefined ? undefined : isTrue(value);
}

function templateTags(template: PlanResource | undefined): Record<string, PlanValue> {
  const specifications = listOf(template?.inputs.tagSpecifications).map(bagOf);
  return tagsOf(specifications.find((bag) => bag?.resourceType === "instance")?.tags);
}

function templateVolumes(template: PlanResource | undefined): Volume[] {
  return listOf(template?.inputs.blockDeviceMappings).flatMap((mapping) => {
    const ebs = bagOf(bagOf(mapping)?.ebs);
    return ebs === undefined ? [] : [volumeOf(ebs)];
  });
}

function blockDevices(inputs: PlanValues): Volume[] {
  const devices = [inputs.rootBlockDevice, ...listOf(inputs.ebsBlockDevices)];
  return devices.flatMap((device) => (isBag(device) ? [volumeOf(device)] : []));
}

function volumeOf(ebs: PlanValues): Volume {
  return { type: stringOf(ebs.volumeType) ?? "type not given", gigabytes: numberOf(ebs.volumeSize) };
}

function profileOf(template: PlanResource | undefined): PlanValue | undefined {
  const profile = bagOf(template?.inputs.iamInstanceProfile);
  return profile?.arn ?? profile?.name;
}

function roleOf(profile: PlanValue | undefined, graph: Graph): PlanResource | undefined {
  const found = graph.find(profile, "aws:iam/instanceProfile:InstanceProfile");
  return graph.find(found?.inputs.role, "aws:iam/role:Role");
}

function tagsOf(value: PlanValue | undefined): Record<string, PlanValue> {
  return { ...bagOf(value) };
}

function propagatedTags(value: PlanValue | undefined): Record<string, PlanValue> {
  const tags: Record<string, PlanValue> = {};
  for (const item of listOf(value)) {
    const tag = bagOf(item);
    const key = stringOf(tag?.key);
    if (key !== undefined && tag?.value !== undefined && isTrue(tag.propagateAtLaunch)) tags[key] = tag.value;
  }
  return tags;
}
