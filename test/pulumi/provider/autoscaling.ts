import { createHash } from "node:crypto";
import { type Value, isValues } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Instance, type Stored } from "./account.ts";
import { PartialError } from "./errors.ts";
import { mentions } from "./in-use.ts";
import type { Service } from "./services.ts";

/** Auto Scaling groups: they launch instances, which work only with what was there when they started. */
export const autoScalingGroup: Service = {
  made: launch,
  changed(state, group, _before, properties) {
    if (!properties.includes("launchTemplate")) return;
    terminate(state, group);
    launch(state, group);
  },
  removed: terminate,
};

function terminate(state: AccountState, group: Stored): void {
  state.instances = state.instances.filter((instance) => instance.group !== group.id);
}

function launch(state: AccountState, group: Stored): void {
  const count = Number(group.inputs.desiredCapacity ?? group.inputs.minSize ?? 0);
  const broken = whatIsMissing(state, group);
  for (let index = 0; index < count; index++) {
    const digest = createHash("sha256").update(`${group.id} ${++state.serial}`).digest("hex");
    const instance: Instance = { id: `i-${digest.slice(0, 17)}`, group: group.id, broken, ran: [] };
    state.instances.push(instance);
  }
  const wanted = Number(group.inputs.minElbCapacity ?? 0);
  if (broken.length === 0 || wanted === 0) return;
  throw new PartialError(
    `waiting for Auto Scaling Group (${group.id}) capacity satisfied: timeout while waiting for state to become 'ok' ` +
      `(last state: 'want at least ${wanted} healthy instance(s) registered to Load Balancer, have 0', timeout: ` +
      `${text(group.inputs.waitForCapacityTimeout)}); simulated instances started without ${broken.join(", ")}`,
  );
}

/** What an instance needs when it starts, because its user data and its agents do not try for ever. */
function whatIsMissing(state: AccountState, group: Stored): string[] {
  const template = find(state, "aws:ec2/launchTemplate:LaunchTemplate", group.inputs.launchTemplate);
  if (template === undefined) return ["its launch template"];
  const subnets = Array.isArray(group.inputs.vpcZoneIdentifiers) ? group.inputs.vpcZoneIdentifiers : [];
  const missing: string[] = [];
  if (!subnets.every((subnet) => hasWayOut(state, subnet))) missing.push("a route");
  if (!hasRule(state, "Egress", template, 443)) missing.push("a security group rule to send HTTPS");
  if (!hasRule(state, "Ingress", template, 80)) missing.push("a security group rule to be asked for pages");
  if (!mayUseSystemsManager(state, template)) missing.push("the policy of Systems Manager");
  const groups = group.inputs.targetGroupArns;
  const listeners = resourcesOf(state, "aws:lb/listener:Listener");
  const listening = (arn: Value) =>
    typeof arn === "string" && listeners.some(({ inputs }) => mentions(inputs.defaultActions, arn));
  if (Array.isArray(groups) && !groups.every(listening)) missing.push("a listener");
  return missing;
}

function find(state: AccountState, type: string, reference: Value | undefined): Stored | undefined {
  return resourcesOf(state, type).find(({ id }) => mentions(reference, id));
}

/** A default route, or endpoints: a gateway for packages in S3, and interfaces for Systems Manager. */
export function hasWayOut(state: AccountState, subnet: Value): boolean {
  const association = resourcesOf(state, "aws:ec2/routeTableAssociation:RouteTableAssociation").find(
    ({ inputs }) => inputs.subnetId === subnet,
  );
  const table = text(association?.inputs.routeTableId);
  const routes = resourcesOf(state, "aws:ec2/route:Route");
  const endpoints = resourcesOf(state, "aws:ec2/vpcEndpoint:VpcEndpoint");
  return (
    routes.some(
      ({ inputs }) => inputs.routeTableId === table && inputs.destinationCidrBlock === "0.0.0.0/0",
    ) ||
    (endpoints.some(({ inputs }) => mentions(inputs.routeTableIds, table)) &&
      endpoints.some(({ inputs }) => mentions(inputs.subnetIds, text(subnet))))
  );
}

function hasRule(state: AccountState, way: "Egress" | "Ingress", template: Stored, port: number): boolean {
  const rules = resourcesOf(state, `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`);
  return rules.some(
    ({ inputs }) =>
      inputs.fromPort === port &&
      typeof inputs.securityGroupId === "string" &&
      mentions(template.inputs.networkInterfaces, inputs.securityGroupId),
  );
}

function mayUseSystemsManager(state: AccountState, template: Stored): boolean {
  const wanted = template.inputs.iamInstanceProfile;
  const profile = resourcesOf(state, "aws:iam/instanceProfile:InstanceProfile").find(
    ({ outputs }) => isValues(wanted) && wanted.arn === outputs.arn,
  );
  return resourcesOf(state, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").some(
    ({ inputs }) =>
      inputs.role === profile?.inputs.role &&
      text(inputs.policyArn).endsWith("/AmazonSSMManagedInstanceCore"),
  );
}
