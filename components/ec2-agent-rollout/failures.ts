import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Ec2AgentRolloutArgs } from "./args.ts";

/**
 * Tells an SNS topic whenever the document fails on an instance.
 * Source: EventBridge reference, "Amazon EC2 Systems Manager events".
 */
export function notifyFailures(
  component: pulumi.Resource,
  name: string,
  args: Ec2AgentRolloutArgs,
  topicArn: pulumi.Input<string>,
  documentName: pulumi.Input<string>,
): void {
  const rule = new aws.cloudwatch.EventRule(
    `${name}-failed`,
    {
      description: "The Network Flow Monitor agent could not be rolled out to an instance.",
      eventPattern: pulumi.jsonStringify({
        detail: { "document-name": [documentName], status: ["Failed", "TimedOut"] },
        "detail-type": ["EC2 State Manager Instance Association State Change"],
        source: ["aws.ssm"],
      }),
      region: args.region,
      tags: args.tags,
    },
    { parent: component },
  );
  new aws.cloudwatch.EventTarget(
    `${name}-failed-topic`,
    { rule: rule.name, arn: topicArn, region: args.region },
    { parent: component },
  );
}
