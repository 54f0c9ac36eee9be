import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/inputs.ts";

/** Where the instances stand. */
export const NetworkLayout = {
  /** In public subnets with public addresses, as an introduction to the service would build it. */
  Public: "public",
  /** In private subnets, without public addresses. */
  Private: "private",
} as const;
/** Where the instances stand. */
export type NetworkLayout = (typeof NetworkLayout)[keyof typeof NetworkLayout];

/** How private instances reach AWS. */
export const Egress = {
  /** Through VPC endpoints only; there is no way to the internet. */
  Endpoints: "endpoints",
  /** Through the same endpoints, and through a NAT gateway in each zone for whatever has none. */
  Nat: "nat",
} as const;
/** How private instances reach AWS. */
export type Egress = (typeof Egress)[keyof typeof Egress];

/** Processor architecture of the instances. */
export const Architecture = {
  /** Intel and AMD. */
  X86: "x86_64",
  /** Graviton. */
  Arm64: "arm64",
} as const;
/** Processor architecture of the instances. */
export type Architecture = (typeof Architecture)[keyof typeof Architecture];

/** Whether the site makes traffic of its own. */
export const Traffic = {
  /** None but the load balancer's health checks. */
  Off: "off",
  /** One small request every ten seconds from each instance to each node of the load balancer, four at most. */
  Low: "low",
} as const;
/** Whether the site makes traffic of its own. */
export type Traffic = (typeof Traffic)[keyof typeof Traffic];

/** Arguments of `Ec2Workload`. What decides which resources exist is a plain value. */
export interface Ec2WorkloadArgs {
  /** Region of the site. Default: the provider's. */
  region?: pulumi.Input<string>;
  /** Tags of everything that takes tags, instances and volumes included. Default: none but `Name`. */
  tags?: Tags;
  /** Where the instances stand: `private` or `public`. Default: `private`. */
  network?: NetworkLayout;
  /** How private instances reach AWS: `endpoints` or `nat`. Refused with network `public`. Default: `endpoints`. */
  egress?: Egress;
  /** Range of the VPC, /16 to /22 or so: it must hold a /24 for each subnet. Default: `10.0.0.0/16`. */
  cidrBlock?: string;
  /** Names of the Availability Zones, at least two. Default: the first of the Region, as many as the count says. */
  availabilityZones?: string[];
  /** Number of Availability Zones, 2 to 6. Refused beside names. Default: 2. */
  availabilityZoneCount?: number;
  /** Type of the instances. Default: `t3.micro`. */
  instanceType?: string;
  /** Architecture of the instances, `x86_64` or `arm64`. Default: what the instance type has. */
  architecture?: Architecture;
  /** Number of instances in each Availability Zone, 1 to 10. Default: 1. */
  instancesPerZone?: number;
  /** Whether the load balancer has public addresses. Default: `false`. */
  internetFacing?: boolean;
  /**
   * IPv4 ranges that may reach the load balancer. Required when it faces the internet, where `0.0.0.0/0` lets
   * everyone in. Default: the VPC's own range.
   */
  allowedCidrs?: string[];
  /**
   * ARN of an ACM certificate. With one the site is served on port 443, and port 80 redirects there; without, it
   * is served on port 80 in plain text. Default: none.
   */
  certificateArn?: pulumi.Input<string>;
  /** Whether AWS refuses to delete the load balancer. A destroy needs `false`, applied first. Default: `true`. */
  deletionProtection?: boolean;
  /** Whether a destroy deletes the bucket of access logs although it holds logs. Default: `false`. */
  forceDestroy?: boolean;
  /** How long flow logs and access logs are kept, days, one of the values of CloudWatch Logs. Default: 365. */
  logRetentionDays?: number;
  /** Traffic of the site's own: `off` or `low`. Default: `low`. */
  traffic?: Traffic;
}
