import { arn, declare, fixed, hexId, learned, ownAccount, same, chosen } from "../declare.ts";
import { digits } from "../formats.ts";
import type { ResourceModel } from "../model.ts";

const cites = ["ec2-id-and-arn-forms"];

function securityGroupRule(direction: "Ingress" | "Egress"): ResourceModel {
  return declare({
    type: `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`,
    cites,
    id: hexId("sgr-"),
    outputs: {
      securityGroupRuleId: same("id"),
      arn: arn("ec2", (f) => `security-group-rule/${f.text("id")}`),
    },
  });
}

/** Security groups and their rules, in the forms that `@pulumi/aws` has. */
export const securityModels: ResourceModel[] = [
  declare({
    type: "aws:ec2/securityGroup:SecurityGroup",
    cites,
    autoName: { property: "name", maxLength: 255, prefixProperty: "namePrefix" },
    id: hexId("sg-"),
    outputs: {
      arn: arn("ec2", (f) => `security-group/${f.text("id")}`),
      ownerId: ownAccount,
      vpcId: hexId("vpc-"),
      ingress: learned([]),
      egress: learned([]),
    },
  }),
  declare({
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    cites: [...cites, "vpc-main-route-table-and-default-group"],
    id: hexId("sg-"),
    outputs: {
      arn: arn("ec2", (f) => `security-group/${f.text("id")}`),
      ownerId: ownAccount,
      vpcId: hexId("vpc-"),
      name: learned("default"),
      description: learned("default VPC security group"),
    },
  }),
  declare({
    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
    cites,
    id: chosen((f) => `sgrule-${digits(f)}`),
    outputs: { securityGroupRuleId: hexId("sgr-"), self: fixed(false) },
  }),
  securityGroupRule("Ingress"),
  securityGroupRule("Egress"),
];
