import { isValues } from "../../values.ts";
import { plainText } from "../declare.ts";
import { type Derived, listOf, plain, recordOf } from "../derived.ts";
import type { Arguments, Family, Member } from "../family.ts";
import type { ComponentContext } from "../model.ts";
import type { VpcArgs } from "./args.ts";

/** What endpoints need of the VPC that they belong to. */
export interface EndpointPlace {
  vpc: Member;
  routeTables: Member[];
  /** One subnet of each zone: private before isolated before public. */
  subnetIds: Derived[];
  sharedTags: Record<string, Derived>;
}

type Spec = Record<string, Derived>;

/** The DNS settings of the VPC, which private DNS of endpoints requires. Throws where they are switched off. */
export function dnsDefaults(args: VpcArgs, given: Arguments): Arguments {
  const { enableDnsHostnames, enableDnsSupport } = given;
  const needed =
    args.endpointStrategy === "Auto" &&
    args.endpointSpecs.some(
      (spec) => kindOf(spec) === "interface" && (spec.privateDnsEnabled?.value ?? true) === true,
    );
  if (!needed) return { enableDnsHostnames, enableDnsSupport };
  for (const [name, value] of Object.entries({ enableDnsHostnames, enableDnsSupport })) {
    if (value?.value !== false) continue;
    throw new Error(
      `vpcEndpointStrategy "Auto" requires ${name} to be true when Interface endpoint private DNS is enabled.`,
    );
  }
  return {
    enableDnsHostnames: enableDnsHostnames ?? plain(true),
    enableDnsSupport: enableDnsSupport ?? plain(true),
  };
}

/** Registers the endpoints, named by their services. */
export async function addEndpoints(
  context: ComponentContext,
  family: Family,
  args: VpcArgs,
  place: EndpointPlace,
): Promise<Member[]> {
  const endpoints: Member[] = [];
  for (const spec of args.endpointSpecs) {
    if (args.endpointStrategy === "Legacy") warnIncomplete(context, spec);
    const extra = args.endpointStrategy === "Auto" ? await autoArguments(family, args, spec, place) : {};
    endpoints.push(
      await family.add(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        serviceOf(spec),
        {
          region: args.region,
          ...extra,
          ...spec,
          tags: recordOf({ ...place.sharedTags, ...tagsOf(spec) }),
          vpcId: place.vpc.id,
        },
        { parent: place.vpc, dependsOn: [place.vpc] },
      ),
    );
  }
  return endpoints;
}

function kindOf(spec: Spec): string {
  return (plainText(spec.vpcEndpointType?.value) ?? "gateway").toLowerCase();
}

function serviceOf(spec: Spec): string {
  return plainText(spec.serviceName?.value) ?? "";
}

function tagsOf(spec: Spec): Record<string, Derived> {
  const tags = spec.tags;
  if (tags === undefined || !isValues(tags.value)) return {};
  return Object.fromEntries(
    Object.entries(tags.value).map(([key, value]) => [key, { value, from: tags.from }] as const),
  );
}

/** What strategy Auto fills in where the spec leaves it out. */
async function autoArguments(
  family: Family,
  args: VpcArgs,
  spec: Spec,
  place: EndpointPlace,
): Promise<Arguments> {
  if (kindOf(spec) === "gateway") return { routeTableIds: listOf(place.routeTables.map(({ id }) => id)) };
  if (kindOf(spec) !== "interface") return {};
  const noSubnets = spec.subnetIds === undefined && spec.subnetConfigurations === undefined;
  return {
    privateDnsEnabled: plain(true),
    ...(noSubnets ? { subnetIds: listOf(place.subnetIds) } : {}),
    ...(spec.securityGroupIds === undefined
      ? { securityGroupIds: listOf([await addSecurityGroup(family, args, spec, place)]) }
      : {}),
  };
}

async function addSecurityGroup(family: Family, args: VpcArgs, spec: Spec, place: EndpointPlace) {
  const region = spec.region ?? args.region;
  const { vpc } = place;
  const group = await family.add(
    "aws:ec2/securityGroup:SecurityGroup",
    `${serviceOf(spec)}-sg`,
    {
      description: plain("Managed by Pulumi"),
      region,
      vpcId: vpc.id,
      tags: recordOf({ ...place.sharedTags, ...tagsOf(spec) }),
    },
    { parent: vpc, dependsOn: [vpc] },
  );
  await family.add(
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    `${serviceOf(spec)}-ingress`,
    {
      region,
      type: plain("ingress"),
      securityGroupId: group.id,
      protocol: plain("tcp"),
      fromPort: plain(443),
      toPort: plain(443),
      cidrBlocks: listOf([vpc.output("cidrBlock")]),
    },
    { parent: vpc, dependsOn: [group] },
  );
  return group.id;
}

function warnIncomplete(context: ComponentContext, spec: Spec): void {
  const service = serviceOf(spec);
  const kind = kindOf(spec);
  if (kind === "interface" && spec.subnetIds === undefined && spec.subnetConfigurations === undefined) {
    context.warn(
      `VPC endpoint "${service}" is an Interface endpoint without subnetIds or subnetConfigurations. Specify vpcEndpointStrategy: "Auto" to use generated VPC subnets.`,
    );
  }
  if (kind === "gateway" && spec.routeTableIds === undefined) {
    context.warn(
      `VPC endpoint "${service}" is a Gateway endpoint without routeTableIds. Specify vpcEndpointStrategy: "Auto" to use generated VPC route tables.`,
    );
  }
}
