import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { formatProblems, refuse } from "../shared/problems.ts";
import { createCoreDns, createPodIdentityAgent } from "./addons.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { PetCompute } from "./choices.ts";
import { createControlPlane, type ControlPlane } from "./cluster.ts";
import type { PetEdge } from "./edges.ts";
import { createIngress } from "./ingress.ts";
import { createNetwork, type ClusterNetwork } from "./network.ts";
import { createNodes } from "./nodes.ts";
import { createOidcProvider } from "./oidc.ts";
import { settingsOf } from "./settings.ts";
import type { Site } from "./site.ts";
import { missingApiCidrs } from "./validate-api.ts";
import { longNameProblems, validatePetAdoptionCluster } from "./validate.ts";
import { createWorkload } from "./workload/index.ts";
import { versionIsOld, versionNotice } from "./versions.ts";

export * from "./args.ts";
export * from "./choices.ts";
export { EdgeFlow, EdgeTarget, type PetEdge } from "./edges.ts";

/** What runs the pods. */
interface Compute {
  groups: eks.ManagedNodeGroup[];
  nodeRoleNames: pulumi.Output<string>[];
  /** What must be there before anything is put on the cluster. */
  ready: pulumi.Resource[];
}

/**
 * An EKS cluster with the Pet Adoption services of AWS's One Observability Workshop in it, all of them, since the
 * agent of Network Flow Monitor sees only the flows of the nodes that it runs on.
 *
 * **Example**
 * ```ts
 * import { PetAdoptionCluster } from "aws-network-flow-monitor/workloads";
 *
 * const pets = new PetAdoptionCluster("pets", { apiCidrs: ["198.51.100.7/32"] });
 * ```
 *
 * **Cost**: the control plane by the hour, six times as much once its version is in extended support; nodes, volumes,
 * NAT gateways or interface endpoints; with `full` a database, and what the services call. The shipped stack `staging`,
 * such a cluster on two t3.medium with two agents and four monitors, comes to at least $223.16 a month in
 * ap-northeast-1 at list prices; `npx nfm plan --stack staging` says of what.
 *
 * **What can go wrong**
 * - The AWS CLI must be on the PATH, in previews too: `@pulumi/eks` asks for its version, and the kubeconfig for tokens.
 * - Whoever creates the cluster is its administrator, and only they, until `access` names others.
 * - An AWS provider with a profile or a role of its own is unknown to the AWS CLI: `providerCredentialOpts` tells it.
 * - The control plane's log group `/aws/eks/<cluster>/cluster` is AWS's: it outlives the cluster and never expires.
 *   `aws logs put-retention-policy` changes that.
 * - Pods that start within seconds of a new Pod Identity association may lack credentials: restart their Deployment.
 *
 * Errors: a problem with the arguments stops the program with one line for each.
 */
export class PetAdoptionCluster extends pulumi.ComponentResource {
  /** Name of the cluster. */
  public readonly clusterName: pulumi.Output<string>;
  /** ARN of the cluster: a monitor's local resource. */
  public readonly clusterArn: pulumi.Output<string>;
  /** Kubernetes version, as given or by default. */
  public readonly clusterVersion: string;
  /** How long that version is supported, one sentence. */
  public readonly versionNotice: string;
  /** Kubeconfig that gets its tokens from the AWS CLI, by whatever profile its user has. */
  public readonly kubeconfig: pulumi.Output<string>;
  /** Kubernetes provider of the cluster. */
  public readonly kubernetesProvider: kubernetes.Provider;
  /** ARN of the IAM OIDC provider; undefined without `oidcProvider`. */
  public readonly oidcProviderArn: pulumi.Output<string> | undefined;
  /** Names of the nodes' roles. */
  public readonly nodeRoleNames: pulumi.Output<string>[];
  /** Group that nodes and pods are in. */
  public readonly nodeSecurityGroupId: pulumi.Output<string>;
  /** Id of the VPC. */
  public readonly vpcId: pulumi.Output<string>;
  /** Ids of the nodes' subnets, one for each zone. */
  public readonly privateSubnetIds: pulumi.Output<string>[];
  /** Ids of the subnets for a database. */
  public readonly dataSubnetIds: pulumi.Output<string>[];
  /** Names of the zones, in the order of the nodes' subnets. */
  public readonly availabilityZones: pulumi.Output<string>[];
  /** Who calls whom, and what Network Flow Monitor should call it. */
  public readonly edges: PetEdge[];
  /** Address of the web site; undefined without an ingress. */
  public readonly url: pulumi.Output<string> | undefined;
  /** What must be there before an add-on: pass it as `dependsOn`. */
  public readonly ready: pulumi.Resource[];

