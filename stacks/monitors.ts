import type * as pulumi from "@pulumi/pulumi";
import { local } from "../components/monitor/resources.ts";
import type { LocalResource, MonitorArgs } from "../components/monitor/args.ts";
import { validateMonitor } from "../components/monitor/validate.ts";
import { show, type Problem } from "../components/shared/problems.ts";
import { pathText } from "./issues.ts";
import { namespace, type PartialConfig } from "./schema.ts";
import { MonitorOver } from "./sections.ts";

/** What of a workload can be monitored. */
export interface MonitoredWorkload {
  availabilityZones: pulumi.Input<string>[];
  vpcArn: () => pulumi.Input<string>;
  subnetArns: () => pulumi.Input<string>[];
}

type MonitorConfig = NonNullable<PartialConfig["monitors"]>[string];

/** How many Availability Zones and subnets there are to choose from: 0 without a workload, undefined when unclear. */
export type ZoneCount = number | undefined;

/** Stands for an ARN that is known only once there is a scope. */
const knownLater = new Promise<string>(() => undefined);

function over(what: MonitorOver, region: string, workload: MonitoredWorkload | undefined): LocalResource[] {
  switch (what) {
    case MonitorOver.AvailabilityZone:
      return (workload?.availabilityZones ?? []).map((name) => local.availabilityZone(name));
    case MonitorOver.Subnet:
      return (workload?.subnetArns() ?? []).map((arn) => local.subnet(arn));
    case MonitorOver.Vpc:
      return workload === undefined ? [] : [local.vpc(workload.vpcArn())];
    case MonitorOver.Region:
      return [local.region(region)];
  }
}

/** The local resources that a monitor's settings name. */
export function localResources(
  monitor: MonitorConfig,
  region: string,
  workload: MonitoredWorkload | undefined,
): LocalResource[] {
  if (monitor.over === undefined) return monitor.localResources ?? [];
  const all = over(monitor.over, region, workload);
  return monitor.number === undefined ? all : all.slice(monitor.number - 1, monitor.number);
}

function overProblems(monitor: MonitorConfig, path: string, zones: ZoneCount): Problem[] {
  const problems: Problem[] = [];
  const numbered = monitor.over === MonitorOver.AvailabilityZone || monitor.over === MonitorOver.Subnet;
  if ((monitor.over === undefined) === (monitor.localResources === undefined)) {
    const given = monitor.over === undefined ? "neither" : "both";
    problems.push({
      path,
      given,
      allowed: "one of over and localResources",
      fix: "say once what it is over",
    });
  }
  if (monitor.number !== undefined && !numbered) {
    const allowed = `nothing but with over ${show(MonitorOver.AvailabilityZone)} or ${show(MonitorOver.Subnet)}`;
    problems.push({ path: `${path}.number`, given: show(monitor.number), allowed, fix: "remove it" });
  } else if (monitor.number !== undefined && zones && !(monitor.number >= 1 && monitor.number <= zones)) {
    const fix = "count the workload's Availability Zones from 1, or leave it out for all";
    problems.push({
      path: `${path}.number`,
      given: show(monitor.number),
      allowed: `1 to ${String(zones)}`,
      fix,
    });
  }
  if (monitor.over !== undefined && monitor.over !== MonitorOver.Region && zones === 0) {
    const fix = `name localResources instead, or set ${namespace}:workload`;
    const allowed = `${show(MonitorOver.Region)} where there is no workload`;
    problems.push({ path: `${path}.over`, given: show(monitor.over), allowed, fix });
  }
  return problems;
}

/** What is wrong with `nfm:monitors`, beyond its form. */
export function monitorProblems(
  monitors: NonNullable<PartialConfig["monitors"]>,
  region: string | undefined,
  zones: ZoneCount,
): Problem[] {
  return Object.entries(monitors).flatMap(([name, monitor]) => {
    const path = pathText(`${namespace}:monitors`, [name]);
    const problems = overProblems(monitor, path, zones);
    // Whatever the workload makes is in the stack's Region, which therefore stands for it here.
    const args: MonitorArgs = {
      scopeArn: knownLater,
      localResources: monitor.localResources ?? [local.region(region ?? knownLater)],
      remoteResources: monitor.remoteResources,
      region,
    };
    return [...problems, ...validateMonitor(args, path)];
  });
}
