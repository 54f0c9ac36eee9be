import * as aws from "@pulumi/aws";
// Only this part: the whole package brings the clients of ECS and ECR, a tenth of a plan's time.
import * as ec2x from "@pulumi/awsx/ec2/index.js";
import * as pulumi from "@pulumi/pulumi";
import { Egress, NetworkLayout } from "./args.ts";
import type { Settings, Site } from "./settings.ts";

/** The VPC and what the other parts of the site need of it. Every list has one entry for each zone. */
export interface Network {
  /** Depending on it means depending on all that awsx makes: subnets, routes, gateways. */
  vpc: ec2x.Vpc;
  vpcId: pulumi.Output<string>;
  /** Names as configured, else those of the zones that awsx chose. */
  availabilityZones: pulumi.Input<string>[];
  instanceSubnetIds: pulumi.Output<string>[];
  balancerSubnetIds: pulumi.Output<string>[];
  /** Empty when the instances are public. */
  privateRouteTableIds: pulumi.Output<string>[];
}

const subnetMask = 24;

function vpcArgs(settings: Settings, zones: string[] | undefined): ec2x.VpcArgs {
  const isPrivate = settings.network === NetworkLayout.Private;
  const types = isPrivate ? (["Public", "Private"] as const) : (["Public"] as const);
  return {
    cidrBlock: settings.cidrBlock,
    ...(zones === undefined
      ? { numberOfAvailabilityZones: settings.zoneCount }
      : { availabilityZoneNames: zones }),
    // Private DNS of the endpoints needs both.
    enableDnsHostnames: true,
    enableDnsSupport: true,
    // One NAT gateway in each zone, so that no zone's traffic crosses into another to leave the VPC.
    natGateways: { strategy: isPrivate && settings.egress === Egress.Nat ? "OnePerAz" : "None" },
    subnetStrategy: "Auto",
    // awsx lets its public subnets give out public addresses; the launch template decides for every instance.
    subnetSpecs: types.map((type) => ({ type, cidrMask: subnetMask })),
  };
}

/**
 * Id of the route table that a subnet is associated with. The order of awsx's lists is no contract, so the
 * association decides.
 */
function routeTableOf(site: Site, vpc: ec2x.Vpc, subnetId: pulumi.Output<string>): pulumi.Output<string> {
  const associations = vpc.routeTableAssociations.apply((all) =>
    pulumi.all(all.map((each) => ({ subnetId: each.subnetId, routeTableId: each.routeTableId }))),
  );
  return pulumi.all([associations, subnetId]).apply(([all, id]) => {
    const found = all.find((each) => each.subnetId === id);
    if (found === undefined) {
      throw new pulumi.ResourceError(`subnet ${id} has no route table of its own`, site.component, true);
    }
    return found.routeTableId;
  });
}

/**
 * The VPC: a public subnet in each zone, and a private one where the instances are private. A private VPC keeps its
 * public subnets even when nothing stands in them, so that turning `internetFacing` on moves nothing else.
 */
export function createNetwork(site: Site, zones: string[] | undefined): Network {
  const { component, name, settings, region, tags } = site;
  const vpc = new ec2x.Vpc(
    `${name}-vpc`,
    { ...vpcArgs(settings, zones), region, tags },
    { parent: component },
  );
  // The default group allows everything between its members; nothing here is a member, so it loses its rules.
  new aws.ec2.DefaultSecurityGroup(
    `${name}-default`,
    { vpcId: vpc.vpcId, ingress: [], egress: [], region, tags },
    { parent: component },
  );

  // awsx's lists are unknown as a whole in a preview, so loops run over the configured count.
  const each = <T>(pick: (index: number) => T): T[] =>
    Array.from({ length: settings.zoneCount }, (_, i) => pick(i));
  const isPrivate = settings.network === NetworkLayout.Private;
  const publicSubnetIds = each((i) => vpc.publicSubnetIds[i] as pulumi.Output<string>);
  const privateSubnetIds = each((i) => vpc.privateSubnetIds[i] as pulumi.Output<string>);
  const subnets = isPrivate ? vpc.privateSubnets : vpc.publicSubnets;
  return {
    vpc,
    vpcId: vpc.vpcId,
    availabilityZones: zones ?? each((i) => (subnets[i] as pulumi.Output<aws.ec2.Subnet>).availabilityZone),
    instanceSubnetIds: isPrivate ? privateSubnetIds : publicSubnetIds,
    balancerSubnetIds: isPrivate && !settings.internetFacing ? privateSubnetIds : publicSubnetIds,
    privateRouteTableIds: isPrivate ? privateSubnetIds.map((id) => routeTableOf(site, vpc, id)) : [],
  };
}
