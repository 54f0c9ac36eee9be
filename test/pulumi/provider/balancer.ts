import { isValues, type Values } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Stored } from "./account.ts";
import { ApiError } from "./errors.ts";
import { mentions } from "./mentions.ts";
import type { Service } from "./services.ts";

const policyType = "aws:s3/bucketPolicy:BucketPolicy";

/**
 * Load balancers: they stay in the VPC that they were made in, and AWS writes a first access log at once, which the
 * bucket's policy must allow.
 */
export const loadBalancer: Service = {
  admit(state, { inputs }) {
    const refusal = subnetProblem(state, inputs);
    if (refusal !== undefined)
      throw new ApiError(
        "creating ELBv2 Load Balancer",
        "Elastic Load Balancing v2:CreateLoadBalancer",
        ...refusal,
      );
    const logs = inputs.accessLogs;
    if (!isValues(logs) || logs.enabled !== true) return;
    const allowed = resourcesOf(state, policyType).some((policy) => policy.inputs.bucket === logs.bucket);
    if (allowed) return;
    throw new ApiError(
      "modifying ELBv2 Load Balancer attributes",
      "Elastic Load Balancing v2:ModifyLoadBalancerAttributes",
      "InvalidConfigurationRequest",
      `Access Denied for bucket: ${text(logs.bucket)}. Please check S3bucket permission`,
    );
  },
  made(state, { inputs: { accessLogs } }) {
    if (isValues(accessLogs) && typeof accessLogs.bucket === "string") state.written.push(accessLogs.bucket);
  },
  changed(state, { id, inputs }, before) {
    const refusal = subnetProblem(state, inputs, before.inputs);
    if (refusal === undefined) return;
    const doing = `setting ELBv2 Load Balancer (${id}) subnets`;
    throw new ApiError(doing, "Elastic Load Balancing v2:SetSubnets", ...refusal);
  },
  removed(_state, { id, inputs }) {
    if (inputs.enableDeletionProtection !== true) return;
    throw new ApiError(
      `deleting ELBv2 Load Balancer (${id})`,
      "Elastic Load Balancing v2:DeleteLoadBalancer",
      "OperationNotPermitted",
      "Load balancer cannot be deleted because deletion protection is enabled",
    );
  },
};

/**
 * What AWS says of subnets of more than one VPC, of the same zone, or of one zone only: error code and text. Source: texts
 * of the latter two, issues robertdebock/terraform-aws-vault#5 and kasmtech/terraform#5; code of the first,
 * floci-io/floci#1244, which copies AWS. Its text is not known.
 */
function subnetProblem(
  state: AccountState,
  wanted: Values,
  before: Values = {},
): [string, string] | undefined {
  const found = ({ subnets: list }: Values) =>
    resourcesOf(state, "aws:ec2/subnet:Subnet").filter(({ id }) => Array.isArray(list) && list.includes(id));
  const subnets = found(wanted);
  if (new Set([...subnets, ...found(before)].map(({ inputs }) => inputs.vpcId)).size > 1)
    return ["InvalidConfigurationRequest", "simulated: the subnets are of more than one VPC"];
  const zones = subnets.map(({ outputs }) => outputs.availabilityZone).filter((zone) => zone !== undefined);
  if (new Set(zones).size < zones.length)
    return [
      "InvalidConfigurationRequest",
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    ];
  if (subnets.length === 1 && (wanted.loadBalancerType ?? "application") === "application")
    return ["ValidationError", "At least two subnets in two different Availability Zones must be specified"];
  return undefined;
}

const listenerType = "aws:lb/listener:Listener";

/** Listeners: a target group serves one load balancer at a time. */
export const listener: Service = {
  admit: refuseSharedTargets,
  changed: refuseSharedTargets,
};

/** Source: Elastic Load Balancing API reference, "CreateListener", errors. */
function refuseSharedTargets(state: AccountState, { id, inputs }: Stored): void {
  const groups = resourcesOf(state, "aws:lb/targetGroup:TargetGroup").filter(({ outputs }) =>
    mentions(inputs.defaultActions, text(outputs.arn)),
  );
  const others = resourcesOf(state, listenerType).filter(
    (other) => other.id !== id && other.inputs.loadBalancerArn !== inputs.loadBalancerArn,
  );
  const shared = groups.find(({ outputs }) =>
    others.some((other) => mentions(other.inputs.defaultActions, text(outputs.arn))),
  );
  if (shared === undefined) return;
  throw new ApiError(
    `creating ELBv2 Listener (${text(inputs.loadBalancerArn)})`,
    "Elastic Load Balancing v2:CreateListener",
    "TargetGroupAssociationLimit",
    `The following target groups cannot be associated with more than one load balancer: ${text(shared.outputs.arn)}`,
  );
}

/** Buckets: one that a load balancer logs to holds objects. */
export const bucket: Service = {
  removed(state, { id, inputs }) {
    if (inputs.forceDestroy === true || !state.written.includes(id)) return;
    throw new ApiError(
      `deleting S3 Bucket (${id})`,
      "S3:DeleteBucket",
      "BucketNotEmpty",
      "The bucket you tried to delete is not empty",
    );
  },
};
