import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
// Only these parts: the whole packages cost a plan time that nothing here needs.
import { Cluster } from "@pulumi/eks/cluster.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { accessEntries } from "./access.ts";
import { PetCompute } from "./choices.ts";
import { credentialsOf, providerKubeconfig } from "./kubeconfig.ts";
import type { ClusterNetwork } from "./network.ts";
import type { Site } from "./site.ts";

/** The control plane, and how to talk to it. */
export interface ControlPlane {
  cluster: eks.Cluster;
  name: pulumi.Output<string>;
  arn: pulumi.Output<string>;
  /** The group that EKS makes; nodes, pods and the control plane's own interfaces are in it. */
  securityGroupId: pulumi.Output<string>;
  provider: Provider;
}

/** The key that encrypts Kubernetes secrets: the one that was given, else one of our own. */
function secretsKeyArn(site: Site): pulumi.Input<string> {
  if (site.args.secretsKeyArn !== undefined) return site.args.secretsKeyArn;
  const key = new aws.kms.Key(
    `${site.name}-secrets`,
    {
      description: "Kubernetes secrets of the Pet Adoption cluster",
      enableKeyRotation: true,
      tags: site.tags,
    },
    { parent: site.component },
  );
  return key.arn;
}

/**
 * A cluster keeps its key for life. The provider would take another one for a change in place and do nothing, and then
 * Pulumi would delete the key that the cluster goes on using. So another key is another cluster, as a preview then says.
 */
const keyForLife: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "aws:eks/cluster:Cluster"
    ? { props, opts: { ...opts, replaceOnChanges: [...(opts.replaceOnChanges ?? []), "encryptionConfig"] } }
    : undefined;

/** What depends on where the pods run. */
function computeArgs(site: Site): Partial<eks.ClusterArgs> {
  if (site.settings.compute === PetCompute.AutoMode) return { autoMode: { enabled: true } };
  // Policies are decoration until the network plugin enforces them.
  return { vpcCniOptions: { enableNetworkPolicy: true } };
}

/** How the API is reached. */
function endpointArgs(apiCidrs: string[]): Partial<eks.ClusterArgs> {
  if (apiCidrs.length === 0) return { endpointPrivateAccess: true, endpointPublicAccess: false };
  // AWS opens the public endpoint unless told otherwise. Said aloud, `true` makes @pulumi/eks poll the endpoint for
  // up to 300 s from where Pulumi runs; nodes take longer than its DNS, so nothing here needs that.
  return { endpointPrivateAccess: true, publicAccessCidrs: apiCidrs };
}

/**
 * Lets the VPC in to the Kubernetes API. Inside it the API's name leads to the private endpoint, whether or not there is
 * a public one, and the group that EKS makes for that lets in its own members only: nodes and pods.
 */
function admitVpc(site: Site, securityGroupId: pulumi.Output<string>): pulumi.Resource[] {
  if (site.args.runsInsideVpc !== true) return [];
  const rule = new aws.vpc.SecurityGroupIngressRule(
    `${site.name}-api`,
    {
      description: "Kubernetes API from the VPC",
      securityGroupId,
      cidrIpv4: site.settings.cidrBlock,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: site.tags,
    },
    { parent: site.component },
  );
  return [rule];
}

/** The cluster, its keys and access entries, and a Kubernetes provider for what runs in it. */
export function createControlPlane(site: Site, network: ClusterNetwork): ControlPlane {
  const { name, component, settings, tags } = site;
  const credentials = credentialsOf(site);
  const cluster = new Cluster(
    `${name}-cluster`,
    {
      version: settings.version,
      vpcId: network.vpcId,
      privateSubnetIds: network.privateSubnetIds,
      authenticationMode: "API",
      accessEntries: accessEntries(site),
      ...endpointArgs(settings.apiCidrs),
      ...computeArgs(site),
      enabledClusterLogTypes: settings.logTypes,
      encryptionConfigKeyArn: secretsKeyArn(site),
      ...(credentials === undefined ? {} : { providerCredentialOpts: credentials }),
      skipDefaultNodeGroup: true,
      // Managed nodes use the group that EKS makes, so groups of @pulumi/eks would hold nothing.
      skipDefaultSecurityGroups: true,
      // Made here it would wait for nodes that come only afterwards.
      corednsAddonOptions: { enabled: false },
      tags,
    },
    { parent: component, dependsOn: network.ready, transforms: [keyForLife] },
  );
  const securityGroupId = cluster.eksCluster.apply((made) => made.vpcConfig.clusterSecurityGroupId);
  const provider = new Provider(
    `${name}-kubernetes`,
    { kubeconfig: providerKubeconfig(cluster, credentials) },
    // All that goes through the provider waits for what the provider waits for.
    { parent: component, dependsOn: admitVpc(site, securityGroupId) },
  );
  return {
    cluster,
    name: cluster.eksCluster.apply((made) => made.name),
    arn: cluster.eksCluster.apply((made) => made.arn),
    securityGroupId,
    provider,
  };
}
