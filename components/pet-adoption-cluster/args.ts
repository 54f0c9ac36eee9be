import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/inputs.ts";
import type { ClusterEgress, NodeArchitecture, PetCompute, PetDatabase, PetWorkload } from "./choices.ts";

/** Who may use the Kubernetes API, besides the identity that creates the cluster. */
export interface ClusterAccessArgs {
  /**
   * ARNs of roles that deploy; each becomes administrator. Do not list the role that creates the cluster: it is
   * one already, and AWS refuses a second access entry. Write ARNs that are known now: one that is an output of another
   * resource is told apart by its place only, so keep those in their order and add at the end. Default: none.
   */
  deployRoleArns?: pulumi.Input<string>[];
  /** ARNs of roles that preview; each may read everything but secrets. Default: none. */
  previewRoleArns?: pulumi.Input<string>[];
}

/** As whom the Kubernetes API is used, in the words of `@pulumi/eks`. */
export interface ProviderCredentialArgs {
  /** Name of a profile of the AWS CLI. Default: the setting `aws:profile` where no credentials are given. */
  profileName?: pulumi.Input<string>;
  /** ARN of a role to take for it. Default: none. */
  roleArn?: pulumi.Input<string>;
}

/** The network that the component makes. */
export interface ClusterNetworkArgs {
  /** Range of the VPC, /16 to /20. Default: `10.0.0.0/16`. */
  cidrBlock?: string;
  /** Names of the Availability Zones, two to four. Default: the first of the Region. */
  availabilityZones?: string[];
  /** Number of Availability Zones, 2 to 4. Refused beside names. Default: 2. */
  availabilityZoneCount?: number;
  /** How nodes and pods leave the VPC: `nat`, `natPerZone` or `endpoints`. Default: `nat`. */
  egress?: ClusterEgress;
}

/** A VPC that exists already. Its subnets' routes and endpoints stay their owner's. */
export interface ExistingVpcArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** Range of the VPC. Security groups and network policies name it. */
  cidrBlock: string;
  /** Ids of private subnets for the nodes, one in each zone, at least two zones. */
  privateSubnetIds: pulumi.Input<string>[];
  /** Names of their zones, in the same order. */
  availabilityZones: string[];
  /** Ids of the subnets for the ingress, in two zones or more; public ones if it faces the internet. Default: none. */
  publicSubnetIds?: pulumi.Input<string>[];
  /** Their ranges. Network policies let only these reach the web site, so no pod may live in them. Default: none. */
  publicSubnetCidrs?: string[];
  /** Ids of the subnets for an RDS or Aurora database, in two zones or more. Default: the private ones. */
  dataSubnetIds?: pulumi.Input<string>[];
  /** How the private subnets leave the VPC: `nat`, `natPerZone` or `endpoints`. Default: `nat`. */
  egress?: ClusterEgress;
  /**
   * Services that the VPC has an endpoint for, without `com.amazonaws.` and the Region: `ecr.api`, `s3`. With
   * egress `endpoints` all that the cluster needs must be listed. Default: none.
   */
  endpoints?: string[];
}

/** The nodes of the managed node groups. */
export interface ClusterNodesArgs {
  /** Instance types, all of one architecture. Default: `t3.large` with workload `full`, else `t3.medium`. */
  instanceTypes?: string[];
  /** Architecture of the instance types, `x86_64` or `arm64`. Default: `x86_64`. */
  architecture?: NodeArchitecture;
  /** Nodes in each Availability Zone, 1 to 10. Default: 1. */
  perZone?: number;
  /** Size of each node's encrypted volume, GiB, 20 to 1000. Default: 30. */
  diskSizeGiB?: number;
}

/** References of the workshop's images, which AWS does not publish: build and push them first. */
export interface PetImagesArgs {
  /** The web site, .NET. */
  petsite?: string;
  /** The search, Java. Pod Identity needs AWS SDK for Java 1.12.746 or newer in it. */
  petsearch?: string;
  /** The payment, Go. */
  payforadoption?: string;
  /** The list of adoptions, Python. */
  petlistadoptions?: string;
  /** The food shop, Rust. */
  petfood?: string;
}

