import type { Value, Values } from "../../values.ts";
import { combine, type Derived, plain, read, recordOf } from "../derived.ts";
import { type Arguments, family as familyOf, type Member } from "../family.ts";
import type { ComponentContext, ComponentModel } from "../model.ts";
import { readArgs, type VpcArgs } from "./args.ts";
import { addEndpoints, dnsDefaults } from "./endpoints.ts";
import { layOut } from "./layout.ts";
import { refuseSameSuffixes } from "./names.ts";
import { type NormalSpecs, normalize } from "./specs.ts";
import { layoutOfSpecs, layoutOfSubnets } from "./subnet-layout.ts";
import { addTiers, type BuiltSubnet, type Network } from "./tiers.ts";
import { refuseAddresses, refuseLayout } from "./validate.ts";

/** Version of the aws provider that the recorded awsx used for its children. */
const awsVersion = "7.43.0";

/** Arguments that reach the VPC as they are. */
const vpcInputs = [
  "enableNetworkAddressUsageMetrics",
  "instanceTenancy",
  "ipv4NetmaskLength",
  "ipv6CidrBlockNetworkBorderGroup",
  "ipv6NetmaskLength",
];

/** `awsx.ec2.Vpc`, as awsx 3.9 registers it. */
export const vpcModel: ComponentModel = {
  type: "awsx:ec2:Vpc",
  cites: ["awsx-vpc-children", "awsx-vpc-subnet-layout", "awsx-vpc-endpoint-names"],
  construct,
};

async function construct(inputs: Values, context: ComponentContext) {
  const args = readArgs(inputs);
  const dns = dnsDefaults(args, {
    enableDnsHostnames: read(inputs.enableDnsHostnames),
    enableDnsSupport: read(inputs.enableDnsSupport),
  });
  const zones = await zonesOf(context, args);
  const { placed, subnetLayout } = decideLayout(context, args, zones);

  const family = familyOf(context, awsVersion);
  const sharedTags = { Name: plain(context.name), ...args.tags };
  const vpc = await family.add("aws:ec2/vpc:Vpc", context.name, {
    ...passedThrough(inputs),
    ...dns,
    region: args.region,
    cidrBlock: plain(args.cidrBlock),
    tags: recordOf(sharedTags),
  });
  const internetGateway = await family.add(
    "aws:ec2/internetGateway:InternetGateway",
    context.name,
    { region: args.region, vpcId: vpc.id, tags: recordOf(sharedTags) },
    { parent: vpc, dependsOn: [vpc] },
  );
  const site = { name: context.name, family, args, vpc, internetGateway, sharedTags };
  const network = await addTiers(site, zones, placed);
  const subnetIds = zones.flatMap((zone) => preferredSubnet(network.subnets, zone));
  const place = { vpc, routeTables: network.routeTables, subnetIds, sharedTags };
  const vpcEndpoints = await addEndpoints(context, family, args, place);
  return outputsOf({ vpc, internetGateway, network, vpcEndpoints, subnetLayout });
}

/** Places the subnets before anything is registered, so that a layout that does not fit registers nothing. */
function decideLayout(context: ComponentContext, args: VpcArgs, zones: string[]) {
  refuseAddresses(args.natStrategy, args.elasticIpAllocationIds.length, zones.length);
  if (args.subnetNameTagStrategy === "AvailabilityZone") refuseSameSuffixes(zones);
  const specs = normalize(args.subnetSpecs, zones.length);
  const placed = layOut(context.name, args, zones, specs);
  const legacy = (args.subnetStrategy ?? "Legacy") === "Legacy" || specs === undefined;
  const subnetLayout = legacy ? layoutOfSubnets(placed, zones.length) : layoutOfSpecs(specs.specs);
  warnOfDefaultStrategy(context, args, specs, subnetLayout);
  refuseLayout(placed, {
    vpcCidr: args.cidrBlock,
    exact: args.subnetStrategy === "Exact",
    natStrategy: args.natStrategy,
  });
  return { placed, subnetLayout };
}

