import { arn, chosen, declare, fixed, learned, same } from "./declare.ts";
import { uuid } from "./formats.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["autoscaling-arn-forms"];

/** Auto Scaling groups and their policies. */
export const autoscalingModels: ResourceModel[] = [
  declare({
    type: "aws:autoscaling/attachment:Attachment",
    cites,
    id: chosen((f) => `${f.text("autoscalingGroupName")}-${f.token}`),
  }),
  declare({
    type: "aws:autoscaling/group:Group",
    cites,
    autoName: { property: "name", maxLength: 255, prefixProperty: "namePrefix" },
    id: same("name"),
    outputs: {
      arn: arn("autoscaling", (f) => {
        return `autoScalingGroup:${uuid(f)}:autoScalingGroupName/${f.text("name")}`;
      }),
      healthCheckType: learned("EC2"),
      defaultCooldown: learned(300),
      healthCheckGracePeriod: fixed(300),
      desiredCapacity: learned((resource) => resource.inputs.minSize ?? 0),
    },
  }),
  declare({
    type: "aws:autoscaling/policy:Policy",
    cites,
    autoName: { property: "name", maxLength: 255 },
    id: same("name"),
    outputs: {
      arn: arn("autoscaling", (f) => {
        const group = `autoScalingGroupName/${f.text("autoscalingGroupName")}`;
        return `scalingPolicy:${uuid(f)}:${group}:policyName/${f.text("name")}`;
      }),
      policyType: fixed("SimpleScaling"),
      enabled: fixed(true),
    },
  }),
];
