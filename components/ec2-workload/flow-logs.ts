import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "./network.ts";
import type { Site } from "./settings.ts";

/** Only flow logs of this account and Region may use the role. Source: VPC User Guide, "IAM role for flow logs". */
function trust(accountId: pulumi.Input<string>, region: pulumi.Input<string>): aws.iam.PolicyDocument {
  const flowLogs = pulumi.interpolate`arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Action: "sts:AssumeRole",
        Condition: {
          ArnLike: { "aws:SourceArn": flowLogs },
          StringEquals: { "aws:SourceAccount": accountId },
        },
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      },
    ],
  };
}

/** The group is made here, so the role needs neither to create nor to list groups. */
function permissions(group: aws.cloudwatch.LogGroup): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Effect: "Allow",
        Resource: pulumi.interpolate`${group.arn}:*`,
      },
    ],
  };
}

/**
 * Flow logs of the whole VPC, accepted and rejected, minute by minute. CloudWatch Logs encrypts them with a key of
 * its own: they hold addresses and counts, and a key of ours would need a policy that one mistake turns into loss.
 */
export function createFlowLogs(site: Site, network: Network): void {
  const { component, name, settings, region, tags } = site;
  const parent = { parent: component };
  const group = new aws.cloudwatch.LogGroup(
    `${name}-flow-logs`,
    { retentionInDays: settings.logRetentionDays, region, tags },
    parent,
  );
  const assumeRolePolicy = trust(site.accountId, site.regionName);
  const role = new aws.iam.Role(`${name}-flow-logs`, { assumeRolePolicy, tags }, parent);
  const policy = new aws.iam.RolePolicy(
    `${name}-flow-logs`,
    // Named: a policy that was made and lost is then written again, and not a second time beside it.
    { name: `${name}-flow-logs`, role: role.name, policy: permissions(group) },
    parent,
  );
  new aws.ec2.FlowLog(
    `${name}-flow-logs`,
    {
      vpcId: network.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      region,
      tags,
    },
    { parent: component, dependsOn: [policy] },
  );
}