/** The PostgreSQL database. */
export interface PetDatabaseArgs {
  /** What it is. Default: `inCluster` with workload `simulated`, `rds` with `full`. */
  kind?: PetDatabase;
  /**
   * Password of the user `petadmin`, 16 characters or more; a Pulumi secret. Required with `rds` and
   * `aurora`, refused otherwise.
   */
  password?: pulumi.Input<string>;
  /**
   * Instance class of an `rds` or `aurora` database, such as `db.t4g.micro`; refused otherwise. Default: the smallest
   * that the kind has.
   */
  instanceClass?: string;
  /**
   * ARN of the secret of an existing database. It must hold JSON with `engine`, `host`, `port`, `username`,
   * `password` and `dbname`. Required with `existing`, refused otherwise.
   */
  secretArn?: pulumi.Input<string>;
  /**
   * Ranges that hold the existing database's addresses. Network policies let only these through. Required with
   * `existing`, refused otherwise.
   */
  cidrs?: string[];
  /**
   * Whether a destroy deletes an `rds` or `aurora` database without a last snapshot; refused otherwise. Default:
   * `false`.
   */
  skipFinalSnapshot?: boolean;
}

/** A load balancer in front of the web site. */
export interface PetIngressArgs {
  /** IPv4 ranges that may reach it. Required; `0.0.0.0/0` lets everyone in. */
  allowedCidrs: string[];
  /** Whether it has public addresses. Default: `true`. */
  internetFacing?: boolean;
  /** ARN of an ACM certificate: the site is then served on port 443. Default: none, port 80 in plain text. */
  certificateArn?: pulumi.Input<string>;
}

/** Arguments of `PetAdoptionCluster`. What decides which resources exist is a plain value. */
export interface PetAdoptionClusterArgs {
  /** Kubernetes version. Default: `1.35`, in standard support until 2027-03-27. */
  version?: string;
  /**
   * IPv4 ranges that may reach the Kubernetes API from outside the VPC: where Pulumi and kubectl run. No default;
   * `[]` closes the public endpoint, which needs `runsInsideVpc` as soon as anything runs in the cluster.
   */
  apiCidrs?: string[];
  /**
   * Whether Pulumi runs in the VPC. Its whole range may then reach the Kubernetes API; what comes by a VPN or from a
   * peered VPC needs a rule of its own, see the README. Default: `false`.
   */
  runsInsideVpc?: boolean;
  /** Who else may use the Kubernetes API. Default: only the identity that creates the cluster. */
  access?: ClusterAccessArgs;
  /**
   * As whom the kubeconfig asks for tokens. It runs the AWS CLI, which knows nothing of an AWS provider that is given a
   * profile or a role: say the same here. Default: as the AWS CLI does by itself.
   */
  providerCredentialOpts?: ProviderCredentialArgs;
  /** Control-plane logs to keep: `api`, `audit`, `authenticator`, `controllerManager`, `scheduler`. Default: all. */
  logTypes?: string[];
  /**
   * ARN of the KMS key that encrypts Kubernetes secrets. Another one later makes another cluster. Default: a key of its
   * own, rotated every year.
   */
  secretsKeyArn?: pulumi.Input<string>;
  /** Whether to make an IAM OIDC provider, by which service accounts take roles (IRSA). Default: `false`. */
  oidcProvider?: boolean;
  /** What the pods run on: `nodeGroups` or `autoMode`. Default: `nodeGroups`. */
  compute?: PetCompute;
  /** The nodes. Refused with compute `autoMode`. */
  nodes?: ClusterNodesArgs;
  /** The network to make. Refused beside `vpc`. */
  network?: ClusterNetworkArgs;
  /** A VPC that exists already. Default: one is made. */
  vpc?: ExistingVpcArgs;
  /**
   * What stands for `public.ecr.aws` in the references of stock images: a registry, perhaps with a path. Required
   * without a way to the internet. Default: `public.ecr.aws`.
   */
  imageRegistry?: string;
  /** What runs in the cluster: `simulated`, `full` or `none`. Default: `simulated`. */
  workload?: PetWorkload;
  /** Namespace of the workload. Default: `petsite`. */
  namespace?: string;
  /** Rounds of traffic a minute, 0 to 60. Each calls every service; 0 stops all of it. Default: 3. */
  loadRoundsPerMinute?: number;
  /** Images of the services. All five are required with workload `full`, refused otherwise. */
  images?: PetImagesArgs;
  /** The database. */
  database?: PetDatabaseArgs;
  /**
   * Prefix of the SSM parameters of workload `full`, one for each cluster in a Region; refused otherwise. Default:
   * `/petstore`.
   */
  parameterPrefix?: string;
  /**
   * URL that answers the status updates of workload `full`: https on port 443, and not with `egress: endpoints`, which
   * lead nowhere else; refused without `full`. Default: a function behind a private API.
   */
  statusUpdaterUrl?: pulumi.Input<string>;
  /** A load balancer in front of the web site. Default: none. */
  ingress?: PetIngressArgs;
  /** Whether a destroy deletes the bucket although it holds objects. Default: `false`. */
  forceDestroy?: boolean;
  /** Tags of everything that takes tags. Default: none but `Name`. */
  tags?: Tags;
}
