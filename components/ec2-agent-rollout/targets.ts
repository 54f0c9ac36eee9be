import type * as pulumi from "@pulumi/pulumi";
import type { Ec2AgentTargetsArgs } from "./args.ts";
import { associationLimits } from "./limits.ts";

/** One association and what it targets. */
export interface AssociationTarget {
  /** What follows the component's name in the association's name. */
  suffix: string;
  /** Key of the target, as State Manager spells it. */
  key: string;
  /** Values of which an instance matches one. */
  values: pulumi.Input<string>[];
  /** No instance may carry the tag yet; ids, and groups that an update just made, match some. */
  mayMatchNothing: boolean;
}

/**
 * Cuts a list into runs of at most 50, in its own order: an element added at the end leaves every other run but
 * the last as it was, whatever its value, so it works for values that are known only later.
 */
export function inGroups<T>(values: readonly T[], size: number = associationLimits.valuesPerTarget): T[][] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, index) => values.slice(index * size, (index + 1) * size));
}

/**
 * One association for each tag, and one for each group of ids and of Auto Scaling groups. State Manager knows the
 * members of an Auto Scaling group by the tag that the group puts on them.
 * Source: Systems Manager User Guide, "Running Auto Scaling groups with associations".
 */
export function associationTargets(targets: Ec2AgentTargetsArgs): AssociationTarget[] {
  const numbered = (kind: string, key: string, groups: pulumi.Input<string>[][]): AssociationTarget[] =>
    groups.map((values, index) => ({
      suffix: `${kind}-${String(index + 1)}`,
      key,
      values,
      mayMatchNothing: false,
    }));
  return [
    ...(targets.tags ?? []).map(({ key, values }, index) => ({
      suffix: `tag-${String(index + 1)}`,
      key: `tag:${key}`,
      values,
      mayMatchNothing: true,
    })),
    ...numbered("ids", "InstanceIds", inGroups(targets.instanceIds ?? [])),
    ...numbered("groups", "tag:aws:autoscaling:groupName", inGroups(targets.autoScalingGroupNames ?? [])),
  ];
}
