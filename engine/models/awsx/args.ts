import { isValues, type Value, type Values } from "../../values.ts";
import { plainText } from "../declare.ts";
import { type Derived, read } from "../derived.ts";

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
  refuseUnmodelled(inputs);
  const nat = isValues(inputs.natGateways) ? inputs.natGateways : {};
  return {
    cidrBlock: plainText(inputs.cidrBlock) ?? "10.0.0.0/16",
    availabilityZoneNames: texts(inputs.availabilityZoneNames),
    numberOfAvailabilityZones: number(inputs.numberOfAvailabilityZones),
    availabilityZoneCidrMask: number(inputs.availabilityZoneCidrMask),
    subnetStrategy: plainText(inputs.subnetStrategy),
    subnetNameTagStrategy: plainText(inputs.subnetNameTagStrategy) ?? "Legacy",
    subnetSpecs: Array.isArray(inputs.subnetSpecs) ? inputs.subnetSpecs.map(subnetSpec) : undefined,
    natStrategy: plainText(nat.strategy) ?? "OnePerAz",
    elasticIpAllocationIds: list(nat.elasticIpAllocationIds),
    endpointStrategy: plainText(inputs.vpcEndpointStrategy) ?? "Legacy",
    endpointSpecs: Array.isArray(inputs.vpcEndpointSpecs) ? inputs.vpcEndpointSpecs.map(record) : [],
    region: read(inputs.region),
    tags: record(inputs.tags),
  };
}

/** What the real component knows how to do, and this model does not. */
function refuseUnmodelled(inputs: Values): void {
  const given = (key: string) => inputs[key] !== undefined && inputs[key] !== false;
  const ipv6 = ["assignGeneratedIpv6CidrBlock", "ipv6CidrBlock", "ipv6IpamPoolId"].find(given);
  const specs = Array.isArray(inputs.subnetSpecs) ? inputs.subnetSpecs : [];
  const perSubnet = specs.some((spec) => isValues(spec) && spec.assignIpv6AddressOnCreation === true);
  if (ipv6 !== undefined || perSubnet) {
    throw new Error(notModelled(ipv6 ?? "subnetSpecs[].assignIpv6AddressOnCreation", "IPv6 ranges"));
  }
  if (given("ipv4IpamPoolId")) throw new Error(notModelled("ipv4IpamPoolId", "ranges that IPAM chooses"));
  if (inputs.subnetStrategy === "AutoMerge") {
    throw new Error(notModelled("subnetStrategy AutoMerge", "merged default subnets"));
  }
}

function notModelled(argument: string, what: string): string {
  return `${argument}: this simulation of awsx.ec2.Vpc does not model ${what}; the real component may accept it.`;
}

function subnetSpec(input: Value): SubnetSpec {
  const spec = isValues(input) ? input : {};
  return {
    type: plainText(spec.type) ?? "",
    name: plainText(spec.name),
    cidrMask: number(spec.cidrMask),
    size: number(spec.size),
    cidrBlocks: texts(spec.cidrBlocks),
    tags: record(spec.tags),
  };
}

function number(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function texts(value: Value | undefined): string[] | undefined {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : undefined;
}

function list(value: Value | undefined): Derived[] {
  return Array.isArray(value) ? value.flatMap((entry) => read(entry) ?? []) : [];
}

/** An object whose values may each be an Output. */
function record(value: Value | undefined): Record<string, Derived> {
  const entries = isValues(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([key, entry]) => {
      const derived = read(entry);
      return derived === undefined ? [] : [[key, derived] as const];
    }),
  );
}