async function zonesOf(context: ComponentContext, args: VpcArgs): Promise<string[]> {
  if (args.availabilityZoneNames !== undefined && args.numberOfAvailabilityZones !== undefined) {
    throw new Error("Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified");
  }
  if (args.availabilityZoneNames !== undefined) return args.availabilityZoneNames;
  const count = args.numberOfAvailabilityZones ?? 3;
  const query: Values = args.region === undefined ? {} : { region: args.region.value };
  const result = await context.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", query);
  const names = Array.isArray(result.names) ? result.names.filter((name) => typeof name === "string") : [];
  if (names.length < count) {
    throw new Error(
      `The configured region for this provider does not have at least ${count} Availability Zones. Either specify an explicit list of zones in availabilityZoneNames or choose a region with at least ${count} AZs.`,
    );
  }
  return names.slice(0, count);
}

function passedThrough(inputs: Values): Arguments {
  return Object.fromEntries(vpcInputs.map((name) => [name, read(inputs[name])]));
}

function warnOfDefaultStrategy(
  context: ComponentContext,
  args: VpcArgs,
  specs: NormalSpecs | undefined,
  subnetLayout: Values[],
): void {
  if (args.subnetStrategy !== undefined || specs === undefined || specs.explicit) return;
  context.warn(
    `The default subnetStrategy will change from "Legacy" to "Auto" in the next major version. Please specify the subnetStrategy explicitly. The current subnet layout can be specified via "Auto" as:\n\n${JSON.stringify(subnetLayout)}`,
  );
}

function preferredSubnet(subnets: BuiltSubnet[], zone: string): Derived[] {
  const inZone = subnets.filter((built) => built.zone === zone);
  const found = ["private", "isolated", "public"]
    .map((type) => inZone.find((built) => built.type === type))
    .find((built) => built !== undefined);
  return found === undefined ? [] : [found.subnet.id];
}

function outputsOf(built: {
  vpc: Member;
  internetGateway: Member;
  network: Network;
  vpcEndpoints: Member[];
  subnetLayout: Values[];
}) {
  const { vpc, internetGateway, network, vpcEndpoints, subnetLayout } = built;
  const tier = (wanted: (type: string) => boolean) =>
    network.subnets.filter(({ type }) => wanted(type)).map(({ subnet }) => subnet);
  const all = tier(() => true);
  const publicSubnets = tier((type) => type === "public");
  const privateSubnets = tier((type) => type === "private");
  const isolatedSubnets = tier((type) => type !== "public" && type !== "private");
  const outputs: Values = {
    vpc: vpc.reference,
    vpcId: vpc.id.value,
    internetGateway: internetGateway.reference,
    subnets: references(all),
    publicSubnets: references(publicSubnets),
    publicSubnetIds: ids(publicSubnets),
    privateSubnets: references(privateSubnets),
    privateSubnetIds: ids(privateSubnets),
    isolatedSubnets: references(isolatedSubnets),
    isolatedSubnetIds: ids(isolatedSubnets),
    routeTables: references(network.routeTables),
    routeTableAssociations: references(network.routeTableAssociations),
    routes: references(network.routes),
    eips: references(network.eips),
    natGateways: references(network.natGateways),
    vpcEndpoints: references(vpcEndpoints),
    subnetLayout,
  };
  // The real component resolves all of its outputs together, so each comes from the VPC and every subnet.
  const from = [vpc, ...all].map(({ urn }) => urn).sort();
  return { outputs, dependencies: Object.fromEntries(Object.keys(outputs).map((key) => [key, from])) };
}

function references(members: Member[]): Values[] {
  return members.map(({ reference }) => reference);
}

/** A list of ids; unknown as a whole as soon as one is, and an empty list where there are none. */
function ids(members: Member[]): Value {
  return combine(
    members.map(({ id }) => id),
    (values) => values,
  ).value;
}
