/**
 * CloudWatch namespace of the metrics that each active monitor publishes.
 * Source: CloudWatch User Guide, "View Network Flow Monitor metrics in CloudWatch".
 */
export const metricNamespace = "AWS/NetworkFlowMonitor";

/**
 * Names of the metrics that each active monitor publishes.
 * Source: CloudWatch User Guide, "View Network Flow Monitor metrics in CloudWatch".
 */
export const Metric = {
  /** Bytes of all flows of the monitor. */
  DataTransferred: "DataTransferred",
  /** TCP retransmissions, a count. */
  Retransmissions: "Retransmissions",
  /** Retransmission timeouts, a count. */
  Timeouts: "Timeouts",
  /** Mean round-trip time, microseconds. Sparse: it is not always calculated. */
  RoundTripTime: "RoundTripTime",
  /** Network health indicator: 0 is healthy; documents disagree whether degraded is 1 or 100. */
  HealthIndicator: "HealthIndicator",
} as const;
/** One of the metrics that each active monitor publishes. */
export type Metric = (typeof Metric)[keyof typeof Metric];
