import { isValues, type Value } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Stored } from "./account.ts";
import { policiesOf } from "./iam.ts";
import { mentions } from "./mentions.ts";
import type { Place } from "./reach.ts";

/** The launch template by which an Auto Scaling group or a node group launches. */
export function launchTemplateOf(state: AccountState, { inputs }: Stored): Stored | undefined {
  return resourcesOf(state, "aws:ec2/launchTemplate:LaunchTemplate").find(({ id }) =>
    mentions(inputs.launchTemplate, id),
  );
}

/** Where the instances of an Auto Scaling group stand: the launch template, else the subnet, gives a public address. */
export function placesOf(state: AccountState, group: Stored): Place[] {
  const subnets = Array.isArray(group.inputs.vpcZoneIdentifiers) ? group.inputs.vpcZoneIdentifiers : [];
  const said = firstInterface(launchTemplateOf(state, group))?.associatePublicIpAddress;
  return subnets.map((subnet: Value) => ({
    subnet,
    ...(said !== undefined && { publicAddress: said === "true" || said === true }),
  }));
}

function firstInterface(template: Stored | undefined) {
  const interfaces = template?.inputs.networkInterfaces;
  return Array.isArray(interfaces) && isValues(interfaces[0]) ? interfaces[0] : undefined;
}

/** Whether a group that instances are in has a rule for a port. */
export function hasRule(
  state: AccountState,
  way: "Egress" | "Ingress",
  template: Stored,
  port: number,
): boolean {
  return resourcesOf(state, `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`).some(
    ({ inputs }) =>
      inputs.fromPort === port && mentions(template.inputs.networkInterfaces, text(inputs.securityGroupId)),
  );
}

/** Names of the managed policies that instances of a group have now. */
export function instancePolicies(state: AccountState, group: Stored): string[] {
  const wanted = launchTemplateOf(state, group)?.inputs.iamInstanceProfile;
  const profile = resourcesOf(state, "aws:iam/instanceProfile:InstanceProfile").find(
    ({ outputs }) => isValues(wanted) && wanted.arn === outputs.arn,
  );
  return profile === undefined ? [] : policiesOf(state, profile.inputs.role);
}
