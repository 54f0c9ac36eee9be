import type * as pulumi from "@pulumi/pulumi";
import { Monitor } from "../components/monitor/index.ts";
import { localResources, remoteResources, type MonitoredWorkload } from "./monitors.ts";
import type { StackConfig } from "./schema.ts";

/** What every component of a stack gets. */
export interface Common {
  region: string;
  tags: Record<string, string> | undefined;
}

/** Makes the monitors of a stack; gives their names in AWS by their names in the configuration. */
export function createMonitors(
  monitors: StackConfig["monitors"],
  scopeArn: pulumi.Input<string>,
  common: Common,
  workload?: MonitoredWorkload,
): Record<string, pulumi.Output<string>> {
  const names: Record<string, pulumi.Output<string>> = {};
  for (const [name, settings] of Object.entries(monitors ?? {})) {
    const monitor = new Monitor(name, {
      scopeArn,
      localResources: localResources(settings, common.region, workload),
      remoteResources: remoteResources(settings, workload),
      ...common,
    });
    names[name] = monitor.monitorName;
  }
  return names;
}
