/**
 * Inputs whose change makes the provider replace a resource; every other input changes in place. `region` replaces
 * wherever it is an input. A dotted path is a nested property that replaces while the rest of its top-level input
 * changes in place. The declarations of the SDK do not carry this.
 * Source: hashicorp/terraform-provider-aws, the schema of each resource in internal/service/... (`ForceNew`,
 * `RequiresReplace`, CustomizeDiff), read 2026-11-25 in stored versions of 2022 to 2026, not all of one release.
 * The overrides of pulumi-aws, read on the same day, change none of it for these types.
 *
 * The file of every type below could be read. Inputs of the SDK found in no stored version, taken to change in place:
 * apigateway Integration integrationTarget, responseTransferMode; apigateway RestApi endpointAccessMode,
 * securityPolicy; dynamodb Table restoreBackupArn; ec2 FlowLog tagFieldSpecifications; eks Cluster
 * kubeApiServerConfig, kubeControllerManagerConfig, kubeSchedulerConfig; eks NodeGroup warmPoolConfig; lambda Function
 * useResourceTimeoutForPropagation; lb LoadBalancer secondaryIpsAutoAssignedPerSubnet; lb TargetGroup
 * targetControlPort; rds Instance inputs added after 2023; rds Cluster and ClusterInstance warningEventCategories;
 * s3 Bucket bucketNamespace; secretsmanager Secret type.
 *
 * A table cannot say "only if", so these replacements are missing from it: dynamodb Table warmThroughput lowered;
 * ec2 Instance userData and userDataBase64 under userDataReplaceOnChange, instanceType of another architecture,
 * launchTemplate.version other than the running one; ec2 NatGateway secondaryPrivateIpAddressCount if private,
 * availabilityZoneAddresses to or from none; ec2 Subnet ipv6CidrBlock under assignIpv6AddressOnCreation; ec2 Vpc
 * instanceTenancy except dedicated to default; ec2 VpcEndpoint privateDnsEnabled unless Interface; eks Cluster
 * encryptionConfig removed, computeConfig.nodeRoleArn changed; lambda Function durableConfig added or removed; lb
 * LoadBalancer subnets and subnetMappings removed or securityGroups to or from none if network, subnetMappings of a
 * kept subnet if application; rds Cluster storageType unless Aurora; ssm Parameter tier Advanced to Standard;
 * vpc SecurityGroup{E,In}gressRule another kind of source. Nor does it say that removing an input whose value the
 * provider then keeps (most names, availability zones, restore sources) changes nothing.
 */
