import type * as aws from "@pulumi/aws";
// Only this part, as in the EC2 site: the whole package brings the clients of ECS and ECR.
import * as ec2x from "@pulumi/awsx/ec2/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { ExistingVpcArgs } from "./args.ts";
import { ClusterEgress } from "./choices.ts";
import { createEndpoints } from "./endpoints.ts";
import type { Site } from "./site.ts";

/** The VPC and what the other parts need of it. Every list but the last two has one entry for each zone. */
export interface ClusterNetwork {
  vpcId: pulumi.Output<string>;
  privateSubnetIds: pulumi.Output<string>[];
  availabilityZones: pulumi.Output<string>[];
  publicSubnetIds: pulumi.Output<string>[];
  publicSubnetCidrs: pulumi.Output<string>[];
  dataSubnetIds: pulumi.Output<string>[];
  dataSubnetCidrs: pulumi.Output<string>[];
  /** What must exist before a node starts: routes, gateways, endpoints. */
  ready: pulumi.Resource[];
  /** The interface endpoints by service, of those that we made. */
  endpointIds: Record<string, pulumi.Output<string>>;
}

/** Mask of every subnet: a /20 cut for four zones holds three of them in each. */
const cidrMask = 24;

const natStrategy = {
  [ClusterEgress.Nat]: "Single",
  [ClusterEgress.NatPerZone]: "OnePerAz",
  [ClusterEgress.Endpoints]: "None",
} as const;

function createVpc(site: Site): ec2x.Vpc {
  const { settings, tags } = site;
  const names = site.args.network?.availabilityZones;
  return new ec2x.Vpc(
    `${site.name}-vpc`,
    {
      cidrBlock: settings.cidrBlock,
      ...(names === undefined
        ? { numberOfAvailabilityZones: settings.zoneCount }
        : { availabilityZoneNames: names }),
      // Private DNS of the endpoints and the private endpoint of the cluster need both.
      enableDnsHostnames: true,
      enableDnsSupport: true,
      natGateways: { strategy: natStrategy[settings.egress] },
      subnetStrategy: "Auto",
      subnetSpecs: [
        // Load balancer controllers, Auto Mode's own included, find subnets by these tags.
        { type: "Public", cidrMask, tags: { "kubernetes.io/role/elb": "1" } },
        { type: "Private", cidrMask, tags: { "kubernetes.io/role/internal-elb": "1" } },
        { type: "Isolated", cidrMask },
      ],
      tags,
    },
    { parent: site.component },
  );
}

/** Range of a subnet. */
function cidrOf(subnets: pulumi.Output<aws.ec2.Subnet[]>, index: number): pulumi.Output<string> {
  return (subnets[index] as pulumi.Output<aws.ec2.Subnet>).cidrBlock;
}

function newNetwork(site: Site): ClusterNetwork {
  const vpc = createVpc(site);
  // awsx's lists are unknown as a whole in a preview, so loops run over the configured count.
  const each = <T>(pick: (index: number) => T): T[] =>
    Array.from({ length: site.settings.zoneCount }, (_, i) => pick(i));
  const privateSubnetIds = each((i) => vpc.privateSubnetIds[i] as pulumi.Output<string>);
  const endpoints = createEndpoints(site, vpc, privateSubnetIds);
  return {
    vpcId: vpc.vpcId,
    privateSubnetIds,
    availabilityZones: each((i) => (vpc.privateSubnets[i] as pulumi.Output<aws.ec2.Subnet>).availabilityZone),
    publicSubnetIds: each((i) => vpc.publicSubnetIds[i] as pulumi.Output<string>),
    publicSubnetCidrs: each((i) => cidrOf(vpc.publicSubnets, i)),
    dataSubnetIds: each((i) => vpc.isolatedSubnetIds[i] as pulumi.Output<string>),
    dataSubnetCidrs: each((i) => cidrOf(vpc.isolatedSubnets, i)),
    ready: [vpc, ...endpoints.all],
    endpointIds: endpoints.ids,
  };
}

function existingNetwork(vpc: ExistingVpcArgs): ClusterNetwork {
  const outputs = (inputs: pulumi.Input<string>[] = []) => inputs.map((input) => pulumi.output(input));
  return {
    vpcId: pulumi.output(vpc.vpcId),
    privateSubnetIds: outputs(vpc.privateSubnetIds),
    availabilityZones: outputs(vpc.availabilityZones),
    publicSubnetIds: outputs(vpc.publicSubnetIds),
    publicSubnetCidrs: outputs(vpc.publicSubnetCidrs),
    dataSubnetIds: outputs(vpc.dataSubnetIds ?? vpc.privateSubnetIds),
    dataSubnetCidrs: outputs([vpc.cidrBlock]),
    ready: [],
    endpointIds: {},
  };
}

/** The network of the cluster: a new VPC with three kinds of subnets and its endpoints, or the one that was given. */
export function createNetwork(site: Site): ClusterNetwork {
  return site.args.vpc === undefined ? newNetwork(site) : existingNetwork(site.args.vpc);
}
