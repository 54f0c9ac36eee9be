import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { publishPolicyArn } from "../nfm/index.ts";
import { explainFailures } from "../shared/explain.ts";
import { plain } from "../shared/inputs.ts";
import { checked, refuse } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";
import { Ec2AgentComplianceSeverity, Ec2AgentMode, type Ec2AgentRolloutArgs } from "./args.ts";
import { documentContent } from "./document.ts";
import { explainAssociationFailure } from "./explain.ts";
import { notifyFailures } from "./failures.ts";
import { whatDestroyLeaves } from "./leave.ts";
import { associationTargets, type AssociationTarget } from "./targets.ts";
import { nameProblems, validateEc2AgentRollout } from "./validate.ts";

export * from "./args.ts";

/** What applies when the arguments do not say otherwise. */
const defaults = {
  schedule: "rate(1 day)",
  maxConcurrency: "50",
  maxErrors: "100%",
  waitForSuccessTimeoutSeconds: 900,
};

/**
 * The Network Flow Monitor agent on EC2 instances: on every instance that matches, now or later, Systems Manager
 * State Manager leaves Kubernetes nodes alone, checks kernel and cgroup v2, installs the agent and activates it, in
 * that order. An agent that is installed this way and not activated sends nothing.
 *
 * **Example**
 * ```ts
 * import { Ec2AgentRollout } from "aws-network-flow-monitor";
 *
 * new Ec2AgentRollout("web", {
 *   targets: { tags: [{ key: "App", values: ["web"] }] },
 *   roleNames: [role.name],
 * });
 * ```
 *
 * **Cost**: $0.0069 an hour for each active agent, about $5.04 a month (list price, 2026). State Manager and the
 * document are free.
 *
 * **Leaving**: deleting an association neither deactivates nor uninstalls. Set `mode` to `deactivate` (or
 * `uninstall`), run `pulumi up`, see that the associations succeeded, then destroy. A destroy without that leaves agents running
 * and costing. `destroyLeaves` says so for the current mode.
 *
 * **What can go wrong**
 * - A success of `up` is no proof: it waits for new associations with ids and Auto Scaling groups only, as a whole, and
 *   not for changed ones nor for tags, which may match nothing yet. State Manager's compliance shows each instance.
 * - The wait fails when no instance matches, and names no instance: the message gives the commands that do.
 * - Instances need the SSM Agent 3.0.502 or later, `AmazonSSMManagedInstanceCore`, and a route to Systems Manager,
 *   S3 and `networkflowmonitorreports`.
 * - Kernels before 5.8 and hosts without cgroup v2, such as stock Amazon Linux 2, fail with that reason.
 * - Data appears about 20 minutes after activation; 403 in the agent's log means that the role lacks the policy.
 * - Two stacks that attach the policy to one role: the first destroy detaches it for both. One of them sets
 *   `rolePolicy` to `alreadyAttached`.
 *
 * Errors: a problem with the arguments stops the program with one line for each.
 */
export class Ec2AgentRollout extends pulumi.ComponentResource {
  /** Name of the Command document. */
  public readonly documentName: pulumi.Output<string>;
  /** Ids of the associations, in the order tags, ids, Auto Scaling groups. */
  public readonly associationIds: pulumi.Output<string[]>;
  /** What a destroy leaves on the instances in the current mode, and how to leave nothing. */
  public readonly destroyLeaves: pulumi.Output<string>;

  constructor(name: string, args: Ec2AgentRolloutArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network-flow-monitor:index:Ec2AgentRollout", name, args, opts);
    refuse(this, [...nameProblems(name), ...validateEc2AgentRollout(args, name)]);
    const mode = args.mode ?? Ec2AgentMode.Activate;
    const checkedArgs = { ...args, region: checkedRegion(this, name, args.region) };

    const policies = attachPolicy(this, name, args.roleNames ?? []);
    const document = makeDocument(this, name, mode, checkedArgs);
    const associations = associate(this, name, checkedArgs, document, policies);
    if (args.failureTopicArn !== undefined) {
      notifyFailures(this, name, checkedArgs, args.failureTopicArn, document.name);
    }

    this.documentName = document.name;
    this.associationIds = pulumi.output(associations.map((association) => association.associationId));
    this.destroyLeaves = pulumi.output(whatDestroyLeaves(mode));
    // Who sets another mode is on the way out, and reads it before the destroy.
    if (mode !== Ec2AgentMode.Activate) void pulumi.log.warn(whatDestroyLeaves(mode), this);
    this.registerOutputs({
      documentName: this.documentName,
      associationIds: this.associationIds,
      destroyLeaves: this.destroyLeaves,
    });
  }
}