const tables: Record<string, string> = {
  "aws:apigateway/deployment:Deployment": "restApi triggers variables",
  "aws:apigateway/integration:Integration":
    "credentials httpMethod integrationHttpMethod passthroughBehavior resourceId restApi type",
  "aws:apigateway/method:Method": "httpMethod resourceId restApi",
  "aws:apigateway/restApi:RestApi": "",
  "aws:apigateway/restApiPolicy:RestApiPolicy": "restApiId",
  "aws:apigateway/stage:Stage": "restApi stageName",
  "aws:autoscaling/attachment:Attachment": "autoscalingGroupName elb lbTargetGroupArn",
  "aws:autoscaling/group:Group": "initialLifecycleHooks name namePrefix",
  "aws:autoscaling/policy:Policy": "name autoscalingGroupName",
  "aws:cloudwatch/dashboard:Dashboard": "dashboardName",
  "aws:cloudwatch/eventBus:EventBus": "eventSourceName name",
  "aws:cloudwatch/eventRule:EventRule": "name namePrefix eventBusName",
  "aws:cloudwatch/eventTarget:EventTarget": "rule targetId eventBusName",
  "aws:cloudwatch/logGroup:LogGroup": "name namePrefix logGroupClass",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "name",
  "aws:dynamodb/table:Table":
    "hashKey importTable.s3BucketSource localSecondaryIndexes name rangeKey restoreDateTime restoreSourceName restoreSourceTableArn restoreToLatestTime",
  "aws:dynamodb/tableItem:TableItem": "hashKey rangeKey tableName",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "vpcId",
  "aws:ec2/eip:Eip": "address domain ipamPoolId networkBorderGroup publicIpv4Pool",
  "aws:ec2/flowLog:FlowLog":
    "deliverCrossAccountRole destinationOptions eniId iamRoleArn logDestination logDestinationType logFormat maxAggregationInterval regionalNatGatewayId subnetId trafficType transitGatewayAttachmentId transitGatewayId vpcId",
  "aws:ec2/instance:Instance":
    "ami associatePublicIpAddress availabilityZone cpuOptions.amdSevSnp ebsBlockDevices ebsOptimized enclaveOptions.enabled ephemeralBlockDevices hibernation hostId instanceMarketOptions keyName launchTemplate.id launchTemplate.name networkInterfaces placementGroup placementGroupId placementPartitionNumber primaryNetworkInterface.networkInterfaceId privateIp rootBlockDevice.encrypted rootBlockDevice.kmsKeyId secondaryNetworkInterfaces securityGroups subnetId tenancy",
  "aws:ec2/internetGateway:InternetGateway": "",
  "aws:ec2/launchTemplate:LaunchTemplate": "name namePrefix",
  "aws:ec2/natGateway:NatGateway": "allocationId availabilityMode connectivityType privateIp subnetId vpcId",
  "aws:ec2/route:Route": "destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId routeTableId",
  "aws:ec2/routeTable:RouteTable": "vpcId",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "gatewayId subnetId",
  "aws:ec2/securityGroup:SecurityGroup": "description name namePrefix vpcId",
  "aws:ec2/securityGroupRule:SecurityGroupRule":
    "cidrBlocks fromPort ipv6CidrBlocks prefixListIds protocol securityGroupId self sourceSecurityGroupId toPort type",
  "aws:ec2/subnet:Subnet":
    "availabilityZone availabilityZoneId cidrBlock ipv4IpamPoolId ipv4NetmaskLength ipv6IpamPoolId ipv6Native ipv6NetmaskLength outpostArn vpcId",
  "aws:ec2/vpc:Vpc": "cidrBlock ipv4IpamPoolId ipv4NetmaskLength",
  "aws:ec2/vpcEndpoint:VpcEndpoint":
    "dnsOptions.privateDnsPreference dnsOptions.privateDnsSpecifiedDomains resourceConfigurationArn serviceName serviceNetworkArn serviceRegion vpcEndpointType vpcId",
  "aws:eks/accessEntry:AccessEntry": "clusterName principalArn type",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": "accessScope clusterName policyArn principalArn",
  "aws:eks/addon:Addon": "addonName clusterName",
  "aws:eks/cluster:Cluster":
    "accessConfig.bootstrapClusterCreatorAdminPermissions bootstrapSelfManagedAddons kubernetesNetworkConfig.ipFamily kubernetesNetworkConfig.serviceIpv4Cidr name outpostConfig.controlPlaneInstanceType outpostConfig.controlPlanePlacement.groupName roleArn",
  "aws:eks/nodeGroup:NodeGroup":
    "amiType capacityType clusterName diskSize instanceTypes launchTemplate.id launchTemplate.name nodeGroupName nodeGroupNamePrefix nodeRoleArn remoteAccess subnetIds",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": "clusterName namespace serviceAccount",
  "aws:iam/instanceProfile:InstanceProfile": "name namePrefix path",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "url",
  "aws:iam/policy:Policy": "description name namePrefix path",
  "aws:iam/role:Role": "name namePrefix path",
  "aws:iam/rolePolicy:RolePolicy": "name namePrefix role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn role",
  "aws:kms/key:Key": "customKeyStoreId customerMasterKeySpec keyUsage multiRegion xksKeyId",
  "aws:lambda/function:Function": "name packageType tenancyConfig",
  "aws:lambda/permission:Permission":
    "action eventSourceToken function functionUrlAuthType invokedViaFunctionUrl principal principalOrgId qualifier sourceAccount sourceArn statementId statementIdPrefix",
  "aws:lb/listener:Listener": "loadBalancerArn",
  "aws:lb/loadBalancer:LoadBalancer": "customerOwnedIpv4Pool internal loadBalancerType name namePrefix",
  "aws:lb/targetGroup:TargetGroup":
    "ipAddressType name namePrefix port protocol protocolVersion targetType vpcId",
  "aws:networkflowmonitor/monitor:Monitor": "monitorName scopeArn",
  "aws:networkflowmonitor/scope:Scope": "",
  "aws:rds/cluster:Cluster":
    "availabilityZones clusterIdentifier clusterIdentifierPrefix clusterScalabilityType databaseName dbSubnetGroupName dbSystemId engine engineMode kmsKeyId masterUsername restoreToPointInTime s3Import snapshotIdentifier sourceRegion storageEncrypted",
  "aws:rds/clusterInstance:ClusterInstance":
    "availabilityZone clusterIdentifier customIamInstanceProfile dbSubnetGroupName engine identifier identifierPrefix",
  "aws:rds/instance:Instance":
    "availabilityZone backupTarget characterSetName customIamInstanceProfile dbName engine kmsKeyId ncharCharacterSetName restoreToPointInTime s3Import snapshotIdentifier storageEncrypted timezone username",
  "aws:rds/subnetGroup:SubnetGroup": "name namePrefix",
  "aws:s3/bucket:Bucket": "bucket bucketPrefix objectLockConfiguration.objectLockEnabled objectLockEnabled",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "bucket expectedBucketOwner",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "bucket",
  "aws:s3/bucketPolicy:BucketPolicy": "bucket",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "bucket",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "bucket expectedBucketOwner",
  "aws:s3/bucketVersioning:BucketVersioning": "bucket expectedBucketOwner",
  "aws:secretsmanager/secret:Secret": "name namePrefix",
  "aws:secretsmanager/secretVersion:SecretVersion":
    "secretBinary secretId secretString secretStringWoVersion",
  "aws:sns/topic:Topic": "fifoTopic name namePrefix",
  "aws:sqs/queue:Queue": "fifoQueue name namePrefix",
  "aws:sqs/queuePolicy:QueuePolicy": "queueUrl",
  "aws:ssm/association:Association": "name",
  "aws:ssm/document:Document": "name",
  "aws:ssm/parameter:Parameter": "dataType name",
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
