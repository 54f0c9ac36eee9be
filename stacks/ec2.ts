import { Ec2AgentRollout } from "../components/ec2-agent-rollout/index.ts";
import { Ec2Workload } from "../components/ec2-workload/index.ts";
import { local } from "../components/monitor/resources.ts";
import { Scope } from "../components/scope/index.ts";
import { ownArns } from "./arns.ts";
import { createMonitors, type Common } from "./create-monitors.ts";
import { scopeLeaves, siteLeaves } from "./leaves.ts";
import type { MonitoredWorkload } from "./monitors.ts";
import type { Ec2StackConfig } from "./schema.ts";
import { scopeArgs, type StackIdentity } from "./scope.ts";

/** What of the site monitors can be over. The site gives ids; it is in the account and Region of the stack. */
function monitored(site: Ec2Workload, region: string): MonitoredWorkload {
  const arns = ownArns(region);
  return {
    local: {
      availabilityZone: () => site.availabilityZones.map((name) => local.availabilityZone(name)),
      subnet: () => site.subnetIds.map((id) => local.subnet(arns.subnet(id))),
      vpc: () => [local.vpc(arns.vpc(site.vpcId))],
    },
  };
}

/** The EC2 site, watched: scope, site, the agent on its instances, monitors. */
export function ec2Stack(config: Ec2StackConfig, region: string, identity: StackIdentity) {
  const common: Common = { region, tags: config.tags };
  const scopeSettings = scopeArgs(config.scope, identity, common);
  const scope = new Scope("nfm", scopeSettings);
  const site = new Ec2Workload("site", { ...config.ec2, ...common });
  const targets = { autoScalingGroupNames: site.autoScalingGroupNames };
  const roleNames = [site.instanceRoleName];
  const agent = new Ec2AgentRollout("agent", { ...config.agent, targets, roleNames, ...common });
  return {
    scopeArn: scope.scopeArn,
    monitorNames: createMonitors(config.monitors, scope.scopeArn, common, monitored(site, region)),
    url: site.url,
    vpcId: site.vpcId,
    availabilityZones: site.availabilityZones,
    autoScalingGroupNames: site.autoScalingGroupNames,
    agentAssociationIds: agent.associationIds,
    destroyLeaves: agent.destroyLeaves.apply((left) => [siteLeaves(left), ...scopeLeaves(scopeSettings)]),
  };
}
