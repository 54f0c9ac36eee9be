/**
 * What Pulumi's provider and AWS itself ask of whoever makes, reads, changes and deletes one resource. Written from
 * other sources than the policies: the permissions of the handlers in AWS's CloudFormation resource schemas
 * (pulumi/pulumi-aws-native, aws-cloudformation-schema) and the calls in hashicorp/terraform-provider-aws,
 * internal/service.
 */
export interface Need {
  actions: string[];
  /** ARN of the resource by its name; absent where AWS makes the name, or the action knows no resources. */
  arn?: (name: string) => string;
  /** Services whose service-linked roles AWS makes with the first of them in an account. */
  linkedRoles?: string[];
}

const account = "123456789012";

/** A name as Pulumi completes it. */
const named = (name: string): string => `${name}-0a1b2c3`;
const bucketArn = (name: string): string => `arn:aws:s3:::${named(name)}`;

/** ARN of a role of the program. */
export const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${named(name)}`;

const of = (service: string, names: string): string[] => names.split(" ").map((name) => `${service}:${name}`);

/** Every type of AWS in the shipped stacks. */
export const needs: Record<string, Need> = {
  "aws:autoscaling/group:Group": {
    actions: of("autoscaling", "CreateAutoScalingGroup UpdateAutoScalingGroup DeleteAutoScalingGroup"),
    linkedRoles: ["autoscaling.amazonaws.com"],
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    actions: of("logs", "CreateLogGroup PutRetentionPolicy DescribeLogGroups DeleteLogGroup TagResource"),
  },
  "aws:dynamodb/table:Table": {
    actions: of(
      "dynamodb",
      "CreateTable DescribeTable DescribeContinuousBackups DescribeTimeToLive ListTagsOfResource TagResource UpdateTable DeleteTable",
    ),
    arn: (name) => `arn:aws:dynamodb:ap-northeast-1:${account}:table/${named(name)}`,
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    actions: of("ec2", "DescribeSecurityGroups RevokeSecurityGroupIngress RevokeSecurityGroupEgress"),
  },
  "aws:ec2/eip:Eip": {
    actions: of(
      "ec2",
      "AllocateAddress DescribeAddresses DescribeAddressesAttribute DisassociateAddress ReleaseAddress CreateTags",
    ),
  },
  "aws:ec2/flowLog:FlowLog": { actions: of("ec2", "CreateFlowLogs DescribeFlowLogs DeleteFlowLogs") },
  "aws:ec2/internetGateway:InternetGateway": {
    actions: of(
      "ec2",
      "CreateInternetGateway AttachInternetGateway DescribeInternetGateways DetachInternetGateway DeleteInternetGateway CreateTags DeleteTags",
    ),
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    actions: of(
      "ec2",
      "CreateLaunchTemplate CreateLaunchTemplateVersion ModifyLaunchTemplate DescribeLaunchTemplates DescribeLaunchTemplateVersions DeleteLaunchTemplate CreateTags",
    ),
  },
  "aws:ec2/natGateway:NatGateway": {
    actions: of("ec2", "CreateNatGateway DescribeNatGateways DeleteNatGateway CreateTags"),
  },
  "aws:ec2/route:Route": { actions: of("ec2", "CreateRoute ReplaceRoute DescribeRouteTables DeleteRoute") },
  "aws:ec2/routeTable:RouteTable": {
    actions: of(
      "ec2",
      "CreateRouteTable DescribeRouteTables DisassociateRouteTable DeleteRouteTable CreateTags",
    ),
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    actions: of("ec2", "AssociateRouteTable ReplaceRouteTableAssociation DisassociateRouteTable"),
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    actions: of(
      "ec2",
      "CreateSecurityGroup DescribeSecurityGroups RevokeSecurityGroupEgress DeleteSecurityGroup",
    ),
  },
  // The provider deletes interfaces that were left in a subnet, such as those of the VPC CNI, before the subnet.
  "aws:ec2/subnet:Subnet": {
    actions: of(
      "ec2",
      "CreateSubnet ModifySubnetAttribute DescribeSubnets DescribeNetworkInterfaces DetachNetworkInterface DeleteNetworkInterface DeleteSubnet CreateTags",
    ),
  },
  "aws:ec2/vpc:Vpc": {
    actions: of(
      "ec2",
      "CreateVpc ModifyVpcAttribute DescribeVpcs DescribeVpcAttribute DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups DeleteVpc CreateTags",
    ),
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    actions: of(
      "ec2",
      "CreateVpcEndpoint ModifyVpcEndpoint DescribeVpcEndpoints DescribePrefixLists DeleteVpcEndpoints CreateTags",
    ),
  },
  "aws:eks/addon:Addon": {
    actions: [
      ...of("eks", "CreateAddon UpdateAddon DescribeAddon DescribeUpdate DeleteAddon DescribeAddonVersions"),
      ...of("eks", "CreatePodIdentityAssociation UpdatePodIdentityAssociation DeletePodIdentityAssociation"),
      ...of("eks", "DescribePodIdentityAssociation TagResource"),
    ],
  },
  "aws:eks/cluster:Cluster": {
    actions: [
      ...of("eks", "CreateCluster UpdateClusterConfig UpdateClusterVersion DescribeCluster DescribeUpdate"),
      ...of("eks", "DeleteCluster TagResource UntagResource CreateAccessEntry AssociateAccessPolicy"),
      ...of("ec2", "DescribeSubnets DescribeVpcs"),
      ...of("kms", "DescribeKey CreateGrant"),
      ...of("iam", "GetRole ListAttachedRolePolicies"),
    ],
    linkedRoles: ["eks.amazonaws.com"],
  },
  // A launch template of our own makes EKS ask whether the caller may run instances of it.
  "aws:eks/nodeGroup:NodeGroup": {
    actions: [
      ...of("eks", "CreateNodegroup UpdateNodegroupConfig UpdateNodegroupVersion DescribeNodegroup"),
      ...of("eks", "DeleteNodegroup TagResource"),
      ...of("ec2", "RunInstances CreateTags DeleteTags DescribeSubnets DescribeVpcs DescribeSecurityGroups"),
      ...of("ec2", "DescribeRouteTables DescribeLaunchTemplates DescribeLaunchTemplateVersions"),
      ...of("iam", "GetRole ListAttachedRolePolicies"),
    ],
    linkedRoles: ["autoscaling.amazonaws.com", "eks-nodegroup.amazonaws.com"],
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    actions: [
      ...of(
        "eks",
        "CreatePodIdentityAssociation UpdatePodIdentityAssociation DescribePodIdentityAssociation",
      ),
      ...of("eks", "DeletePodIdentityAssociation TagResource"),
      ...of("iam", "GetRole"),
    ],
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    actions: of(
      "iam",
      "CreateInstanceProfile AddRoleToInstanceProfile GetInstanceProfile RemoveRoleFromInstanceProfile DeleteInstanceProfile",
    ),
  },
  "aws:iam/role:Role": {
    actions: of(
      "iam",
      "CreateRole GetRole UpdateAssumeRolePolicy ListRolePolicies ListAttachedRolePolicies ListInstanceProfilesForRole TagRole UntagRole DeleteRole",
    ),
    arn: roleArn,
  },
  "aws:iam/rolePolicy:RolePolicy": {
    actions: of("iam", "PutRolePolicy GetRolePolicy DeleteRolePolicy"),
    arn: roleArn,
  },
  // Of these, attaching is tested with the policy that is attached.
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    actions: of("iam", "ListAttachedRolePolicies"),
    arn: roleArn,
  },
  "aws:kms/key:Key": {
    actions: of(
      "kms",
      "CreateKey TagResource EnableKeyRotation DisableKeyRotation DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags UpdateKeyDescription ScheduleKeyDeletion",
    ),
  },
  "aws:lb/listener:Listener": { actions: of("elasticloadbalancing", "CreateListener DeleteListener") },
  "aws:lb/loadBalancer:LoadBalancer": {
    actions: of(
      "elasticloadbalancing",
      "CreateLoadBalancer DescribeLoadBalancerAttributes DeleteLoadBalancer",
    ),
    linkedRoles: ["elasticloadbalancing.amazonaws.com"],
  },
  "aws:lb/targetGroup:TargetGroup": {
    actions: of("elasticloadbalancing", "CreateTargetGroup ModifyTargetGroupAttributes DeleteTargetGroup"),
  },
  "aws:networkflowmonitor/monitor:Monitor": {
    actions: of(
      "networkflowmonitor",
      "CreateMonitor GetMonitor UpdateMonitor DeleteMonitor TagResource UntagResource ListTagsForResource",
    ),
  },
  "aws:networkflowmonitor/scope:Scope": {
    actions: of(
      "networkflowmonitor",
      "CreateScope GetScope UpdateScope DeleteScope ListScopes TagResource UntagResource ListTagsForResource",
    ),
    linkedRoles: [
      "config.amazonaws.com",
      "networkflowmonitor.amazonaws.com",
      "topology.networkflowmonitor.amazonaws.com",
    ],
  },
  "aws:s3/bucket:Bucket": {
    actions: of(
      "s3",
      "CreateBucket ListBucket GetBucketTagging PutBucketTagging DeleteBucket ListBucketVersions",
    ),
    arn: bucketArn,
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    actions: of("s3", "PutLifecycleConfiguration GetLifecycleConfiguration"),
    arn: bucketArn,
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    actions: of("s3", "PutBucketOwnershipControls GetBucketOwnershipControls"),
    arn: bucketArn,
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    actions: of("s3", "PutBucketPolicy GetBucketPolicy DeleteBucketPolicy"),
    arn: bucketArn,
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    actions: of("s3", "PutBucketPublicAccessBlock GetBucketPublicAccessBlock"),
    arn: bucketArn,
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    actions: of("s3", "PutEncryptionConfiguration GetEncryptionConfiguration"),
    arn: bucketArn,
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    actions: of("s3", "PutBucketVersioning GetBucketVersioning"),
    arn: bucketArn,
  },
  "aws:ssm/association:Association": {
    actions: of("ssm", "CreateAssociation UpdateAssociation DescribeAssociation DeleteAssociation"),
    linkedRoles: ["ssm.amazonaws.com"],
  },
  "aws:ssm/document:Document": {
    actions: of("ssm", "CreateDocument UpdateDocument DescribeDocument GetDocument DeleteDocument"),
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    actions: of("ec2", "AuthorizeSecurityGroupEgress DescribeSecurityGroupRules RevokeSecurityGroupEgress"),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    actions: of("ec2", "AuthorizeSecurityGroupIngress DescribeSecurityGroupRules RevokeSecurityGroupIngress"),
  },
};
