import type { Value } from "../../../engine/values.ts";
import { resourcesOf, type AccountState, type Stored } from "./account.ts";
import { ApiError } from "./errors.ts";

interface InUse {
  operation: string;
  code: string;
  /** What keeps it, by type: the inputs in which it names what it uses. */
  by: Record<string, string[]>;
}

const cluster = "aws:eks/cluster:Cluster";
const group = "aws:autoscaling/group:Group";
const nodes = "aws:eks/nodeGroup:NodeGroup";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const balancer = "aws:lb/loadBalancer:LoadBalancer";
const rules = {
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["referencedSecurityGroupId"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["referencedSecurityGroupId"],
};

/** What AWS refuses to delete while something uses it. Source: each service's API reference, errors of the delete. */
const table: Record<string, InUse> = {
  "aws:ec2/vpc:Vpc": {
    operation: "EC2:DeleteVpc",
    code: "DependencyViolation",
    by: {
      "aws:ec2/subnet:Subnet": ["vpcId"],
      "aws:ec2/internetGateway:InternetGateway": ["vpcId"],
      "aws:ec2/securityGroup:SecurityGroup": ["vpcId"],
      "aws:ec2/routeTable:RouteTable": ["vpcId"],
      [endpoint]: ["vpcId"],
    },
  },
  "aws:ec2/subnet:Subnet": {
    operation: "EC2:DeleteSubnet",
    code: "DependencyViolation",
    by: {
      [group]: ["vpcZoneIdentifiers"],
      [endpoint]: ["subnetIds"],
      [balancer]: ["subnets"],
      [cluster]: ["vpcConfig"],
      [nodes]: ["subnetIds"],
      "aws:ec2/natGateway:NatGateway": ["subnetId"],
    },
  },
  "aws:ec2/eip:Eip": {
    operation: "EC2:ReleaseAddress",
    code: "InvalidIPAddress.InUse",
    by: { "aws:ec2/natGateway:NatGateway": ["allocationId"] },
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    operation: "EC2:DeleteSecurityGroup",
    code: "DependencyViolation",
    by: { [balancer]: ["securityGroups"], [endpoint]: ["securityGroupIds"], ...rules },
  },
  "aws:ec2/routeTable:RouteTable": {
    operation: "EC2:DeleteRouteTable",
    code: "DependencyViolation",
    by: { "aws:ec2/routeTableAssociation:RouteTableAssociation": ["routeTableId"] },
  },
  "aws:iam/role:Role": {
    operation: "IAM:DeleteRole",
    code: "DeleteConflict",
    by: {
      "aws:iam/rolePolicy:RolePolicy": ["role"],
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role"],
      "aws:iam/instanceProfile:InstanceProfile": ["role"],
    },
  },
  "aws:lb/targetGroup:TargetGroup": {
    operation: "Elastic Load Balancing v2:DeleteTargetGroup",
    code: "ResourceInUse",
    by: { "aws:lb/listener:Listener": ["defaultActions"] },
  },
  "aws:ssm/document:Document": {
    operation: "SSM:DeleteDocument",
    code: "AssociatedInstances",
    by: { "aws:ssm/association:Association": ["name"] },
  },
};

/** Refuses to delete what something else in the account uses. */
export function refuseInUse(state: AccountState, resource: Stored): void {
  const rule = table[resource.type];
  if (rule === undefined) return;
  const names = [resource.id, resource.outputs.arn].filter((name) => typeof name === "string");
  for (const [type, properties] of Object.entries(rule.by)) {
    const user = resourcesOf(state, type).find((other) =>
      properties.some((property) => names.some((name) => mentions(other.outputs[property], name))),
    );
    if (user === undefined) continue;
    const doing = `deleting ${resource.type.split(":").at(-1) ?? ""} (${resource.id})`;
    throw new ApiError(doing, rule.operation, rule.code, `${resource.id} is used by ${user.id}`);
  }
}

/** Whether a text stands anywhere in a value. */
export function mentions(value: Value | undefined, text: string): boolean {
  if (typeof value === "string") return value === text;
  if (Array.isArray(value)) return value.some((item) => mentions(item, text));
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item) => mentions(item, text));
}