  constructor(name: string, args: PetAdoptionClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network-flow-monitor:index:PetAdoptionCluster", name, withSecrets(args), opts);
    refuse(this, [...validatePetAdoptionCluster(args, name), ...longNameProblems(args, name)]);
    this.sayBefore(args, name);
    const settings = settingsOf(args);
    const regionName = aws.getRegionOutput({}, { parent: this }).region;
    const site: Site = { component: this, name, args, settings, regionName, tags: args.tags };

    const network = createNetwork(site);
    const plane = createControlPlane(site, network);
    const compute = createCompute(site, network, plane);
    createWorkload(site, network, plane, compute.ready);
    this.url = createIngress(site, network, plane, compute.groups);

    this.clusterName = plane.name;
    this.clusterArn = plane.arn;
    this.clusterVersion = settings.version;
    this.versionNotice = versionNotice(settings.version);
    this.kubeconfig = plane.cluster.kubeconfigJson;
    this.kubernetesProvider = plane.provider;
    this.oidcProviderArn = createOidcProvider(site, plane)?.arn;
    this.nodeRoleNames = compute.nodeRoleNames;
    this.nodeSecurityGroupId = plane.securityGroupId;
    this.vpcId = network.vpcId;
    this.privateSubnetIds = network.privateSubnetIds;
    this.dataSubnetIds = network.dataSubnetIds;
    this.availabilityZones = network.availabilityZones;
    this.edges = settings.edges;
    this.ready = compute.ready;
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      edges: this.edges,
      oidcProviderArn: this.oidcProviderArn,
      url: this.url,
    });
  }

  /** What a preview says before anything fails, what only an update refuses, and how old the version is. */
  private sayBefore(args: PetAdoptionClusterArgs, name: string): void {
    const missing = missingApiCidrs(args, name);
    if (!pulumi.runtime.isDryRun()) {
      refuse(this, missing);
    } else {
      void pulumi.log.info("@pulumi/eks runs the AWS CLI, in previews too: `aws` must be on the PATH", this);
      if (missing.length > 0) say(this, `an update will be refused: ${formatProblems(missing)}`);
    }
    const { version } = settingsOf(args);
    if (versionIsOld(version)) say(this, versionNotice(version));
  }
}

/** The arguments as Pulumi stores them with the component: the password is a secret there however it came. */
function withSecrets(args: PetAdoptionClusterArgs): PetAdoptionClusterArgs {
  if (args.database?.password === undefined) return args;
  return { ...args, database: { ...args.database, password: pulumi.secret(args.database.password) } };
}

function say(component: pulumi.Resource, text: string): void {
  void pulumi.log.warn(text, component);
}

/** Nodes with what must run on them before, and DNS after; or Auto Mode, which brings all of it. */
function createCompute(site: Site, network: ClusterNetwork, plane: ControlPlane): Compute {
  if (site.settings.compute === PetCompute.AutoMode) {
    return { groups: [], nodeRoleNames: [plane.cluster.autoModeNodeRoleName], ready: [plane.cluster] };
  }
  const podIdentity = createPodIdentityAgent(site, plane);
  const nodes = createNodes(site, network, plane, [podIdentity]);
  const dns = createCoreDns(site, plane, nodes.groups);
  return {
    groups: nodes.groups,
    nodeRoleNames: [nodes.role.name],
    ready: [podIdentity, ...nodes.groups, dns],
  };
}
