import { createHash } from "node:crypto";
import { type Value, isValues } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Instance, type Stored } from "./account.ts";
import { PartialError } from "./errors.ts";
import { mentions } from "./mentions.ts";
import { hasRule, instancePolicies, launchTemplateOf, placesOf } from "./instances.ts";
import { unreached } from "./reach.ts";
import type { Service } from "./services.ts";
import { runOnNew } from "./systems-manager.ts";

/**
 * Auto Scaling groups: they keep as many instances as they are told, which work only with what was there when they
 * started. Source: EC2 Auto Scaling API, `UpdateAutoScalingGroup`; terraform-provider-aws, autoscaling/group.go: a new
 * group is waited for with its load balancer, a changed one only with its number of instances; a refresh is not waited
 * for, and there is none unless the group says how.
 */
export const autoScalingGroup: Service = {
  made(state, group) {
    const broken = launch(state, group, sizeOf(group, 0)).flatMap((instance) => instance.broken);
    const wanted = Number(group.inputs.minElbCapacity ?? 0);
    if (broken.length === 0 || wanted === 0) return;
    throw new PartialError(
      `waiting for Auto Scaling Group (${group.id}) capacity satisfied: timeout while waiting for state to become 'ok' ` +
        `(last state: 'want at least ${wanted} healthy instance(s) registered to Load Balancer, have 0', timeout: ` +
        `${text(group.inputs.waitForCapacityTimeout)}); simulated instances started without ` +
        [...new Set(broken)].join(", "),
    );
  },
  changed(state, group, _before, properties) {
    const there = instancesOf(state, group);
    const wanted = sizeOf(group, there.length);
    if (properties.includes("launchTemplate") && isValues(group.inputs.instanceRefresh)) {
      launch(state, group, wanted);
      terminate(state, there);
      return;
    }
    launch(state, group, Math.max(0, wanted - there.length));
    terminate(state, there.slice(0, Math.max(0, there.length - wanted)));
  },
  removed(state, group) {
    terminate(state, instancesOf(state, group));
  },
};

/** The instances of a group, oldest first. */
function instancesOf(state: AccountState, group: Stored): Instance[] {
  return state.instances.filter((instance) => instance.group === group.id);
}

/** How many instances a group shall have: as it says, else as many as it has, within its limits. */
function sizeOf({ inputs }: Stored, there: number): number {
  if (inputs.desiredCapacity !== undefined) return Number(inputs.desiredCapacity);
  const [least, most] = [Number(inputs.minSize ?? 0), Number(inputs.maxSize ?? there)];
  return Math.min(Math.max(there, least), Math.max(most, least));
}

function terminate(state: AccountState, some: Instance[]): void {
  const gone = new Set(some.map(({ id }) => id));
  state.instances = state.instances.filter(({ id }) => !gone.has(id));
}

function launch(state: AccountState, group: Stored, count: number): Instance[] {
  const broken = count === 0 ? [] : whatIsMissing(state, group);
  return Array.from({ length: count }, () => {
    const digest = createHash("sha256").update(`${group.id} ${++state.serial}`).digest("hex");
    const instance: Instance = { id: `i-${digest.slice(0, 17)}`, group: group.id, broken, ran: [] };
    state.instances.push(instance);
    runOnNew(state, instance);
    return instance;
  });
}

/**
 * What user data and the agent of Systems Manager call when an instance starts: packages, and its documents, are in S3.
 * Source: Systems Manager guide, "Create VPC endpoints"; Amazon Linux 2023 guide, repositories in S3.
 */
const calledAtStart = ["s3", "ssm", "ssmmessages"];

/** What an instance needs when it starts, because its user data and its agents do not try for ever. */
function whatIsMissing(state: AccountState, group: Stored): string[] {
  const template = launchTemplateOf(state, group);
  if (template === undefined) return ["its launch template"];
  const missing = placesOf(state, group)
    .flatMap((place) => unreached(state, place, calledAtStart))
    .map((service) => `a way to ${service}`);
  if (!hasRule(state, "Egress", template, 443)) missing.push("a security group rule to send HTTPS");
  if (!hasRule(state, "Ingress", template, 80)) missing.push("a security group rule to be asked for pages");
  if (!instancePolicies(state, group).includes("AmazonSSMManagedInstanceCore"))
    missing.push("the policy of Systems Manager");
  const groups = group.inputs.targetGroupArns;
  const listeners = resourcesOf(state, "aws:lb/listener:Listener");
  const listening = (arn: Value) =>
    typeof arn === "string" && listeners.some(({ inputs }) => mentions(inputs.defaultActions, arn));
  if (Array.isArray(groups) && !groups.every(listening)) missing.push("a listener");
  return [...new Set(missing)];
}
