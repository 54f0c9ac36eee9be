import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Ec2AgentRollout } from "../components/ec2-agent-rollout/index.ts";
import { Ec2Workload } from "../components/ec2-workload/index.ts";
import { subnetArn, vpcArn } from "../components/monitor/arns.ts";
import { Scope } from "../components/scope/index.ts";
import { createMonitors, type Common } from "./create-monitors.ts";
import type { MonitoredWorkload } from "./monitors.ts";
import type { Ec2StackConfig } from "./schema.ts";
import { scopeArgs, type StackIdentity } from "./scope.ts";

/** What of the site monitors can be over. The site gives ids; it is in the account and Region of the stack. */
function monitored(site: Ec2Workload, region: string): MonitoredWorkload {
  const accountId = () => aws.getCallerIdentityOutput().accountId;
  return {
    availabilityZones: site.availabilityZones,
    vpcArn: () =>
      pulumi.all([site.vpcId, accountId()]).apply(([id, owner]) => vpcArn(id, { accountId: owner, region })),
    subnetArns: () =>
      site.subnetIds.map((subnetId) =>
        pulumi
          .all([subnetId, accountId()])
          .apply(([id, owner]) => subnetArn(id, { accountId: owner, region })),
      ),
  };
}

/** The EC2 site, watched: scope, site, the agent on its instances, monitors. */
export function ec2Stack(config: Ec2StackConfig, region: string, identity: StackIdentity) {
  const common: Common = { region, tags: config.tags };
  const scope = new Scope("nfm", { ...scopeArgs(config.scope, identity), ...common });
  const site = new Ec2Workload("site", { ...config.ec2, ...common });
  const targets = { autoScalingGroupNames: site.autoScalingGroupNames };
  new Ec2AgentRollout("agent", { ...config.agent, targets, roleNames: [site.instanceRoleName], ...common });
  return {
    scopeArn: scope.scopeArn,
    monitorNames: createMonitors(config.monitors, scope.scopeArn, common, monitored(site, region)),
    url: site.url,
    vpcId: site.vpcId,
    availabilityZones: site.availabilityZones,
    autoScalingGroupNames: site.autoScalingGroupNames,
  };
}
