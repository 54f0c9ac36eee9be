/** How the agent gets the right to publish. Exactly one thing binds its service account to a role. */
export const EksAgentCredentials = {
  /** EKS Pod Identity: a role of this component, associated by the add-on itself. */
  PodIdentity: "podIdentity",
  /** IAM roles for service accounts: a role of this component, for clusters with an IAM OIDC provider. */
  Irsa: "irsa",
  /** Something else did it: a stand-alone association, or a node role that has the publish policy. */
  AlreadyBound: "alreadyBound",
} as const;
/** How the agent gets the right to publish. */
export type EksAgentCredentials = (typeof EksAgentCredentials)[keyof typeof EksAgentCredentials];

/** Where the agent of EKS Pod Identity comes from. Without it a pod with an association has no credentials. */
export const EksPodIdentityAgent = {
  /** This component installs the add-on `eks-pod-identity-agent`. */
  Create: "create",
  /** It is there: another stack's add-on, a Helm chart, or part of EKS Auto Mode. Nothing is made or checked. */
  Adopt: "adopt",
} as const;
/** Where the agent of EKS Pod Identity comes from. */
export type EksPodIdentityAgent = (typeof EksPodIdentityAgent)[keyof typeof EksPodIdentityAgent];

/** A kind of node that pods of the cluster run on. */
export const EksAgentNodes = {
  /** EC2 instances with Amazon Linux 2023, Ubuntu and the like, however they were made. */
  Linux: "linux",
  /** EC2 instances with Bottlerocket. */
  Bottlerocket: "bottlerocket",
  /** Nodes of EKS Auto Mode. */
  AutoMode: "autoMode",
  /** EC2 instances with Windows. No agent runs there. */
  Windows: "windows",
  /** AWS Fargate. No agent runs there. */
  Fargate: "fargate",
  /** EKS Hybrid Nodes. No agent runs there. */
  Hybrid: "hybrid",
} as const;
/** A kind of node that pods of the cluster run on. */
export type EksAgentNodes = (typeof EksAgentNodes)[keyof typeof EksAgentNodes];

/** How the nodes reach AWS. */
export const EksAgentEgress = {
  /** Through the internet: NAT gateway, internet gateway, transit. */
  Internet: "internet",
  /** Through VPC endpoints only. */
  Endpoints: "endpoints",
} as const;
/** How the nodes reach AWS. */
export type EksAgentEgress = (typeof EksAgentEgress)[keyof typeof EksAgentEgress];

/** What the creation of an add-on does about a copy of its software that EKS does not manage. */
export const EksAgentConflictsOnCreate = {
  /** The add-on's values win. */
  Overwrite: "OVERWRITE",
  /** The creation fails. */
  None: "NONE",
} as const;
/** What the creation of an add-on does about a copy of its software that EKS does not manage. */
export type EksAgentConflictsOnCreate =
  (typeof EksAgentConflictsOnCreate)[keyof typeof EksAgentConflictsOnCreate];

/** What an update of an add-on does about values that somebody changed in the cluster. */
export const EksAgentConflictsOnUpdate = {
  /** They stay as they were changed. */
  Preserve: "PRESERVE",
  /** The add-on's values win. */
  Overwrite: "OVERWRITE",
  /** The update may fail. */
  None: "NONE",
} as const;
/** What an update of an add-on does about values that somebody changed in the cluster. */
export type EksAgentConflictsOnUpdate =
  (typeof EksAgentConflictsOnUpdate)[keyof typeof EksAgentConflictsOnUpdate];

/** How a toleration compares a taint's value. */
export const EksAgentTolerationOperator = {
  /** The taint has this value. */
  Equal: "Equal",
  /** The taint has any value. */
  Exists: "Exists",
} as const;
/** How a toleration compares a taint's value. */
export type EksAgentTolerationOperator =
  (typeof EksAgentTolerationOperator)[keyof typeof EksAgentTolerationOperator];

/** What a tolerated taint would do. */
export const EksAgentTaintEffect = {
  NoSchedule: "NoSchedule",
  PreferNoSchedule: "PreferNoSchedule",
  NoExecute: "NoExecute",
} as const;
/** What a tolerated taint would do. */
export type EksAgentTaintEffect = (typeof EksAgentTaintEffect)[keyof typeof EksAgentTaintEffect];

/** In place of an add-on's version: the one that EKS has as default for the cluster's Kubernetes version. */
export const clusterDefaultVersion = "clusterDefault";
