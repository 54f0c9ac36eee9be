import type * as pulumi from "@pulumi/pulumi";
import { plain } from "../shared/inputs.ts";
import { show, type Problem } from "../shared/problems.ts";
import type { Ec2AgentTagTargetArgs, Ec2AgentTargetsArgs } from "./args.ts";
import { associationLimits } from "./limits.ts";

/** The tags that EKS and Kubernetes put on worker nodes. Source: EKS User Guide; (inferred) for other prefixes. */
const nodeTag = /^(eks:|aws:eks:|kubernetes\.io\/|k8s\.io\/)/;

/** What is wrong with the plain ones among values: their form, and a value that stands twice. */
export function listProblems(
  values: readonly pulumi.Input<string>[] | undefined,
  path: string,
  pattern: RegExp,
  allowed: string,
  fix: string,
): Problem[] {
  const seen = new Set<unknown>();
  return (values ?? []).flatMap((input, index) => {
    const value = plain<unknown>(input);
    if (value === undefined) return [];
    const at = `${path}[${String(index)}]`;
    if (typeof value !== "string" || !pattern.test(value))
      return [{ path: at, given: show(value), allowed, fix }];
    if (seen.has(value)) return [{ path: at, given: show(value), allowed: "each once", fix: "remove it" }];
    seen.add(value);
    return [];
  });
}

function tagProblems(tag: Ec2AgentTagTargetArgs, path: string): Problem[] {
  const problems = listProblems(
    tag.values,
    `${path}.values`,
    /^.{0,256}$/s,
    "text of at most 256 characters",
    "shorten it",
  );
  const { tagKeyLength, valuesPerTarget } = associationLimits;
  if (typeof tag.key !== "string" || tag.key.length < 1 || tag.key.length > tagKeyLength) {
    const allowed = `a tag's key, 1 to ${String(tagKeyLength)} characters`;
    problems.push({
      path: `${path}.key`,
      given: show(tag.key),
      allowed,
      fix: "name the tag that the instances carry",
    });
  } else if (nodeTag.test(tag.key)) {
    const fix = "install the EKS add-on there";
    problems.push({ path: `${path}.key`, given: show(tag.key), allowed: "no tag of Kubernetes nodes", fix });
  }
  const count = Array.isArray(tag.values) ? tag.values.length : 0;
  if (count < 1 || count > valuesPerTarget) {
    const fix = count < 1 ? "give one" : "split them over two entries of the same key";
    problems.push({
      path: `${path}.values`,
      given: `${String(count)} values`,
      allowed: `1 to ${String(valuesPerTarget)}`,
      fix,
    });
  }
  return problems;
}

/** An instance is in at most one group of ids and one of Auto Scaling groups, but may carry every tag. */
function perNodeProblems(targets: Ec2AgentTargetsArgs, path: string): Problem[] {
  const lists = [targets.instanceIds, targets.autoScalingGroupNames].filter(
    (list) => (list ?? []).length > 0,
  );
  const tags = targets.tags?.length ?? 0;
  const most = associationLimits.associationsPerNode;
  if (tags + lists.length <= most) return [];
  const allowed = `at most ${String(most - lists.length)}, since a node has at most ${String(most)} associations`;
  return [
    {
      path: `${path}.tags`,
      given: `${String(tags)} tags`,
      allowed,
      fix: "give the instances a tag in common",
    },
  ];
}

/** What is wrong with the plain values among the targets. */
export function targetProblems(targets: Ec2AgentTargetsArgs | undefined, path: string): Problem[] {
  const { tags = [], instanceIds = [], autoScalingGroupNames = [] } = targets ?? {};
  if (tags.length + instanceIds.length + autoScalingGroupNames.length === 0) {
    const allowed = "at least one of tags, instanceIds and autoScalingGroupNames";
    return [{ path, given: show(targets), allowed, fix: "say which instances get the agent" }];
  }
  return [
    ...tags.flatMap((tag, index) => tagProblems(tag, `${path}.tags[${String(index)}]`)),
    ...listProblems(
      instanceIds,
      `${path}.instanceIds`,
      /^i-([0-9a-f]{8}|[0-9a-f]{17})$/,
      "the id of an EC2 instance, such as i-0123456789abcdef0",
      "take it from `aws ec2 describe-instances`",
    ),
    ...listProblems(
      autoScalingGroupNames,
      `${path}.autoScalingGroupNames`,
      /^[^:]{1,255}$/,
      "the name of an Auto Scaling group, not its ARN",
      "take it from `aws autoscaling describe-auto-scaling-groups`",
    ),
    ...perNodeProblems(targets ?? {}, path),
  ];
}
