import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/inputs.ts";
import { isGraviton } from "../shared/instance-types.ts";
import { Architecture, Egress, NetworkLayout, Traffic, type Ec2WorkloadArgs } from "./args.ts";

/** The plain arguments with every default filled in: all that decides which resources exist. */
export interface Settings {
  network: NetworkLayout;
  egress: Egress;
  cidrBlock: string;
  zoneCount: number;
  instanceType: string;
  architecture: Architecture;
  instancesPerZone: number;
  internetFacing: boolean;
  allowedCidrs: string[];
  https: boolean;
  deletionProtection: boolean;
  forceDestroy: boolean;
  logRetentionDays: number;
  traffic: Traffic;
}

/** What every part of the site gets to make its resources. */
export interface Site {
  component: pulumi.Resource;
  name: string;
  settings: Settings;
  /** Region as given, for resources; undefined means the provider's. */
  region: pulumi.Input<string> | undefined;
  /** Name of the Region, for texts that contain it. */
  regionName: pulumi.Input<string>;
  /** Account that the provider works in. */
  accountId: pulumi.Input<string>;
  tags: Tags | undefined;
}

/** Architecture of an instance type. */
export function architectureOf(instanceType: string): Architecture {
  return isGraviton(instanceType) ? Architecture.Arm64 : Architecture.X86;
}

/** The arguments with every default filled in. */
export function settingsOf(args: Ec2WorkloadArgs): Settings {
  const cidrBlock = args.cidrBlock ?? "10.0.0.0/16";
  const instanceType = args.instanceType ?? "t3.micro";
  return {
    network: args.network ?? NetworkLayout.Private,
    egress: args.egress ?? Egress.Endpoints,
    cidrBlock,
    zoneCount: args.availabilityZones?.length ?? args.availabilityZoneCount ?? 2,
    instanceType,
    architecture: args.architecture ?? architectureOf(instanceType),
    instancesPerZone: args.instancesPerZone ?? 1,
    internetFacing: args.internetFacing ?? false,
    allowedCidrs: args.allowedCidrs ?? [cidrBlock],
    https: args.certificateArn !== undefined,
    deletionProtection: args.deletionProtection ?? true,
    forceDestroy: args.forceDestroy ?? false,
    logRetentionDays: args.logRetentionDays ?? 365,
    traffic: args.traffic ?? Traffic.Low,
  };
}
