import { z } from "zod";
import type {
  ClusterAccessArgs,
  ClusterNetworkArgs,
  ClusterNodesArgs,
  ExistingVpcArgs,
  PetAdoptionClusterArgs,
  PetDatabaseArgs,
  PetImagesArgs,
  PetIngressArgs,
  ProviderCredentialArgs,
} from "../components/pet-adoption-cluster/args.ts";
import {
  ClusterEgress,
  NodeArchitecture,
  PetCompute,
  PetDatabase,
  PetWorkload,
} from "../components/pet-adoption-cluster/choices.ts";
import { choice, flag, text, texts, whole, type Fields } from "./fields.ts";

const access = z
  .strictObject({
    deployRoleArns: texts("ARNs of roles that deploy; each becomes administrator. Default: none.").optional(),
    previewRoleArns: texts(
      "ARNs of roles that preview; each may read all but secrets. Default: none.",
    ).optional(),
  } satisfies Fields<ClusterAccessArgs>)
  .meta({ description: "Who may use the Kubernetes API, besides the identity that creates the cluster." });

const providerCredentialOpts = z
  .strictObject({
    profileName: text("Name of a profile of the AWS CLI. Default: aws:profile.").optional(),
    roleArn: text("ARN of a role to take, as in aws:assumeRoles.").optional(),
  } satisfies Fields<ProviderCredentialArgs>)
  .meta({
    description:
      "As whom the AWS CLI asks for the tokens of the Kubernetes API. Default: as it does by itself.",
  });

const nodes = z
  .strictObject({
    instanceTypes: texts(
      "Instance types, all of one architecture. Default: t3.large with workload full, else t3.medium.",
    ).optional(),
    architecture: choice(NodeArchitecture, "Architecture of the instance types. Default: x86_64.").optional(),
    perZone: whole("Nodes in each Availability Zone, 1 to 10. Default: 1.").optional(),
    diskSizeGiB: whole("Size of each node's encrypted volume, GiB, 20 to 1000. Default: 30.").optional(),
  } satisfies Fields<ClusterNodesArgs>)
  .meta({ description: "The nodes. Refused with compute autoMode." });

const egressText = "How nodes and pods leave the VPC. Default: nat.";

const network = z
  .strictObject({
    cidrBlock: text("Range of the VPC, /16 to /20. Default: 10.0.0.0/16.").optional(),
    availabilityZones: texts(
      "Names of two to four Availability Zones. Default: the first of the Region.",
    ).optional(),
    availabilityZoneCount: whole(
      "Number of Availability Zones instead of names, 2 to 4. Default: 2.",
    ).optional(),
    egress: choice(ClusterEgress, egressText).optional(),
  } satisfies Fields<ClusterNetworkArgs>)
  .meta({ description: "The network to make. Refused beside vpc." });

const vpc = z
  .strictObject({
    vpcId: text("Id of the VPC."),
    cidrBlock: text("Range of the VPC."),
    privateSubnetIds: texts("Ids of private subnets for the nodes, one in each zone, at least two zones."),
    availabilityZones: texts("Names of their zones, in the same order."),
    publicSubnetIds: texts("Ids of the subnets for the ingress, in two zones or more.").optional(),
    publicSubnetCidrs: texts("Their ranges.").optional(),
    dataSubnetIds: texts(
      "Ids of the subnets for a database, in two zones or more. Default: the private ones.",
    ).optional(),
    egress: choice(ClusterEgress, egressText).optional(),
    endpoints: texts(
      "Services that the VPC has an endpoint for, such as ecr.api and s3. With egress endpoints all that are needed.",
    ).optional(),
  } satisfies Fields<ExistingVpcArgs>)
  .meta({ description: "A VPC that exists already. Default: one is made." });

const image = (service: string) => text(`Image of ${service}, with a tag or a digest.`).optional();

const images = z
  .strictObject({
    petsite: image("the web site, .NET"),
    petsearch: image("the search, Java"),
    payforadoption: image("the payment, Go"),
    petlistadoptions: image("the list of adoptions, Python"),
    petfood: image("the food shop, Rust"),
  } satisfies Fields<PetImagesArgs>)
  .meta({ description: "Images of the workshop's services. All five with workload full, none otherwise." });

