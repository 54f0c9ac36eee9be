import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { NetworkLayout } from "./args.ts";
import type { Site } from "./settings.ts";

/** What the instances may do, and the profile that gives it to them. */
export interface InstanceRole {
  role: aws.iam.Role;
  profile: aws.iam.InstanceProfile;
  /** What must be attached before the first instance asks for credentials. */
  permissions: (aws.iam.RolePolicy | aws.iam.RolePolicyAttachment)[];
}

const trust: aws.iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" } }],
};

/**
 * Buckets that the Systems Manager agent and Distributor read in a Region.
 * Source: Systems Manager guide, "SSM Agent communications with AWS managed S3 buckets".
 */
function managerBuckets(region: string): string[] {
  return [
    `amazon-ssm-${region}`,
    `aws-ssm-${region}`,
    `aws-ssm-distributor-file-${region}`,
    `aws-ssm-document-attachments-${region}`,
    `${region}-birdwatcher-prod`,
  ];
}

/** Through a gateway endpoint the agent reads these buckets as the instance, so the role must allow it. */
function readManagerBuckets(regionName: pulumi.Input<string>): aws.iam.PolicyDocument {
  const objects = pulumi
    .output(regionName)
    // Network Flow Monitor exists in the standard partition only.
    .apply((region) => managerBuckets(region).map((bucket) => `arn:aws:s3:::${bucket}/*`));
  return {
    Version: "2012-10-17",
    Statement: [{ Action: "s3:GetObject", Effect: "Allow", Resource: objects }],
  };
}

/**
 * The role of the instances: Systems Manager, and in a private network the buckets it reads. The permission to
 * send reports comes with the agent, not with the site.
 */
export function createInstanceRole(site: Site): InstanceRole {
  const { component, tags } = site;
  const name = `${site.name}-instances`;
  const parent = { parent: component };
  const role = new aws.iam.Role(name, { assumeRolePolicy: trust, tags }, parent);
  const permissions: InstanceRole["permissions"] = [
    // AWS's own policy, because it follows what the Systems Manager agent needs; a copy would fall behind.
    new aws.iam.RolePolicyAttachment(
      `${name}-ssm`,
      { role: role.name, policyArn: aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore },
      parent,
    ),
  ];
  if (site.settings.network === NetworkLayout.Private) {
    const policy = readManagerBuckets(site.regionName);
    permissions.push(
      new aws.iam.RolePolicy(`${name}-s3`, { name: `${name}-s3`, role: role.name, policy }, parent),
    );
  }
  const profile = new aws.iam.InstanceProfile(name, { role: role.name, tags }, parent);
  return { role, profile, permissions };
}
