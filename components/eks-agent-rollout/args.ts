import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/inputs.ts";
import type {
  EksAgentConflictsOnCreate,
  EksAgentConflictsOnUpdate,
  EksAgentCredentials,
  EksAgentEgress,
  EksAgentNodes,
  EksAgentTaintEffect,
  EksAgentTolerationOperator,
  EksPodIdentityAgent,
} from "./choices.ts";

/** The metrics that each agent offers to a Prometheus scraper. All three settings are always sent to the add-on. */
export interface EksAgentOpenMetricsArgs {
  /** Whether the agent listens at all. Default: `false`. */
  enabled?: boolean;
  /**
   * IPv4 address to listen on. The pods use the node's network: `127.0.0.1` is reached from the node only, `0.0.0.0`
   * by whomever the node's security groups let in. Default: `127.0.0.1`.
   */
  address?: string;
  /** TCP port, 1 to 65535. Default: 9109. */
  port?: number;
}

/** An amount of processor and memory, as Kubernetes writes it. */
export interface EksAgentAmountArgs {
  /** Processor: `500m`, `0.5` or `1`. */
  cpu: string;
  /** Memory: `200Mi` or `1Gi`. */
  memory: string;
}

/** What each agent pod gets. Both are given, so that none of the add-on's own values meets one of these. */
export interface EksAgentResourcesArgs {
  /** What the pod has for itself. */
  requests: EksAgentAmountArgs;
  /** What it may use at most. */
  limits: EksAgentAmountArgs;
}

/** A taint in spite of which an agent pod runs on a node. */
export interface EksAgentTolerationArgs {
  /** Key of the taint. Default: every taint, which needs the operator `Exists`. */
  key?: string;
  /** How the value is compared: `Equal` or `Exists`. Default: `Equal`. */
  operator?: EksAgentTolerationOperator;
  /** Value of the taint, with the operator `Equal`. Default: the empty value. */
  value?: string;
  /** Effect of the taint: `NoSchedule`, `PreferNoSchedule` or `NoExecute`. Default: each of them. */
  effect?: EksAgentTaintEffect;
  /** How long a running pod stays after a taint `NoExecute` appears, seconds. Default: for ever. */
  tolerationSeconds?: number;
}

/** Arguments of `EksAgentRollout`. What decides which resources exist, or is refused, is a plain value. */
export interface EksAgentRolloutArgs {
  /** Name or ARN of the cluster. An ARN says in which Region it is. */
  cluster: pulumi.Input<string>;
  /** Kubernetes version of the cluster, such as `1.35`. At least 1.25. */
  kubernetesVersion: pulumi.Input<string>;
  /**
   * Version of the agent's add-on, such as `v1.1.6-eksbuild.1`, at least 1.1.0; or `clusterDefault`, the one that EKS
   * has as default for the Kubernetes version: then an `up` upgrades when AWS moves that default. No default.
   */
  agentVersion: string;
  /** How the agent gets the right to publish: `podIdentity`, `irsa` or `alreadyBound`. Default: `podIdentity`. */
  credentials?: EksAgentCredentials;
  /**
   * Where the agent of EKS Pod Identity comes from: `create` or `adopt`. Only with credentials `podIdentity`.
   * Default: `create`; `adopt` where every node that can run it is one of EKS Auto Mode, which has its own.
   */
  podIdentityAgent?: EksPodIdentityAgent;
  /** Version of the add-on `eks-pod-identity-agent`, or `clusterDefault`. Only with `create`. Default: `clusterDefault`. */
  podIdentityAgentVersion?: string;
  /** Settings of the add-on `eks-pod-identity-agent`, the text of a JSON object. Only with `create`. Default: none. */
  podIdentityAgentConfiguration?: string;
  /** ARN of the cluster's IAM OIDC provider. Required with credentials `irsa`, refused otherwise. */
  oidcProviderArn?: pulumi.Input<string>;
  /**
   * The agent's service account, for configurations that name it. The add-on has exactly one,
   * `aws-network-flow-monitor-agent-service-account`; any other is refused. Default: that one.
   */
  serviceAccount?: string;
  /**
   * What the pods of the cluster run on: `linux`, `bottlerocket`, `autoMode`, `windows`, `fargate`, `hybrid`. At least
   * one kind can run the agent. Default: `linux`.
   */
  nodes?: EksAgentNodes[];
  /** How the nodes reach AWS: `internet` or `endpoints`. Default: `internet`. */
  egress?: EksAgentEgress;
  /**
   * With egress `endpoints`, the services that the VPC has an endpoint for, without `com.amazonaws.` and the Region:
   * `ecr.api`, `s3`. All that the agent needs must be listed. Refused otherwise.
   */
  endpoints?: string[];
  /** Metrics for a Prometheus scraper. Default: off. */
  openMetrics?: EksAgentOpenMetricsArgs;
  /** What each agent pod gets. Default: the add-on's own, 50m and 100Mi, at most 500m and 200Mi. */
  resources?: EksAgentResourcesArgs;
  /**
   * Taints in spite of which agents run. A list replaces the add-on's own, so nodes with any other taint are not seen.
   * Default: the add-on's own, which tolerates every taint.
   */
  tolerations?: EksAgentTolerationArgs[];
  /**
   * More settings of the agent's add-on, the text of a JSON object. What has an argument of its own does not go here.
   * AWS checks it against the schema of the version. Default: none.
   */
  configuration?: string;
  /** What the creation of an add-on does about an unmanaged copy: `OVERWRITE` or `NONE`. Default: `OVERWRITE`. */
  conflictsOnCreate?: EksAgentConflictsOnCreate;
  /**
   * What an update of an add-on does about values changed in the cluster: `PRESERVE`, `OVERWRITE` or `NONE`.
   * Default: `PRESERVE`.
   */
  conflictsOnUpdate?: EksAgentConflictsOnUpdate;
  /** Region of the cluster. Default: that of its ARN, or the provider's for a cluster that is given by name. */
  region?: pulumi.Input<string>;
  /** Tags of everything that can have tags. Default: none but the provider's own. */
  tags?: Tags;
}
