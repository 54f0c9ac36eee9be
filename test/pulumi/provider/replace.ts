/**
 * Inputs whose change makes the provider replace a resource; every other input changes in place. `region` replaces
 * wherever it is an input. The declarations of the SDK do not carry this.
 * Source: terraform-provider-aws, the schema of each resource (`ForceNew`, `RequiresReplace`), and for target groups
 * and load balancers its CustomizeDiff; not looked up offline, so settled only by a real preview.
 */
const tables: Record<string, string> = {
  "aws:autoscaling/group:Group": "name namePrefix",
  "aws:autoscaling/policy:Policy": "name autoscalingGroupName",
  "aws:cloudwatch/dashboard:Dashboard": "dashboardName",
  "aws:cloudwatch/eventRule:EventRule": "name namePrefix eventBusName",
  "aws:cloudwatch/eventTarget:EventTarget": "rule targetId eventBusName",
  "aws:cloudwatch/logGroup:LogGroup": "name namePrefix logGroupClass",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "name",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "vpcId",
  "aws:ec2/eip:Eip": "address domain networkBorderGroup publicIpv4Pool",
  "aws:ec2/flowLog:FlowLog":
    "deliverCrossAccountRole destinationOptions eniId iamRoleArn logDestination logDestinationType logFormat maxAggregationInterval subnetId trafficType vpcId",
  "aws:ec2/instance:Instance": "ami availabilityZone keyName privateIp subnetId networkInterfaces",
  "aws:ec2/internetGateway:InternetGateway": "",
  "aws:ec2/launchTemplate:LaunchTemplate": "name namePrefix",
  "aws:ec2/natGateway:NatGateway": "allocationId connectivityType privateIp subnetId",
  "aws:ec2/route:Route": "destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId routeTableId",
  "aws:ec2/routeTable:RouteTable": "vpcId",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "gatewayId subnetId",
  "aws:ec2/securityGroup:SecurityGroup": "description name namePrefix vpcId",
  "aws:ec2/securityGroupRule:SecurityGroupRule":
    "cidrBlocks fromPort ipv6CidrBlocks prefixListIds protocol securityGroupId self sourceSecurityGroupId toPort type",
  "aws:ec2/subnet:Subnet": "availabilityZone availabilityZoneId cidrBlock outpostArn vpcId",
  "aws:ec2/vpc:Vpc": "cidrBlock ipv4IpamPoolId ipv4NetmaskLength",
  "aws:ec2/vpcEndpoint:VpcEndpoint":
    "resourceConfigurationArn serviceName serviceRegion vpcEndpointType vpcId",
  "aws:iam/instanceProfile:InstanceProfile": "name namePrefix path",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "url",
  "aws:iam/policy:Policy": "description name namePrefix path",
  "aws:iam/role:Role": "name namePrefix path",
  "aws:iam/rolePolicy:RolePolicy": "name namePrefix role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn role",
  "aws:lb/listener:Listener": "loadBalancerArn",
  "aws:lb/loadBalancer:LoadBalancer": "customerOwnedIpv4Pool internal loadBalancerType name namePrefix",
  "aws:lb/targetGroup:TargetGroup":
    "ipAddressType name namePrefix port protocol protocolVersion targetType vpcId",
  "aws:networkflowmonitor/monitor:Monitor": "monitorName scopeArn",
  "aws:networkflowmonitor/scope:Scope": "",
  "aws:s3/bucket:Bucket": "bucket bucketPrefix objectLockEnabled",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "bucket expectedBucketOwner",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "bucket",
  "aws:s3/bucketPolicy:BucketPolicy": "bucket",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "bucket",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "bucket expectedBucketOwner",
  "aws:s3/bucketVersioning:BucketVersioning": "bucket expectedBucketOwner",
  "aws:sns/topic:Topic": "fifoTopic name namePrefix",
  "aws:ssm/association:Association": "automationTargetParameterName instanceId name",
  "aws:ssm/document:Document": "documentType name",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "securityGroupId",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "securityGroupId",
};

/** The inputs of a type that replace it. Errors: throws for a type that nobody looked up. */
export function replacing(type: string): ReadonlySet<string> {
  const table = tables[type];
  if (table === undefined) {
    throw new Error(
      `simulated provider: it is not known which inputs replace a ${type}; add it to replace.ts`,
    );
  }
  return new Set([...table.split(" ").filter((name) => name !== ""), "region"]);
}
