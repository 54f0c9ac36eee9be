import { clusterNamed, clusterTagged } from "./clusters.ts";
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
  kind: "instance" | "Auto Scaling group" | "node group" | "EKS Auto Mode";
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
  /** EKS cluster that its instances are nodes of, when it is in the plan. */
  cluster?: PlanResource;
  /** Whether its instances run Windows, as far as the program says. */
  windows?: boolean;
}

/** A block device of a host. */
export interface Volume {
  type: string;
  gigabytes?: number;
}

/** All hosts of a plan, by kind, then in order of URN. What Fargate runs on has no host in the program. */
export function hostsOf(graph: Graph): Host[] {
  return [
    ...graph.ofType("aws:ec2/instance:Instance").map((resource) => instanceHost(resource, graph)),
    ...graph.ofType("aws:autoscaling/group:Group").map((resource) => groupHost(resource, graph)),
    ...graph.ofType("aws:eks/nodeGroup:NodeGroup").map((resource) => nodeHost(resource, graph)),
    ...graph.ofType("aws:eks/cluster:Cluster").flatMap((resource) => autoModeHost(resource, graph)),
  ];
}

/** Whether EKS makes and runs the nodes of a cluster by itself. */
export function isAutoMode(cluster: PlanResource): boolean {
  return isTrue(bagOf(cluster.inputs.computeConfig)?.enabled);
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
    cluster: clusterTagged(resource, tagsOf(inputs.tags), graph),
  };
}

function groupHost(resource: PlanResource, graph: Graph): Host {
  const { inputs } = resource;
  const own = propagatedTags(inputs.tags);
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
    tags: { ...templateTags(template), ...own },
    volumes: templateVolumes(template),
    cluster: clusterTagged(resource, own, graph),
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
    cluster: clusterNamed(inputs.clusterName, graph),
    windows: stringOf(inputs.amiType)?.startsWith("WINDOWS") === true,
  };
}

/** Nodes of EKS Auto Mode: as many as the pods need, in the cluster's subnets. Source: EKS User Guide, "EKS Auto Mode". */
function autoModeHost(resource: PlanResource, graph: Graph): Host[] {
  if (!isAutoMode(resource)) return [];
  return [
    {
      resource,
      kind: "EKS Auto Mode",
      subnets: listOf(bagOf(resource.inputs.vpcConfig)?.subnetIds),
      groups: [],
      role: graph.find(bagOf(resource.inputs.computeConfig)?.nodeRoleArn, "aws:iam/role:Role"),
      tags: {},
      volumes: [],
      cluster: resource,
    },
  ];
}

function templateOf(value: PlanValue | undefined, graph: Graph): PlanResource | undefined {
  const type = "aws:ec2/launchTemplate:LaunchTemplate";
  const bag = bagOf(value);
  const named = bag?.id ?? bag?.launchTemplateId ?? bag?.name;
  return graph.find(named, type) ?? (typeof named === "string" ? graph.named(type, named) : undefined);
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
