import type { Stored } from "./provider/account.ts";

/** How the next `up` goes when AWS has something that Pulumi does not know of, as docs/operations.md promises it. */
export type Outcome = "converged" | "taken back" | "deleted by hand" | "made twice";

/**
 * What docs/operations.md promises for each type of the shipped stacks: written from AWS's API reference, and not from
 * what the simulated account does, which must agree.
 */
const types: Record<Exclude<Outcome, "taken back">, string[]> = {
  // A put, or an attachment that is there already.
  converged: [
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketVersioning:BucketVersioning",
  ],
  "deleted by hand": [
    "aws:ec2/flowLog:FlowLog",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/route:Route",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:eks/accessEntry:AccessEntry",
    "aws:eks/addon:Addon",
    "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    "aws:lb/listener:Listener",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ],
  "made twice": [
    "aws:autoscaling/group:Group",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:dynamodb/table:Table",
    "aws:ec2/eip:Eip",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/vpc:Vpc",
    "aws:eks/cluster:Cluster",
    "aws:eks/nodeGroup:NodeGroup",
    "aws:iam/instanceProfile:InstanceProfile",
    "aws:iam/role:Role",
    "aws:kms/key:Key",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:lb/targetGroup:TargetGroup",
    "aws:s3/bucket:Bucket",
    "aws:ssm/association:Association",
    "aws:ssm/document:Document",
  ],
};

/**
 * What is promised when the given resource was lost, if any was; one that was to replace another, which the state still
 * has, cannot be imported. Errors: throws for a type that nobody judged.
 */
export function promised(lost: Pick<Stored, "type"> | undefined, replacing: boolean): Outcome {
  if (lost === undefined) return "converged";
  const { type } = lost;
  if (type.startsWith("aws:networkflowmonitor/")) return replacing ? "deleted by hand" : "taken back";
  // An object's name is the program's.
  if (type.startsWith("kubernetes:")) return "deleted by hand";
  const found = (Object.keys(types) as (keyof typeof types)[]).find((outcome) =>
    types[outcome].includes(type),
  );
  if (found === undefined) throw new Error(`docs/operations.md promises nothing for ${type}`);
  return found;
}
