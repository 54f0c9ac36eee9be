import { Ec2Workload, type Ec2WorkloadArgs } from "../../components/ec2-workload/index.ts";
import type { Values } from "../../engine/values.ts";
import { deploy, type Deployment, type DeployOptions, type Registration } from "./deploy.ts";

/** The Region of every site in the tests. */
export const siteRegion = "ap-northeast-1";

/** What mocks answer for a site: ids, the account, and a VPC as awsx returns it, zone by zone, public first. */
export const siteAnswers: DeployOptions = {
  call: () => ({ accountId: "123456789012", region: "ap-northeast-1" }),
  outputs: (_, name) => ({
    arn: `arn:aws:simulated:::${name}`,
    name: `${name}-name`,
    bucket: `${name}-bucket`,
    latestVersion: 7,
    prefixListId: "pl-1",
    dnsName: `${name}.elb.example`,
  }),
  components: (type, name, inputs) => (type === "awsx:ec2:Vpc" ? vpcOutputs(name, inputs) : {}),
};

const letters = ["a", "c", "d", "b", "e", "f"];

function vpcOutputs(name: string, inputs: Values): Values {
  const zones =
    (inputs.availabilityZoneNames as string[] | undefined) ??
    letters.slice(0, inputs.numberOfAvailabilityZones as number).map((letter) => `ap-northeast-1${letter}`);
  const tiers = (inputs.subnetSpecs as Values[]).map((spec) => (spec.type as string).toLowerCase());
  const subnets = (tier: string) =>
    tiers.includes(tier)
      ? zones.map((availabilityZone, i) => ({ id: `${name}-${tier}-${String(i + 1)}`, availabilityZone }))
      : [];
  const ids = (tier: string) => subnets(tier).map((subnet) => subnet.id);
  return {
    vpcId: `${name}-id`,
    publicSubnetIds: ids("public"),
    privateSubnetIds: ids("private"),
    publicSubnets: subnets("public"),
    privateSubnets: subnets("private"),
    // Backwards, because the order is awsx's own affair.
    routeTableAssociations: tiers
      .flatMap(ids)
      .map((subnetId) => ({ subnetId, routeTableId: `rtb-of-${subnetId}` }))
      .toReversed(),
  };
}

/** The registrations of a type. */
export function all(registrations: Registration[], type: string): Registration[] {
  return registrations.filter((each) => each.type === type);
}

/** What two runs of a program must agree on, as sorted lines. */
export function identities(registrations: Registration[]): string[] {
  return registrations.map(({ type, name, parent }) => `${type} ${name} < ${parent}`).toSorted();
}

/** Deploys one site named `site` under mocks. */
export async function deploySite(
  args: Ec2WorkloadArgs = {},
  mode: "preview" | "update" = "update",
): Promise<Deployment<Ec2Workload>> {
  return deploy(() => new Ec2Workload("site", { region: siteRegion, ...args }), { ...siteAnswers, mode });
}
