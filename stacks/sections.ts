import { z } from "zod";
import {
  Ec2AgentComplianceSeverity,
  Ec2AgentMode,
  type Ec2AgentRolloutArgs,
} from "../components/ec2-agent-rollout/args.ts";
import {
  Architecture,
  Egress,
  NetworkLayout,
  Traffic,
  type Ec2WorkloadArgs,
} from "../components/ec2-workload/args.ts";
import type { MonitorArgs } from "../components/monitor/args.ts";
import { LocalResourceType, RemoteResourceType } from "../components/nfm/index.ts";
import { ScopeMode, ScopeOnDestroy, type ScopeArgs } from "../components/scope/args.ts";
import { choice, flag, text, texts, whole } from "./fields.ts";

/** What of the workload a monitor is over. */
export const MonitorOver = {
  /** Its Availability Zones, or one of them. */
  AvailabilityZone: "availabilityZone",
  /** Its VPC. */
  Vpc: "vpc",
  /** The subnets in which its instances or nodes stand, or one of them. */
  Subnet: "subnet",
  /** The EKS cluster. */
  Cluster: "cluster",
  /** The whole Region of the stack. */
  Region: "region",
} as const;
/** What of the workload a monitor is over. */
export type MonitorOver = (typeof MonitorOver)[keyof typeof MonitorOver];

/** What of the workload may be the other end of a monitor's flows. */
export const MonitorTowards = {
  /** The subnets of its RDS or Aurora database. */
  DatabaseSubnets: "databaseSubnets",
} as const;
/** What of the workload may be the other end of a monitor's flows. */
export type MonitorTowards = (typeof MonitorTowards)[keyof typeof MonitorTowards];

/** `nfm:scope`: where the scope of the account and Region comes from. The mode is said, since a second scope fails. */
export const scopeSection = z
  .strictObject({
    mode: choice(ScopeMode, "Who makes the scope: this stack, nobody (it exists), or another stack."),
    owner: text(
      "With mode create: the stack that makes the scope. A stack of another name uses what that one exports.",
    ).optional(),
    scopeArn: text(
      "With mode adopt: ARN of the scope, from `aws networkflowmonitor list-scopes`.",
    ).optional(),
    stackReference: z
      .strictObject({
        stack: text("Name of the stack, organization/project/stack."),
        output: text("Output that holds the ARN. Default: scopeArn.").optional(),
      })
      .meta({ description: "With mode stackReference: the stack that exports the scope's ARN." })
      .optional(),
    onDestroy: choice(
      ScopeOnDestroy,
      "What a destroy does with a created scope. Default: retain.",
    ).optional(),
    createTimeoutMinutes: whole("How long the creation may take, minutes. Default: 60.").optional(),
  } satisfies Partial<Record<keyof ScopeArgs | "owner", z.ZodType>>)
  .meta({ description: "The scope: one for each account and Region, shared by every stack there." });

function resource<const T extends Record<string, string>>(types: T, side: string) {
  return z
    .strictObject({
      type: choice(types, "Type of the resource, as AWS spells it."),
      identifier: text("ARN of a VPC, subnet or cluster; name of an Availability Zone, Region or service."),
    })
    .meta({ description: side });
}

/** One entry of `nfm:monitors`. AWS's name of the monitor is made of project, stack and key, so it is no setting. */
export const monitorSection = z
  .strictObject({
    over: choice(MonitorOver, "Local resources taken from the workload.").optional(),
    number: whole(
      "Which Availability Zone or subnet of the workload, from 1. Default: all of them.",
    ).optional(),
    towards: choice(
      MonitorTowards,
      "The other ends of the flows, taken from the workload. Default: all flows that end in the Region.",
    ).optional(),
    localResources: z
      .array(resource(LocalResourceType, "A place where agents run."))
      .meta({
        description: "Local resources by name or ARN, instead of over: 1 to 25, all in the stack's Region.",
      })
      .optional(),
    remoteResources: z
      .array(resource(RemoteResourceType, "The other end of flows."))
      .meta({
        description:
          "The other ends of the flows by name or ARN, instead of towards: up to 25. Default: all flows that end in the Region.",
      })
      .optional(),
  } satisfies Partial<Record<keyof MonitorArgs | "over" | "number" | "towards", z.ZodType>>)
  .meta({ description: "A monitor: what it is over, and optionally towards what." });

