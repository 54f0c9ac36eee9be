import { isValues, type Value, type Values } from "../../values.ts";
import { plainText } from "../declare.ts";
import { type Derived, elements, fields, read } from "../derived.ts";
import { NotModelledError } from "../model.ts";

/** One kind of subnet, of which every Availability Zone gets one. */
export interface SubnetSpec {
  /** `Public`, `Private`, `Isolated` or `Unused`; any other text makes a subnet without a route. */
  type: string;
  name?: string;
  cidrMask?: number;
  /** Addresses. */
  size?: number;
  /** One block for each Availability Zone. */
  cidrBlocks?: string[];
  tags: Record<string, Derived>;
}

/** Arguments of `awsx.ec2.Vpc` that decide what it registers. The others pass through to the VPC. */
export interface VpcArgs {
  cidrBlock: string;
  availabilityZoneNames?: string[];
  numberOfAvailabilityZones?: number;
  availabilityZoneCidrMask?: number;
  subnetStrategy?: string;
  subnetNameTagStrategy: string;
  subnetSpecs?: SubnetSpec[];
  natStrategy: string;
  elasticIpAllocationIds: Derived[];
  endpointStrategy: string;
  endpointSpecs: Record<string, Derived>[];
  region?: Derived;
  tags: Record<string, Derived>;
}

/** Reads the arguments. Throws for what the model does not know how to answer. */
export function readArgs(inputs: Values): VpcArgs {
  const given = read(inputs)?.value;
  const plain = isValues(given) ? given : {};
  refuseUnmodelled(plain);
  const nat = fields(inputs.natGateways);
  return {
    cidrBlock: plainText(plain.cidrBlock) ?? "10.0.0.0/16",
    availabilityZoneNames: texts(plain.availabilityZoneNames),
    numberOfAvailabilityZones: number(plain.numberOfAvailabilityZones),
    availabilityZoneCidrMask: number(plain.availabilityZoneCidrMask),
    subnetStrategy: plainText(plain.subnetStrategy),
    subnetNameTagStrategy: plainText(plain.subnetNameTagStrategy) ?? "Legacy",
    subnetSpecs: Array.isArray(plain.subnetSpecs) ? elements(inputs.subnetSpecs).map(subnetSpec) : undefined,
    natStrategy: plainText(nat.strategy?.value) ?? "OnePerAz",
    elasticIpAllocationIds: elementsOf(nat.elasticIpAllocationIds),
    endpointStrategy: plainText(plain.vpcEndpointStrategy) ?? "Legacy",
    endpointSpecs: Array.isArray(inputs.vpcEndpointSpecs) ? inputs.vpcEndpointSpecs.map(fields) : [],
    region: read(inputs.region),
    tags: fields(inputs.tags),
  };
}

/** What the real component knows how to do, and this model does not. */
function refuseUnmodelled(inputs: Values): void {
  const given = (key: string) => inputs[key] !== undefined && inputs[key] !== false;
  const ipv6 = ["assignGeneratedIpv6CidrBlock", "ipv6CidrBlock", "ipv6IpamPoolId"].find(given);
  const specs = Array.isArray(inputs.subnetSpecs) ? inputs.subnetSpecs : [];
  const perSubnet = specs.some((spec) => isValues(spec) && spec.assignIpv6AddressOnCreation === true);
  if (ipv6 !== undefined || perSubnet) {
    throw notModelled(ipv6 ?? "subnetSpecs[].assignIpv6AddressOnCreation", "IPv6 ranges");
  }
  if (given("ipv4IpamPoolId")) throw notModelled("ipv4IpamPoolId", "ranges that IPAM chooses");
  if (inputs.subnetStrategy === "AutoMerge") {
    throw notModelled("subnetStrategy AutoMerge", "merged default subnets");
  }
}

function notModelled(argument: string, what: string): NotModelledError {
  return new NotModelledError(
    `${argument}: the simulation of awsx.ec2.Vpc does not model ${what}; the provider expands it at deploy time.`,
  );
}

function subnetSpec(input: Derived): SubnetSpec {
  const spec = isValues(input.value) ? input.value : {};
  const tags = isValues(spec.tags) ? Object.entries(spec.tags) : [];
  return {
    type: plainText(spec.type) ?? "",
    name: plainText(spec.name),
    cidrMask: number(spec.cidrMask),
    size: number(spec.size),
    cidrBlocks: texts(spec.cidrBlocks),
    tags: Object.fromEntries(tags.map(([key, value]) => [key, { value, from: input.from }])),
  };
}

function number(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function texts(value: Value | undefined): string[] | undefined {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : undefined;
}

function elementsOf(list: Derived | undefined): Derived[] {
  if (list === undefined || !Array.isArray(list.value)) return [];
  return list.value.map((value) => ({ value, from: list.from }));
}
