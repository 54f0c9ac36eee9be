/**
 * Types of a monitor's local resources, as the API spells them.
 * The docstrings of `@pulumi/aws` say `AWS::EC2::AvailabilityZone` and `AWS::EC2::Region`; the API has neither.
 * Source: Network Flow Monitor API model 2023-04-19, `MonitorLocalResourceType`.
 */
export const LocalResourceType = {
  Vpc: "AWS::EC2::VPC",
  Subnet: "AWS::EC2::Subnet",
  AvailabilityZone: "AWS::AvailabilityZone",
  Region: "AWS::Region",
  EksCluster: "AWS::EKS::Cluster",
} as const;
/** One of the types of a monitor's local resources. */
export type LocalResourceType = (typeof LocalResourceType)[keyof typeof LocalResourceType];

/**
 * Types of a monitor's remote resources, as the API spells them. A cluster cannot be remote, a service only can.
 * Source: Network Flow Monitor API model 2023-04-19, `MonitorRemoteResourceType`.
 */
export const RemoteResourceType = {
  Vpc: "AWS::EC2::VPC",
  Subnet: "AWS::EC2::Subnet",
  AvailabilityZone: "AWS::AvailabilityZone",
  Region: "AWS::Region",
  AwsService: "AWS::AWSService",
} as const;
/** One of the types of a monitor's remote resources. */
export type RemoteResourceType = (typeof RemoteResourceType)[keyof typeof RemoteResourceType];

/**
 * AWS services that can be a remote resource.
 * Source: Network Flow Monitor API model 2023-04-19, documentation of `CreateMonitor`.
 */
export const RemoteService = {
  S3: "S3",
  DynamoDb: "DynamoDB",
} as const;
/** One of the AWS services that can be a remote resource. */
export type RemoteService = (typeof RemoteService)[keyof typeof RemoteService];

/**
 * The only type of a scope's target.
 * Source: Network Flow Monitor API model 2023-04-19, `TargetType`.
 */
export const scopeTargetType = "ACCOUNT";
