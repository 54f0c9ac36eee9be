import { validateEc2AgentRollout } from "../components/ec2-agent-rollout/validate.ts";
import { validateEc2Workload } from "../components/ec2-workload/validate.ts";
import { tagProblems } from "../components/shared/tags.ts";
import type { Problem } from "../components/shared/problems.ts";
import { eksProblems } from "./check-eks.ts";
import { monitorProblems } from "./monitors.ts";
import { offersOf } from "./offers.ts";
import type { ReadConfig } from "./read.ts";
import { namespace, type Ec2StackConfig, type PartialConfig } from "./schema.ts";
import { scopeProblems } from "./scope.ts";

/** Stands for the name of something that the stack makes itself. */
const knownLater = new Promise<string>(() => undefined);

function ec2Problems(config: Partial<Ec2StackConfig>, region: string | undefined): Problem[] {
  const agent = {
    ...config.agent,
    targets: { autoScalingGroupNames: [knownLater] },
    roleNames: [knownLater],
    region,
  };
  // Instances take fewer tags than monitors do. The tags of all components are one setting, so one path is blamed.
  const tags = validateEc2Workload({ tags: config.tags }, namespace);
  return [
    ...validateEc2Workload({ ...config.ec2, region }, `${namespace}:ec2`),
    ...validateEc2AgentRollout(agent, `${namespace}:agent`),
    ...tags.map((problem) => ({
      ...problem,
      path: problem.path.replace(`${namespace}.tags`, `${namespace}:tags`),
    })),
  ];
}

/** What the validators of a workload's own components say. */
function workloadProblems(config: PartialConfig, region: string | undefined, unread: string[]): Problem[] {
  const tags = tagProblems(config.tags, `${namespace}:tags`);
  if (config.workload === "ec2") return ec2Problems(config, region);
  return config.workload === "eks" ? [...eksProblems(config, region, unread), ...tags] : tags;
}

/**
 * Everything that is wrong with a stack's configuration: its form, and what the validators of all components say,
 * before any of them is constructed.
 */
export function checkConfig({ problems, config, unread, region }: ReadConfig): Problem[] {
  const found = [
    ...(config.scope === undefined ? [] : scopeProblems(config.scope, region)),
    ...workloadProblems(config, region, unread),
    ...monitorProblems(config.monitors ?? {}, region, offersOf(config)),
  ];
  // What does not even fit the schema is not judged a second time.
  const misfits = new Set(problems.map(({ path }) => path));
  return [...problems, ...found.filter(({ path }) => !misfits.has(path))];
}
