import * as aws from "@pulumi/aws";
import type { Site } from "../site.ts";

/** A table of DynamoDB that costs nothing while nobody uses it. */
export function createTable(
  site: Site,
  key: string,
  keys: { hashKey: string; rangeKey?: string },
  indexes: Record<string, string> = {},
): aws.dynamodb.Table {
  const names = [
    keys.hashKey,
    ...(keys.rangeKey === undefined ? [] : [keys.rangeKey]),
    ...Object.values(indexes),
  ];
  const globalSecondaryIndexes = Object.entries(indexes).map(([name, hashKey]) => ({
    name,
    hashKey,
    projectionType: "ALL",
  }));
  return new aws.dynamodb.Table(
    `${site.name}-${key}`,
    {
      ...keys,
      attributes: [...new Set(names)].sort().map((name) => ({ name, type: "S" })),
      billingMode: "PAY_PER_REQUEST",
      ...(globalSecondaryIndexes.length === 0 ? {} : { globalSecondaryIndexes }),
      serverSideEncryption: { enabled: true },
      tags: site.tags,
    },
    { parent: site.component },
  );
}

/** The table of the pets, with the workshop's keys. */
export function createPetsTable(site: Site): aws.dynamodb.Table {
  return createTable(site, "pets", { hashKey: "pettype", rangeKey: "petid" });
}

/** The bucket of the assets, closed to the public. */
export function createBucket(site: Site): aws.s3.Bucket {
  const { name, component, settings, tags } = site;
  const bucket = new aws.s3.Bucket(
    `${name}-assets`,
    { forceDestroy: settings.forceDestroy, tags },
    { parent: component },
  );
  new aws.s3.BucketPublicAccessBlock(
    `${name}-assets`,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent: component },
  );
  return bucket;
}
