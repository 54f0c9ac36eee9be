import type { Values } from "../../../engine/values.ts";
import { ApiError } from "./errors.ts";

/** What may exist only once, and what AWS says to the second. */
interface Unique {
  /** The properties that together may exist once. */
  by: string[];
  operation: string;
  code: string;
}

/** Source: each service's API reference, errors of the operation. */
const unique: Record<string, Unique> = {
  "aws:dynamodb/table:Table": {
    by: ["name"],
    operation: "DynamoDB:CreateTable",
    code: "ResourceInUseException",
  },
  "aws:eks/accessEntry:AccessEntry": {
    by: ["clusterName", "principalArn"],
    operation: "EKS:CreateAccessEntry",
    code: "ResourceInUseException",
  },
  "aws:eks/addon:Addon": {
    by: ["clusterName", "addonName"],
    operation: "EKS:CreateAddon",
    code: "ResourceInUseException",
  },
  "aws:eks/cluster:Cluster": { by: ["name"], operation: "EKS:CreateCluster", code: "ResourceInUseException" },
  "aws:eks/nodeGroup:NodeGroup": {
    by: ["clusterName", "nodeGroupName"],
    operation: "EKS:CreateNodegroup",
    code: "ResourceInUseException",
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    by: ["name"],
    operation: "CloudWatch Logs:CreateLogGroup",
    code: "ResourceAlreadyExistsException",
  },
  "aws:ec2/flowLog:FlowLog": {
    by: ["vpcId", "logDestination"],
    operation: "EC2:CreateFlowLogs",
    code: "FlowLogAlreadyExists",
  },
  "aws:ec2/internetGateway:InternetGateway": {
    by: ["vpcId"],
    operation: "EC2:AttachInternetGateway",
    code: "Resource.AlreadyAssociated",
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    by: ["name"],
    operation: "EC2:CreateLaunchTemplate",
    code: "InvalidLaunchTemplateName.AlreadyExistsException",
  },
  "aws:ec2/natGateway:NatGateway": {
    by: ["allocationId"],
    operation: "EC2:CreateNatGateway",
    code: "Resource.AlreadyAssociated",
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    by: ["vpcId", "serviceName"],
    operation: "EC2:CreateVpcEndpoint",
    // Of a gateway the route, of an interface the private name.
    code: "RouteAlreadyExists or a conflicting DNS domain",
  },
  "aws:ec2/route:Route": {
    by: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock"],
    operation: "EC2:CreateRoute",
    code: "RouteAlreadyExists",
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    by: ["subnetId", "gatewayId"],
    operation: "EC2:AssociateRouteTable",
    code: "Resource.AlreadyAssociated",
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    by: ["vpcId", "name"],
    operation: "EC2:CreateSecurityGroup",
    code: "InvalidGroup.Duplicate",
  },
  "aws:ec2/subnet:Subnet": {
    by: ["vpcId", "cidrBlock"],
    operation: "EC2:CreateSubnet",
    code: "InvalidSubnet.Conflict",
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    by: ["name"],
    operation: "IAM:CreateInstanceProfile",
    code: "EntityAlreadyExists",
  },
  "aws:iam/role:Role": { by: ["name"], operation: "IAM:CreateRole", code: "EntityAlreadyExists" },
  "aws:lb/listener:Listener": {
    by: ["loadBalancerArn", "port"],
    operation: "Elastic Load Balancing v2:CreateListener",
    code: "DuplicateListener",
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    by: ["name"],
    operation: "Elastic Load Balancing v2:CreateLoadBalancer",
    code: "DuplicateLoadBalancerName",
  },
  "aws:lb/targetGroup:TargetGroup": {
    by: ["name"],
    operation: "Elastic Load Balancing v2:CreateTargetGroup",
    code: "DuplicateTargetGroupName",
  },
  "aws:autoscaling/group:Group": {
    by: ["name"],
    operation: "Auto Scaling:CreateAutoScalingGroup",
    code: "AlreadyExists",
  },
  "aws:s3/bucket:Bucket": { by: ["bucket"], operation: "S3:CreateBucket", code: "BucketAlreadyOwnedByYou" },
  "aws:ssm/document:Document": {
    by: ["name"],
    operation: "SSM:CreateDocument",
    code: "DocumentAlreadyExists",
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule("AuthorizeSecurityGroupEgress"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule("AuthorizeSecurityGroupIngress"),
};

function rule(operation: string): Unique {
  const by = [
    "securityGroupId",
    "fromPort",
    "toPort",
    "ipProtocol",
    "cidrIpv4",
    "prefixListId",
    "referencedSecurityGroupId",
  ];
  return { by, operation: `EC2:${operation}`, code: "InvalidPermission.Duplicate" };
}

/** What is a setting of something else: to set it again is no second one. */
const settings: Record<string, string[]> = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["vpcId"],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": ["clusterName", "principalArn", "policyArn"],
  "aws:iam/rolePolicy:RolePolicy": ["role", "name"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role", "policyArn"],
};

/** The properties that identify a setting; undefined for what is a thing of its own. */
export function settingOf(type: string): string[] | undefined {
  return type.startsWith("aws:s3/bucket") && type !== "aws:s3/bucket:Bucket" ? ["bucket"] : settings[type];
}

/** Refuses a second one of what may exist once. */
export function refuseSecond(type: string, outputs: Values, others: { outputs: Values }[]): void {
  const rules = unique[type];
  if (rules === undefined) return;
  const key = keyOf(outputs, rules.by);
  if (!others.some((other) => keyOf(other.outputs, rules.by) === key)) return;
  const doing = `creating ${type.split(":").at(-1) ?? type}`;
  throw new ApiError(doing, rules.operation, rules.code, `${key} already exists`);
}

/** The text of some properties. */
export function keyOf(values: Values, by: string[]): string {
  return by.map((property) => JSON.stringify(values[property] ?? null)).join(" ");
}
