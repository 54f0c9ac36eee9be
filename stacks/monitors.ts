import { local } from "../components/monitor/resources.ts";
import type { LocalResource, MonitorArgs, RemoteResource } from "../components/monitor/args.ts";
import { validateMonitor } from "../components/monitor/validate.ts";
import { oneOf, show, type Problem } from "../components/shared/problems.ts";
import { pathText } from "./issues.ts";
import type { Offers } from "./offers.ts";
import { namespace, type PartialConfig } from "./schema.ts";
import { MonitorOver, type MonitorTowards } from "./sections.ts";

/** What of a workload can be monitored. Functions, so that what no monitor asks for is not looked up. */
export interface MonitoredWorkload {
  local: Partial<Record<MonitorOver, () => LocalResource[]>>;
  remote?: Partial<Record<MonitorTowards, () => RemoteResource[]>>;
}

type MonitorConfig = NonNullable<PartialConfig["monitors"]>[string];

/** Stands for an ARN that is known only once there is a scope. */
const knownLater = new Promise<string>(() => undefined);

/** The local resources that a monitor's settings name. */
export function localResources(
  monitor: MonitorConfig,
  region: string,
  workload: MonitoredWorkload | undefined,
): LocalResource[] {
  if (monitor.over === undefined) return monitor.localResources ?? [];
  if (monitor.over === MonitorOver.Region) return [local.region(region)];
  const all = workload?.local[monitor.over]?.() ?? [];
  return monitor.number === undefined ? all : all.slice(monitor.number - 1, monitor.number);
}

/** The remote resources that a monitor's settings name; undefined for all flows that end in the Region. */
export function remoteResources(
  monitor: MonitorConfig,
  workload: MonitoredWorkload | undefined,
): RemoteResource[] | undefined {
  if (monitor.towards === undefined) return monitor.remoteResources;
  return workload?.remote?.[monitor.towards]?.();
}

function numberProblems(monitor: MonitorConfig, path: string, offers: Offers): Problem[] {
  const { number, over } = monitor;
  if (number === undefined) return [];
  const problem = { path: `${path}.number`, given: show(number) };
  if (over !== MonitorOver.AvailabilityZone && over !== MonitorOver.Subnet) {
    const allowed = `nothing but with over ${show(MonitorOver.AvailabilityZone)} or ${show(MonitorOver.Subnet)}`;
    return [{ ...problem, allowed, fix: "remove it" }];
  }
  const count = offers[over];
  if (!count || (number >= 1 && number <= count)) return [];
  const fix = "count the workload's Availability Zones from 1, or leave it out for all";
  return [{ ...problem, allowed: `1 to ${String(count)}`, fix }];
}

/** What a monitor is over, chosen from what the workload offers. */
function overProblems(monitor: MonitorConfig, path: string, offers: Offers): Problem[] {
  const { over } = monitor;
  if ((over === undefined) === (monitor.localResources === undefined)) {
    const given = over === undefined ? "neither" : "both";
    const allowed = "one of over and localResources";
    return [{ path, given, allowed, fix: "say once what it is over" }];
  }
  if (over === undefined || offers[over] !== 0) return [];
  const words = Object.values(MonitorOver).filter((each) => offers[each] !== 0);
  const allowed = oneOf(words.map(show));
  const alone = words.length === 1;
  return [
    {
      path: `${path}.over`,
      given: show(over),
      allowed: alone ? `${allowed} where there is no workload` : `${allowed}, of which the workload has any`,
      fix: `name localResources instead, or ${alone ? `set ${namespace}:workload` : "choose one of these"}`,
    },
  ];
}

function towardsProblems(monitor: MonitorConfig, path: string, offers: Offers): Problem[] {
  const { towards } = monitor;
  if (towards === undefined) return [];
  if (monitor.remoteResources !== undefined) {
    const allowed = "one of towards and remoteResources";
    return [{ path, given: "both", allowed, fix: "say once where the flows end" }];
  }
  if (offers[towards] !== 0) return [];
  const allowed = "nothing where the stack makes no RDS or Aurora database";
  const fix = `name remoteResources instead, or set ${namespace}:eks.database.kind to "rds" or "aurora"`;
  return [{ path: `${path}.towards`, given: show(towards), allowed, fix }];
}

/** What is wrong with `nfm:monitors`, beyond its form. */
export function monitorProblems(
  monitors: NonNullable<PartialConfig["monitors"]>,
  region: string | undefined,
  offers: Offers,
): Problem[] {
  return Object.entries(monitors).flatMap(([name, monitor]) => {
    const path = pathText(`${namespace}:monitors`, [name]);
    // Whatever the workload makes is in the stack's Region, which therefore stands for it here.
    const args: MonitorArgs = {
      scopeArn: knownLater,
      localResources: monitor.localResources ?? [local.region(region ?? knownLater)],
      remoteResources: monitor.remoteResources,
      region,
    };
    return [
      ...overProblems(monitor, path, offers),
      ...numberProblems(monitor, path, offers),
      ...towardsProblems(monitor, path, offers),
      ...validateMonitor(args, path),
    ];
  });
}