/** A Region that is known only later is refused then, if it lacks Network Flow Monitor. */
function checkedRegion(component: pulumi.Resource, name: string, region: Ec2AgentRolloutArgs["region"]) {
  if (region === undefined || typeof region === "string") return region;
  return checked(component, region, (value) => regionProblems(value, `${name}.region`));
}

/** Each attachment carries its role's name where that is plain, so that removing one role detaches no other. */
function attachPolicy(component: pulumi.Resource, name: string, roleNames: pulumi.Input<string>[]) {
  return roleNames.map((role, index) => {
    const childName = `${name}-publish-${plain(role) ?? String(index + 1)}`;
    return new aws.iam.RolePolicyAttachment(
      childName,
      { role, policyArn: publishPolicyArn },
      { parent: component },
    );
  });
}

/** One document for each mode: a change of mode replaces the associations, and a replaced one is waited for. */
function makeDocument(
  component: pulumi.Resource,
  name: string,
  mode: Ec2AgentMode,
  args: Ec2AgentRolloutArgs,
) {
  return new aws.ssm.Document(
    `${name}-${mode}`,
    {
      content: documentContent(mode, args.packageVersion),
      documentFormat: "JSON",
      documentType: "Command",
      region: args.region,
      tags: args.tags,
      targetType: "/AWS::EC2::Instance",
    },
    { parent: component },
  );
}

function associate(
  component: pulumi.Resource,
  name: string,
  args: Ec2AgentRolloutArgs,
  document: aws.ssm.Document,
  policies: pulumi.Resource[],
): aws.ssm.Association[] {
  const hooks = explainFailures(component, `aws-network-flow-monitor:Ec2AgentRollout:${name}`, (failure) =>
    explainAssociationFailure(failure.errors, failure.name, plain(args.region)),
  );
  return associationTargets(args.targets).map(
    (target) =>
      new aws.ssm.Association(
        `${name}-${target.suffix}`,
        associationArgs(`${name}-${target.suffix}`, target, args, document),
        // The old association ends before a new one begins, so that they never pull in two directions.
        { parent: component, dependsOn: policies, deleteBeforeReplace: true, hooks: { onError: hooks } },
      ),
  );
}

function associationArgs(
  associationName: string,
  { key, values, mayMatchNothing }: AssociationTarget,
  args: Ec2AgentRolloutArgs,
  document: aws.ssm.Document,
): aws.ssm.AssociationArgs {
  // With no instance that matches, an association does not succeed, and the wait would fail the update.
  const wait =
    args.waitForSuccessTimeoutSeconds ?? (mayMatchNothing ? 0 : defaults.waitForSuccessTimeoutSeconds);
  const output = args.s3Output;
  return {
    associationName,
    complianceSeverity: args.complianceSeverity ?? Ec2AgentComplianceSeverity.Unspecified,
    // A number, not $DEFAULT: new content then changes the association, and a changed association runs at once.
    documentVersion: document.defaultVersion,
    maxConcurrency: args.maxConcurrency ?? defaults.maxConcurrency,
    maxErrors: args.maxErrors ?? defaults.maxErrors,
    name: document.name,
    outputLocation: output && { s3BucketName: output.bucket, s3KeyPrefix: output.prefix },
    region: args.region,
    scheduleExpression: args.schedule ?? defaults.schedule,
    syncCompliance: "AUTO",
    tags: args.tags,
    targets: [{ key, values }],
    waitForSuccessTimeoutSeconds: wait === 0 ? undefined : wait,
  };
}