const database = z
  .strictObject({
    kind: choice(
      PetDatabase,
      "What it is. Default: inCluster with workload simulated, rds with full.",
    ).optional(),
    instanceClass: text(
      "Instance class, such as db.t4g.micro. Default: the smallest that the kind has.",
    ).optional(),
    secretArn: text("ARN of the secret of an existing database. Refused with other kinds.").optional(),
    cidrs: texts("Ranges that hold the existing database's addresses. Refused with other kinds.").optional(),
    skipFinalSnapshot: flag(
      "Whether a destroy deletes the database without a last snapshot. Default: false.",
    ).optional(),
  } satisfies Fields<PetDatabaseArgs, "password">)
  .meta({
    description: "The PostgreSQL database. Its password is nfm:databasePassword, a setting of its own.",
  });

const ingress = z
  .strictObject({
    allowedCidrs: texts("IPv4 ranges that may reach it; 0.0.0.0/0 lets everyone in."),
    internetFacing: flag("Whether it has public addresses. Default: true.").optional(),
    certificateArn: text(
      "ACM certificate for port 443. Default: none, and port 80 in plain text.",
    ).optional(),
  } satisfies Fields<PetIngressArgs>)
  .meta({ description: "A load balancer in front of the web site. Default: none." });

/** `nfm:eks`: the cluster that the stack makes, its network, and what runs in it. */
export const eksSection = z
  .strictObject({
    version: text("Kubernetes version, in quotes. Default: 1.35.").optional(),
    apiCidrs: texts(
      "IPv4 ranges that may reach the Kubernetes API: where Pulumi and kubectl run. Required with a workload.",
    ).optional(),
    runsInsideVpc: flag(
      "Whether Pulumi runs in the VPC, all of which may then reach the Kubernetes API. Default: false.",
    ).optional(),
    access: access.optional(),
    providerCredentialOpts: providerCredentialOpts.optional(),
    logTypes: texts("Control-plane logs to keep. Default: all five types.").optional(),
    secretsKeyArn: text(
      "KMS key that encrypts Kubernetes secrets. Another one later makes another cluster. Default: one of the stack's own.",
    ).optional(),
    oidcProvider: flag(
      "Whether to make an IAM OIDC provider. The agent then gets its right to publish by it (IRSA) and not by Pod Identity. Default: false.",
    ).optional(),
    compute: choice(PetCompute, "What the pods run on. Default: nodeGroups.").optional(),
    nodes: nodes.optional(),
    network: network.optional(),
    vpc: vpc.optional(),
    imageRegistry: text(
      "What stands for public.ecr.aws in the references of stock images. Required with egress endpoints.",
    ).optional(),
    workload: choice(PetWorkload, "What runs in the cluster. Default: simulated.").optional(),
    namespace: text("Namespace of the workload. Default: petsite.").optional(),
    loadRoundsPerMinute: whole(
      "Rounds of traffic a minute, 0 to 60; 0 stops all of it. Default: 3.",
    ).optional(),
    images: images.optional(),
    database: database.optional(),
    parameterPrefix: text(
      "Prefix of the SSM parameters with workload full, one for each cluster in a Region. Default: /petstore.",
    ).optional(),
    statusUpdaterUrl: text(
      "URL that answers the status updates of workload full. Default: a function behind a private API.",
    ).optional(),
    ingress: ingress.optional(),
    forceDestroy: flag(
      "Whether a destroy deletes the bucket although it holds objects. Default: false.",
    ).optional(),
  } satisfies Fields<PetAdoptionClusterArgs, "tags">)
  .meta({ description: "The cluster that the stack makes, its network, and what runs in it." });

/** `nfm:databasePassword`: a setting of its own, since Pulumi keeps a section with a secret in it secret as a whole. */
export const databasePasswordSection = text(
  "Password of the RDS or Aurora database that the stack makes; set it with `pulumi config set --secret`.",
);
