import { isValues } from "../../../engine/values.ts";
import { resourcesOf, text } from "./account.ts";
import { ApiError } from "./errors.ts";
import type { Service } from "./services.ts";

const policyType = "aws:s3/bucketPolicy:BucketPolicy";

/** Load balancers: AWS writes a first access log at once, which the bucket's policy must allow. */
export const loadBalancer: Service = {
  admit(state, { inputs }) {
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
