/**
 * What AWS calls the parts of Network Flow Monitor, for reading a plan. Components keep their own copy, so that a
 * wrong string cannot agree with itself.
 */
export const names = {
  scope: "aws:networkflowmonitor/scope:Scope",
  monitor: "aws:networkflowmonitor/monitor:Monitor",
  /** SSM Distributor package of the agent. Source: CloudWatch User Guide, "Install agents on EC2 instances". */
  agentPackage: "AmazonCloudWatchNetworkFlowMonitorAgent",
  /** Command document that installs a Distributor package. Source: the same page. */
  installDocument: "AWS-ConfigureAWSPackage",
  /** Command document that activates or deactivates the agent. Source: the same page. */
  manageDocument: "AmazonCloudWatch-NetworkFlowMonitorManageAgent",
  /** Managed policy that lets an agent send. Source: AWS managed policy reference. */
  publishPolicy: "CloudWatchNetworkFlowMonitorAgentPublishPolicy",
  /** The one action of that policy. Source: service authorization reference. */
  publishAction: "networkflowmonitor:Publish",
  /** EKS add-on of the agent. Source: CloudWatch User Guide, "Install agents on EKS". */
  addOn: "aws-network-flow-monitoring-agent",
  /** Namespace of the add-on's pods. Source: EKS User Guide, "Monitor Kubernetes workload traffic". */
  addOnNamespace: "amazon-network-flow-monitor",
  /** Service account of the add-on's pods since v1.0.1. Source: "Install agents on EKS". */
  addOnServiceAccount: "aws-network-flow-monitor-agent-service-account",
  /** EKS add-on that gives pods the roles of Pod Identity associations. Source: the same page. */
  podIdentityAddOn: "eks-pod-identity-agent",
  /** Service that agents send to, as in `com.amazonaws.{region}.…`. Source: "CloudWatch and interface VPC endpoints". */
  reports: "networkflowmonitorreports",
} as const;

/** Plain words for the resource types that a monitor takes. Source: API reference, MonitorLocalResource, MonitorRemoteResource. */
export const monitoredTypes: Readonly<Record<string, string>> = {
  "AWS::EC2::VPC": "VPC",
  "AWS::EC2::Subnet": "subnet",
  "AWS::AvailabilityZone": "Availability Zone",
  "AWS::Region": "Region",
  "AWS::EKS::Cluster": "EKS cluster",
  "AWS::AWSService": "AWS service",
};

/** CloudWatch metrics that each active monitor publishes. Source: "View Network Flow Monitor metrics in CloudWatch". */
export const metricsPerMonitor = 5;

/** Categories of flows. Source: API reference, DestinationCategory. */
export const categories = {
  intraAz: "INTRA_AZ",
  interAz: "INTER_AZ",
  interVpc: "INTER_VPC",
  interRegion: "INTER_REGION",
  s3: "AMAZON_S3",
  dynamoDb: "AMAZON_DYNAMODB",
  unclassified: "UNCLASSIFIED",
} as const;
/** Category of a flow. */
export type Category = (typeof categories)[keyof typeof categories];
