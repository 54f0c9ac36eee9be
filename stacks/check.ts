import { validateEc2AgentRollout } from "../components/ec2-agent-rollout/validate.ts";
import { validateEc2Workload } from "../components/ec2-workload/validate.ts";
import { isWithin } from "../components/shared/forms.ts";
import { tagProblems } from "../components/shared/tags.ts";
import type { Problem } from "../components/shared/problems.ts";
import { eksProblems } from "./check-eks.ts";
import { monitorProblems } from "./monitors.ts";
import { offersOf, type Offers } from "./offers.ts";
import type { ReadConfig } from "./read.ts";
import { namespace, type Ec2StackConfig, type PartialConfig } from "./schema.ts";
import { scopeProblems } from "./scope.ts";
import { MonitorOver, MonitorTowards } from "./sections.ts";

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

/** Settings that decide how many zones a workload has, and whether it has subnets for a database. */
const layout = new RegExp(
  `^${namespace}:(ec2|eks)\\.(network|vpc|database|availabilityZones|availabilityZoneCount)\\b`,
);

/** What monitors can choose from, as far as it was read. */
function readOffers(config: PartialConfig, unsure: readonly string[]): Offers {
  const offers = offersOf(config);
  if (!unsure.some((path) => layout.test(path))) return offers;
  const unclear = [MonitorOver.AvailabilityZone, MonitorOver.Subnet, MonitorTowards.DatabaseSubnets];
  return { ...offers, ...Object.fromEntries(unclear.map((key) => [key, undefined])) };
}

/**
 * Everything that is wrong with a stack's configuration: its form, and what the validators of all components say,
 * before any of them is constructed.
 */
export function checkConfig({ problems, config, unread, unsure, region }: ReadConfig): Problem[] {
  const found = [
    ...(config.scope === undefined ? [] : scopeProblems(config.scope, region)),
    ...workloadProblems(config, region, unread),
    ...monitorProblems(config.monitors ?? {}, region, readOffers(config, unsure)),
  ];
  // What does not even fit the schema is not judged a second time, nor what stands in its place, nor a list with that.
  const misfits = new Set(problems.map(({ path }) => path));
  const lists = new Set(unsure.map((part) => part.replace(/\[\d+\]$/, "")));
  const isJudged = (path: string) =>
    !misfits.has(path) && !lists.has(path) && !unsure.some((part) => isWithin(path, part));
  return [...problems, ...found.filter(({ path }) => isJudged(path))];
}
