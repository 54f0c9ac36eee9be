/**
 * What the Network Flow Monitor API fixes, as this room knows it. It is a copy on purpose: were it shared with the
 * components, one wrong string would agree with itself. A test compares the two.
 * Source: API model 2023-04-19 and the CloudWatch User Guide; docs/assumptions.json has each claim.
 */

/** Types of local resources. */
export const localTypes = [
  "AWS::EC2::VPC",
  "AWS::EC2::Subnet",
  "AWS::AvailabilityZone",
  "AWS::Region",
  "AWS::EKS::Cluster",
];

/** Types of remote resources. */
export const remoteTypes = [
  "AWS::EC2::VPC",
  "AWS::EC2::Subnet",
  "AWS::AvailabilityZone",
  "AWS::Region",
  "AWS::AWSService",
];

/** Identifiers of remote resources of type `AWS::AWSService`. */
export const remoteServices = ["S3", "DynamoDB"];

/** Types of a scope's targets. */
export const targetTypes = ["ACCOUNT"];

/** Letters that a monitor's name may have. */
export const monitorName = /^[a-zA-Z0-9_.-]+$/;

/** Longest name of a monitor, characters. */
export const monitorNameLength = 255;

/** Most local resources of one monitor. */
export const maxLocalResources = 25;

/** Most remote resources of one monitor. */
export const maxRemoteResources = 25;

/** Most targets of one scope. */
export const maxScopeTargets = 100;

/** Most tags on one resource. */
export const maxTags = 200;

/** Regions with Network Flow Monitor. */
export const regions = [
  "ap-south-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "eu-north-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];
