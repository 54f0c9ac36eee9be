import { settingsOf as siteSettings } from "../components/ec2-workload/settings.ts";
import { settingsOf as clusterSettings } from "../components/pet-adoption-cluster/settings.ts";
import type { EksStackConfig, PartialConfig } from "./schema.ts";
import { MonitorOver, MonitorTowards } from "./sections.ts";

/** How many of each a monitor can choose from: 0 where there is none. What is absent is unclear, and not judged. */
export type Offers = Partial<Record<MonitorOver | MonitorTowards, number | undefined>>;

const none: Offers = {
  [MonitorOver.AvailabilityZone]: 0,
  [MonitorOver.Cluster]: 0,
  [MonitorOver.Region]: 1,
  [MonitorOver.Subnet]: 0,
  [MonitorOver.Vpc]: 0,
  [MonitorTowards.DatabaseSubnets]: 0,
};

function eksOffers({ eks, existingCluster }: Partial<EksStackConfig>): Offers {
  const cluster = { ...none, [MonitorOver.Cluster]: 1 };
  if (existingCluster !== undefined) return cluster;
  const { zoneCount, dataSubnets } = clusterSettings(eks ?? {});
  return {
    ...cluster,
    [MonitorOver.AvailabilityZone]: zoneCount,
    [MonitorOver.Subnet]: zoneCount,
    [MonitorOver.Vpc]: 1,
    [MonitorTowards.DatabaseSubnets]: dataSubnets ? zoneCount : 0,
  };
}

/** What monitors of a stack can choose from, as its settings say. */
export function offersOf(config: PartialConfig): Offers {
  switch (config.workload) {
    case "ec2": {
      const { zoneCount } = siteSettings(config.ec2 ?? {});
      const zones = { [MonitorOver.AvailabilityZone]: zoneCount, [MonitorOver.Subnet]: zoneCount };
      return { ...none, ...zones, [MonitorOver.Vpc]: 1 };
    }
    case "eks":
      return eksOffers(config);
    case "none":
      return none;
    case undefined:
      return {};
  }
}
