import { chosen, declare, learned, same } from "./declare.ts";
import { jsonProblems } from "./json.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["s3-bucket-arn-and-domains"];

function bucket(type: string): ResourceModel {
  return declare({
    type,
    cites,
    autoName: { property: "bucket", maxLength: 63, prefixProperty: "bucketPrefix", lowerCase: true },
    id: same("bucket"),
    outputs: {
      arn: chosen((f) => `arn:${f.partition}:s3:::${f.text("bucket")}`),
      bucketDomainName: chosen((f) => `${f.text("bucket")}.s3.amazonaws.com`),
      bucketRegionalDomainName: chosen((f) => `${f.text("bucket")}.s3.${f.region}.amazonaws.com`),
      bucketRegion: learned((resource) => resource.get("region") ?? resource.context.region),
    },
  });
}

/** A resource that is nothing but one setting of a bucket: AWS identifies it by the bucket's name. */
function bucketSetting(name: string, check?: ResourceModel["check"]): ResourceModel {
  const type = `aws:s3/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return declare({ type, cites, id: same("bucket"), check });
}

/** Buckets and their settings, under both names that `@pulumi/aws` 7 has for some of them. */
export const s3Models: ResourceModel[] = [
  bucket("aws:s3/bucket:Bucket"),
  bucket("aws:s3/bucketV2:BucketV2"),
  bucketSetting("bucketPolicy", (inputs) => jsonProblems(inputs, "policy")),
  ...[
    "bucketLifecycleConfiguration",
    "bucketLifecycleConfigurationV2",
    "bucketLogging",
    "bucketLoggingV2",
    "bucketOwnershipControls",
    "bucketPublicAccessBlock",
    "bucketServerSideEncryptionConfiguration",
    "bucketServerSideEncryptionConfigurationV2",
    "bucketVersioning",
    "bucketVersioningV2",
  ].map((name) => bucketSetting(name)),
];
