import { UNKNOWN } from "../../values.ts";
import { type Derived, plain, recordOf } from "../derived.ts";
import type { Family, Member } from "../family.ts";
import type { VpcArgs } from "./args.ts";
import type { PlacedSubnet } from "./placed.ts";

/** A subnet that was registered, and where it is. */
export interface BuiltSubnet {
  type: string;
  zone: string;
  subnet: Member;
}

/** Everything inside the VPC, in the order in which awsx hands it out. */
export interface Network {
  subnets: BuiltSubnet[];
  routeTables: Member[];
  routeTableAssociations: Member[];
  routes: Member[];
  eips: Member[];
  natGateways: Member[];
}

/** What every subnet is built from. */
export interface Site {
  name: string;
  family: Family;
  args: VpcArgs;
  vpc: Member;
  internetGateway: Member;
  sharedTags: Record<string, Derived>;
}

/** Public before private before all others, so that the NAT gateways exist when private routes need them. */
const order = (type: string) => ["public", "private"].indexOf(type.toLowerCase()) + 1 || 3;

/** Registers the subnets of every zone with their route tables, routes and NAT gateways. */
export async function addTiers(site: Site, zones: string[], placed: PlacedSubnet[]): Promise<Network> {
  const network: Network = {
    subnets: [],
    routeTables: [],
    routeTableAssociations: [],
    routes: [],
    eips: [],
    natGateways: [],
  };
  for (const [zoneIndex, zone] of zones.entries()) {
    const ofZone = placed
      .filter((subnet) => subnet.zone === zone && subnet.type !== "Unused")
      .sort((a, b) => order(a.type) - order(b.type));
    for (const subnet of ofZone) await addSubnet(site, network, subnet, zoneIndex);
  }
  return network;
}

async function addSubnet(
  site: Site,
  network: Network,
  placed: PlacedSubnet,
  zoneIndex: number,
): Promise<void> {
  const { family, vpc, args } = site;
  const type = placed.type.toLowerCase();
  const nameTags = { Name: plain(placed.nameTag), SubnetType: plain(placed.type) };
  const subnet = await family.add(
    "aws:ec2/subnet:Subnet",
    placed.name,
    {
      region: args.region,
      vpcId: vpc.id,
      availabilityZone: plain(placed.zone),
      mapPublicIpOnLaunch: plain(type === "public"),
      cidrBlock: plain(placed.cidrBlock),
      assignIpv6AddressOnCreation: plain(false),
      // It follows from the VPC's own range, so a preview does not know that there will be none.
      // The VPC of an earlier deployment is known to have no such block.
      ipv6CidrBlock: vpc.id.value === UNKNOWN ? { value: UNKNOWN, from: [vpc.urn] } : undefined,
      tags: recordOf({ ...site.sharedTags, ...placed.tags, ...nameTags }),
    },
    { parent: vpc, dependsOn: [vpc] },
  );
  network.subnets.push({ type, zone: placed.zone, subnet });
  const routeTable = await addRouteTable(site, network, placed.name, subnet, nameTags);
  if (type === "public" && needsNat(args.natStrategy, network.natGateways.length, zoneIndex)) {
    await addNat(site, network, subnet, zoneIndex);
  }
  const target = routeTarget(site, network, type, zoneIndex);
  if (target !== undefined) network.routes.push(await addRoute(site, placed.name, routeTable, target));
}

async function addRouteTable(
  site: Site,
  network: Network,
  name: string,
  subnet: Member,
  nameTags: Record<string, Derived>,
): Promise<Member> {
  const { family, vpc, args } = site;
  const routeTable = await family.add(
    "aws:ec2/routeTable:RouteTable",
    name,
    { region: args.region, vpcId: vpc.id, tags: recordOf({ ...site.sharedTags, ...nameTags }) },
    { parent: subnet, dependsOn: [subnet] },
  );
  network.routeTables.push(routeTable);
  network.routeTableAssociations.push(
    await family.add(
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name,
      { region: args.region, routeTableId: routeTable.id, subnetId: subnet.id },
      { parent: routeTable, dependsOn: [routeTable] },
    ),
  );
  return routeTable;
}

function needsNat(strategy: string, existing: number, zoneIndex: number): boolean {
  if (strategy.toLowerCase() === "none") return false;
  return existing < (strategy.toLowerCase() === "single" ? 1 : zoneIndex + 1);
}

async function addNat(site: Site, network: Network, subnet: Member, zoneIndex: number): Promise<void> {
  const { family, args } = site;
  const name = `${site.name}-${zoneIndex + 1}`;
  const tags = recordOf({ ...args.tags, Name: plain(name) });
  const options = { parent: subnet, dependsOn: [subnet] };
  let allocationId = args.elasticIpAllocationIds[zoneIndex];
  if (args.elasticIpAllocationIds.length === 0) {
    const eip = await family.add("aws:ec2/eip:Eip", name, { region: args.region, tags }, options);
    network.eips.push(eip);
    allocationId = eip.output("allocationId");
  }
  network.natGateways.push(
    await family.add(
      "aws:ec2/natGateway:NatGateway",
      name,
      { region: args.region, subnetId: subnet.id, allocationId, tags },
      options,
    ),
  );
}

/** Where a subnet's default route goes; none for a private subnet without NAT, and for isolated ones. */
function routeTarget(
  site: Site,
  network: Network,
  type: string,
  zoneIndex: number,
): Record<string, Derived> | undefined {
  if (type === "public") return { gatewayId: site.internetGateway.id };
  if (type !== "private") return undefined;
  const strategy = site.args.natStrategy.toLowerCase();
  const natGateway = network.natGateways[strategy === "single" ? 0 : zoneIndex];
  return natGateway === undefined ? undefined : { natGatewayId: natGateway.id };
}

function addRoute(
  site: Site,
  name: string,
  routeTable: Member,
  target: Record<string, Derived>,
): Promise<Member> {
  return site.family.add(
    "aws:ec2/route:Route",
    name,
    {
      region: site.args.region,
      routeTableId: routeTable.id,
      destinationCidrBlock: plain("0.0.0.0/0"),
      ...target,
    },
    { parent: routeTable, dependsOn: [routeTable] },
  );
}
