import {
  Ec2AgentComplianceSeverity,
  type Ec2AgentRolloutArgs,
} from "../../components/ec2-agent-rollout/index.ts";
import type { CommandDocument } from "../../components/ec2-agent-rollout/document.ts";
import type { Values } from "../../engine/values.ts";
import { one, type DeployOptions, type Registration } from "./deploy.ts";

/** Token of the component. */
export const componentType = "aws-network-flow-monitor:index:Ec2AgentRollout";
/** Token of the Command document. */
export const documentType = "aws:ssm/document:Document";
/** Token of an association. */
export const associationType = "aws:ssm/association:Association";
/** Token of a policy attachment. */
export const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
/** Token of an EventBridge rule. */
export const ruleType = "aws:cloudwatch/eventRule:EventRule";
/** Token of the target of a rule. */
export const targetType = "aws:cloudwatch/eventTarget:EventTarget";
/** The publish policy. */
export const policyArn = "arn:aws:iam::aws:policy/CloudWatchNetworkFlowMonitorAgentPublishPolicy";
/** Topic that is told of failures. */
export const topicArn = "arn:aws:sns:eu-west-1:123456789012:alerts";

/** The least arguments. */
export const tagged: Ec2AgentRolloutArgs = {
  targets: { tags: [{ key: "App", values: ["web"] }] },
  roleNames: ["web"],
};

/** Every argument at once. */
export const everything: Ec2AgentRolloutArgs = {
  targets: {
    tags: [{ key: "App", values: ["web", "api"] }],
    instanceIds: Array.from({ length: 51 }, (_, index) => `i-${String(index).padStart(17, "0")}`),
    autoScalingGroupNames: ["blue"],
  },
  roleNames: ["web", "api"],
  packageVersion: "1.2.3",
  schedule: "cron(0 2 ? * SUN *)",
  maxConcurrency: "10%",
  maxErrors: "0",
  waitForSuccessTimeoutSeconds: 60,
  complianceSeverity: Ec2AgentComplianceSeverity.High,
  s3Output: { bucket: "logs", prefix: "nfm" },
  failureTopicArn: topicArn,
  region: "eu-west-1",
  tags: { team: "net" },
};

/** What AWS answers. */
export const answers: DeployOptions = {
  outputs: (type, name): Values => {
    if (type === documentType) return { name: `${name}-1a2b3c4`, defaultVersion: "7" };
    if (type === associationType) return { associationId: `id-of-${name}` };
    return type === ruleType ? { name: `${name}-rule` } : {};
  },
};

/** The document of a program, parsed. */
export function documentOf(registrations: Registration[], name: string): CommandDocument {
  return JSON.parse(one(registrations, documentType, name).inputs.content as string) as CommandDocument;
}
