import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/inputs.ts";

/** What every instance that matches shall come to. */
export const Ec2AgentMode = {
  /** The agent is installed and active: it sends, and is billed. */
  Activate: "activate",
  /** The agent stays installed where it is, and neither sends nor is billed. */
  Deactivate: "deactivate",
  /** The agent is removed. */
  Uninstall: "uninstall",
} as const;
/** What every instance that matches shall come to. */
export type Ec2AgentMode = (typeof Ec2AgentMode)[keyof typeof Ec2AgentMode];

/** How the instances' roles get the policy that lets an agent publish. */
export const Ec2AgentRolePolicy = {
  /** This component attaches it to the roles given, and a destroy detaches it. */
  Attach: "attach",
  /** Something else attached it, such as another stack that uses the same role. */
  AlreadyAttached: "alreadyAttached",
} as const;
/** How the instances' roles get the policy that lets an agent publish. */
export type Ec2AgentRolePolicy = (typeof Ec2AgentRolePolicy)[keyof typeof Ec2AgentRolePolicy];

/** How severe Systems Manager compliance calls an instance on which the association failed. */
export const Ec2AgentComplianceSeverity = {
  Unspecified: "UNSPECIFIED",
  Low: "LOW",
  Medium: "MEDIUM",
  High: "HIGH",
  Critical: "CRITICAL",
} as const;
/** How severe Systems Manager compliance calls an instance on which the association failed. */
export type Ec2AgentComplianceSeverity =
  (typeof Ec2AgentComplianceSeverity)[keyof typeof Ec2AgentComplianceSeverity];

/** Instances that carry a tag. */
export interface Ec2AgentTagTargetArgs {
  /** Key of the tag, such as `Environment`. */
  key: string;
  /** Values of which the instance has one. 1 to 50. */
  values: pulumi.Input<string>[];
}

/** The instances: all that any of these matches, now and later. At least one is given. */
export interface Ec2AgentTargetsArgs {
  /** Instances by tag; an instance that has any of these tags matches. Default: none. */
  tags?: Ec2AgentTagTargetArgs[];
  /** Instances by id. Put a new id at the end, so that the groups of the others stay as they are. Default: none. */
  instanceIds?: pulumi.Input<string>[];
  /** Instances of Auto Scaling groups, by the groups' names. Default: none. */
  autoScalingGroupNames?: pulumi.Input<string>[];
}

/** Where Systems Manager keeps the whole output of each run. */
export interface Ec2AgentS3OutputArgs {
  /** Name of the bucket. The instances' roles need `s3:PutObject` there. */
  bucket: pulumi.Input<string>;
  /** Prefix of the keys. Default: none. */
  prefix?: pulumi.Input<string>;
}

/** Arguments of `Ec2AgentRollout`. */
export interface Ec2AgentRolloutArgs {
  /** The instances. How many ids, names and tags there are decides what exists, so the lists are plain. */
  targets: Ec2AgentTargetsArgs;
  /**
   * Names of the instances' roles, to which the publish policy is attached. Required with `rolePolicy` `attach`,
   * refused otherwise.
   */
  roleNames?: pulumi.Input<string>[];
  /** How the roles get the publish policy: `attach` or `alreadyAttached`. Default: `attach`. */
  rolePolicy?: Ec2AgentRolePolicy;
  /** What every instance shall come to: `activate`, `deactivate` or `uninstall`. Default: `activate`. */
  mode?: Ec2AgentMode;
  /**
   * Version of the agent's Distributor package to install. It stands in the document, so a plan shows a change of
   * it. Default: the latest at each run of the association, which also upgrades.
   */
  packageVersion?: string;
  /**
   * When the association runs again, besides its first run: `rate(…)` of 30 minutes to less than 31 days, or
   * `cron(…)`. Default: `rate(1 day)`.
   */
  schedule?: string;
  /** How many instances run at a time: a count, or a percentage such as `10%`. Default: `50`, AWS's own. */
  maxConcurrency?: string;
  /** After how many errors a run stops: a count, or a percentage such as `10%`. Default: `100%`, AWS's own. */
  maxErrors?: string;
  /**
   * How long `up` waits, seconds, until a new association has succeeded; 0 does not wait. A wait fails where no
   * instance matches. A change of an association is never waited for. Default: 900 for instance ids and Auto Scaling
   * groups; 0 for tags, which no instance may carry yet.
   */
  waitForSuccessTimeoutSeconds?: number;
  /** How severe compliance calls a failure. Default: `UNSPECIFIED`. */
  complianceSeverity?: Ec2AgentComplianceSeverity;
  /** Where the whole output of each run goes. Default: nowhere; Systems Manager keeps the first characters. */
  s3Output?: Ec2AgentS3OutputArgs;
  /**
   * ARN of the SNS topic that is told when the association fails on an instance. The topic's policy must let
   * `events.amazonaws.com` publish. Default: none.
   */
  failureTopicArn?: pulumi.Input<string>;
  /** Region of the instances. Default: the provider's. */
  region?: pulumi.Input<string>;
  /** Tags of everything that can have tags. Default: none but the provider's own. */
  tags?: Tags;
}
