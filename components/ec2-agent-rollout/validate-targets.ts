import type * as pulumi from "@pulumi/pulumi";
import { anything, judge, list, type Forms } from "../shared/forms.ts";
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

const tagForms: Forms<Ec2AgentTagTargetArgs> = { key: anything, values: list };

function tagProblems(tag: Ec2AgentTagTargetArgs, path: string): Problem[] {
  return judge(tag, path, tagForms, ({ key, values = [] }) => [
    ...keyProblems(key, `${path}.key`),
    ...listProblems(values, `${path}.values`, /^.{0,256}$/s, "text of at most 256 characters", "shorten it"),
    ...countProblems(values.length, `${path}.values`),
  ]);
}

function keyProblems(key: unknown, path: string): Problem[] {
  const longest = associationLimits.tagKeyLength;
  if (typeof key !== "string" || key.length < 1 || key.length > longest) {
    const allowed = `a tag's key, 1 to ${String(longest)} characters`;
    return [{ path, given: show(key), allowed, fix: "name the tag that the instances carry" }];
  }
  if (!nodeTag.test(key)) return [];
  const fix = "install the EKS add-on there";
  return [{ path, given: show(key), allowed: "no tag of Kubernetes nodes", fix }];
}

function countProblems(count: number, path: string): Problem[] {
  const most = associationLimits.valuesPerTarget;
  if (count >= 1 && count <= most) return [];
  const fix = count < 1 ? "give one" : "split them over two entries of the same key";
  return [{ path, given: `${String(count)} values`, allowed: `1 to ${String(most)}`, fix }];
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

const forms: Forms<Ec2AgentTargetsArgs> = { tags: list, instanceIds: list, autoScalingGroupNames: list };

/** What is wrong with the plain values among the targets. */
export function targetProblems(targets: Ec2AgentTargetsArgs | undefined, path: string): Problem[] {
  return judge(targets ?? {}, path, forms, (usable) => {
    const { tags = [], instanceIds = [], autoScalingGroupNames = [] } = usable;
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
      ...perNodeProblems(usable, path),
    ];
  });
}
