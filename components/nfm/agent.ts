import { serviceName } from "./service.ts";

/**
 * Names of the agent on EC2.
 * Source: CloudWatch User Guide, "Install agents for EC2 instances by using AWS Systems Manager".
 */
export const ec2Agent = {
  /** Distributor package. It is not a document: it is installed by `installDocument`. */
  package: "AmazonCloudWatchNetworkFlowMonitorAgent",
  /** Command document that installs and uninstalls Distributor packages. */
  installDocument: "AWS-ConfigureAWSPackage",
  /** Command document that activates and deactivates the installed agent. Without it the agent sends nothing. */
  manageDocument: "AmazonCloudWatch-NetworkFlowMonitorManageAgent",
  /** The parameter of that document which says what it does. */
  manageParameter: "Action",
  /** Value of that parameter: the agent sends, and is billed. */
  activate: "Activate",
  /** Value of that parameter: the agent stays installed and neither sends nor is billed. */
  deactivate: "Deactivate",
  /** The systemd unit on the instance. */
  systemdUnit: "network-flow-monitor.service",
  /** Lowest Linux kernel, major and minor. Source: "Supported versions" in the same guide. */
  minimumKernel: "5.8",
} as const;

/**
 * Names of the agent on EKS. The add-on says "monitoring", namespace and service account say "monitor".
 * Source: CloudWatch User Guide, "Install the EKS AWS Network Flow Monitor Agent add-on".
 */
export const eksAgent = {
  addonName: "aws-network-flow-monitoring-agent",
  podIdentityAddonName: "eks-pod-identity-agent",
  namespace: "amazon-network-flow-monitor",
  serviceAccount: "aws-network-flow-monitor-agent-service-account",
  /** Service account of add-on 1.0.0, refused since. Source: "Troubleshooting" in the same guide. */
  retiredServiceAccount: "aws-network-flow-monitoring-agent-service-account",
  daemonSet: "aws-network-flow-monitor-agent",
  /** Label of its pods, as `kubectl -l` takes it. Source: aws/network-flow-monitor-agent, daemonSet.yaml. */
  podSelector: "name=aws-network-flow-monitor-agent",
  /** Lowest Kubernetes version. The newest Helm chart says 1.28; EKS decides which add-on fits which version. */
  minimumKubernetesVersion: "1.25",
  /**
   * Lowest add-on version that knows the OpenMetrics settings and Container Network Observability. Source: "Export
   * metrics to third-party tools" in the same guide; EKS User Guide, "Container network observability".
   */
  minimumAddonVersion: "1.1.0",
  /**
   * Lowest add-on version for Bottlerocket: older ones mount a second cgroup2, which hides memory limits from other
   * pods. (inferred) from aws/network-flow-monitor-agent#101, merged after 1.1.3, and bottlerocket-os/bottlerocket#4826.
   */
  minimumBottlerocketAddonVersion: "1.1.6",
  /** Settings of the metrics that the agent offers to Prometheus. Source: as `minimumAddonVersion`. */
  openMetrics: {
    /** `on` or `off`. */
    switch: "OPEN_METRICS",
    /** Address to listen on. The pods use the node's network. */
    address: "OPEN_METRICS_ADDRESS",
    /** TCP port, a number. */
    port: "OPEN_METRICS_PORT",
  },
  /** Setting that stops the agent from sending. Source: aws/network-flow-monitor-agent, entrypoint.sh. */
  disablePublishing: "DISABLE_PUBLISHING",
} as const;

/**
 * Managed policy that lets an agent send its reports: one action, `networkflowmonitor:Publish`.
 * Source: AWS managed policy reference, CloudWatchNetworkFlowMonitorAgentPublishPolicy.
 */
export const publishPolicyName = "CloudWatchNetworkFlowMonitorAgentPublishPolicy";

/** ARN of that policy. The partition is `aws` by construction: no other partition has a supported Region. */
export const publishPolicyArn = `arn:aws:iam::aws:policy/${publishPolicyName}`;

/**
 * The action that an agent needs.
 * Source: Service Authorization Reference, Network Flow Monitor.
 */
export const publishAction = `${serviceName}:Publish`;

/**
 * Service names of the interface endpoints, after `com.amazonaws.{region}.`.
 * Source: CloudWatch User Guide, "Using CloudWatch with interface VPC endpoints".
 */
export const endpointServices = {
  /** Where agents send their reports. */
  reports: "networkflowmonitorreports",
  /** The API of scopes and monitors. */
  api: serviceName,
} as const;

/** Host name that agents of a Region send to, on TCP port 443. Source: as `endpointServices`. */
export function reportsHost(region: string): string {
  return `${endpointServices.reports}.${region}.api.aws`;
}
