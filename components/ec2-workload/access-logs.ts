import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Site } from "./settings.ts";

/** The bucket of the load balancer's access logs, and the policy without which AWS refuses to write there. */
export interface AccessLogs {
  bucket: aws.s3.Bucket;
  policy: aws.s3.BucketPolicy;
}

const noncurrentDays = 30;
const abandonedUploadDays = 7;

/**
 * Load balancers of this account may write below `AWSLogs/{account}`; nobody may use plain HTTP.
 * Source: Application Load Balancers guide, "Enable access logs"; the principal serves every Region of the partition.
 */
function policyOf(bucket: aws.s3.Bucket, accountId: pulumi.Input<string>): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Action: "s3:PutObject",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/*`,
        Sid: "WriteAccessLogs",
      },
      {
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
        Effect: "Deny",
        Principal: "*",
        Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        Sid: "DenyPlainHttp",
      },
    ],
  };
}

/** Keeps the bucket from being shared: no ACLs, so that its owner owns the logs, and nothing public. */
function closeBucket(site: Site, name: string, bucket: aws.s3.Bucket): aws.s3.BucketPublicAccessBlock {
  const base = { bucket: bucket.id, region: site.region };
  const parent = { parent: site.component };
  new aws.s3.BucketOwnershipControls(
    name,
    { ...base, rule: { objectOwnership: "BucketOwnerEnforced" } },
    parent,
  );
  // Access logs support no other encryption than S3's own keys.
  const rules = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];
  new aws.s3.BucketServerSideEncryptionConfiguration(name, { ...base, rules }, parent);
  return new aws.s3.BucketPublicAccessBlock(
    name,
    {
      ...base,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    parent,
  );
}

/** Keeps what is overwritten or deleted for a month, and the bucket from growing without end. */
function ageBucket(site: Site, name: string, bucket: aws.s3.Bucket): void {
  const base = { bucket: bucket.id, region: site.region };
  const versioningConfiguration = { status: "Enabled" };
  const parent = { parent: site.component };
  const versioning = new aws.s3.BucketVersioning(name, { ...base, versioningConfiguration }, parent);
  const rule = {
    id: "expire",
    status: "Enabled",
    filter: {},
    expiration: { days: site.settings.logRetentionDays },
    noncurrentVersionExpiration: { noncurrentDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: abandonedUploadDays },
  };
  // Rules for noncurrent versions belong to a bucket that has versions.
  const options = { parent: site.component, dependsOn: [versioning] };
  new aws.s3.BucketLifecycleConfiguration(name, { ...base, rules: [rule] }, options);
}

/**
 * The private bucket that takes the load balancer's access logs. It keeps no access log of its own, which would need
 * a bucket in turn, and no copy in another Region.
 */
export function createAccessLogs(site: Site): AccessLogs {
  const { component, settings, region, tags } = site;
  const name = `${site.name}-access-logs`;
  const bucket = new aws.s3.Bucket(
    name,
    { forceDestroy: settings.forceDestroy, region, tags },
    { parent: component },
  );
  const block = closeBucket(site, name, bucket);
  ageBucket(site, name, bucket);
  const policy = new aws.s3.BucketPolicy(
    name,
    { bucket: bucket.id, policy: policyOf(bucket, site.accountId), region },
    // S3 refuses two changes to a bucket's access at once.
    { parent: component, dependsOn: [block] },
  );
  return { bucket, policy };
}
