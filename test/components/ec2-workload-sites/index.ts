import { Ec2Workload, Egress, NetworkLayout } from "../../../components/workloads.ts";

const closed = new Ec2Workload("closed", {
  region: "ap-northeast-1",
  egress: Egress.Nat,
  availabilityZoneCount: 3,
  tags: { site: "closed" },
});
const open = new Ec2Workload("open", {
  region: "ap-northeast-1",
  network: NetworkLayout.Public,
  internetFacing: true,
  allowedCidrs: ["192.0.2.10/32"],
  availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
});

/** What both sites give to agents and monitors. */
export const sites = [closed, open].map((site) => ({
  url: site.url,
  subnetIds: site.subnetIds,
  availabilityZones: site.availabilityZones,
  autoScalingGroupNames: site.autoScalingGroupNames,
}));