/** Names of monitors: they become part of names in Pulumi and in AWS. */
export const monitorKey = /^[\w-]+$/;

/** `nfm:monitors`: the monitors by name. */
export const monitorsSection = z.record(z.string().regex(monitorKey), monitorSection).meta({
  description:
    "The monitors by name. Each publishes five CloudWatch metrics. Default: with workload eks one over the cluster, else none.",
});

/** What `nfm:agent` is, whatever the workload. */
export const agentDescription = "The agent on the workload's instances or nodes.";

/** `nfm:agent` with workload `ec2`: how the agent gets onto the instances, which the stack names itself. */
export const ec2AgentSection = z
  .strictObject({
    mode: choice(Ec2AgentMode, "What the instances come to. Default: activate.").optional(),
    packageVersion: text("Version of the agent's package. Default: the latest at each run.").optional(),
    schedule: text("When the rollout runs again. Default: rate(1 day).").optional(),
    maxConcurrency: text("Instances at a time, a count or a percentage in quotes. Default: 50.").optional(),
    maxErrors: text("Errors that stop a run, a count or a percentage in quotes. Default: 100%.").optional(),
    waitForSuccessTimeoutSeconds: whole(
      "How long up waits for the first success, seconds. Default: 900.",
    ).optional(),
    complianceSeverity: choice(
      Ec2AgentComplianceSeverity,
      "Severity of a failure. Default: UNSPECIFIED.",
    ).optional(),
    failureTopicArn: text("SNS topic that is told about failures. Default: none.").optional(),
  } satisfies Partial<Record<keyof Ec2AgentRolloutArgs, z.ZodType>>)
  .meta({ description: agentDescription });

/** `nfm:ec2`: layout and sizes of the EC2 workload. */
export const ec2Section = z
  .strictObject({
    network: choice(NetworkLayout, "Where the instances stand. Default: private.").optional(),
    egress: choice(Egress, "How private instances reach AWS. Default: endpoints.").optional(),
    cidrBlock: text("Range of the VPC. Default: 10.0.0.0/16.").optional(),
    availabilityZones: texts(
      "Names of two to six Availability Zones. Default: the first of the Region.",
    ).optional(),
    availabilityZoneCount: whole(
      "Number of Availability Zones instead of names, 2 to 6. Default: 2.",
    ).optional(),
    instanceType: text("Type of the instances. Default: t3.micro.").optional(),
    architecture: choice(Architecture, "Default: what the instance type has.").optional(),
    instancesPerZone: whole("Instances in each Availability Zone, 1 to 10. Default: 1.").optional(),
    internetFacing: flag("Whether the load balancer has public addresses. Default: false.").optional(),
    allowedCidrs: texts(
      "Ranges that may reach the load balancer. Required when it faces the internet.",
    ).optional(),
    certificateArn: text("ACM certificate for HTTPS. Default: none, and HTTP on port 80.").optional(),
    deletionProtection: flag("Whether AWS refuses to delete the load balancer. Default: true.").optional(),
    forceDestroy: flag("Whether a destroy deletes access logs too. Default: false.").optional(),
    logRetentionDays: whole("How long logs are kept, days. Default: 365.").optional(),
    traffic: choice(Traffic, "Traffic of the site's own. Default: low.").optional(),
  } satisfies Record<Exclude<keyof Ec2WorkloadArgs, "region" | "tags">, z.ZodType>)
  .meta({ description: "Layout and sizes of the EC2 workload." });

/** `nfm:tags`: tags of everything that takes tags. */
export const tagsSection = z
  .record(z.string(), z.string())
  .meta({ description: "Tags of everything that takes tags, at most 49." });
