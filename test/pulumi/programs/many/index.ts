// Two of each component of the EC2 side, as many monitors as an account may have, and a roll-out to 500 instances.
import { Ec2AgentRollout } from "../../../../components/ec2-agent-rollout/index.ts";
import { Ec2Workload } from "../../../../components/ec2-workload/index.ts";
import { Monitor } from "../../../../components/monitor/index.ts";
import { Scope } from "../../../../components/scope/index.ts";

const region = "ap-northeast-1";
const scope = new Scope("nfm", { region, onDestroy: "delete" });
// The second of an account can only be adopted.
new Scope("same", { mode: "adopt", scopeArn: scope.scopeArn, region });

for (let number = 1; number <= 20; number++) {
  const localResources = [{ type: "AWS::AvailabilityZone" as const, identifier: `${region}a` }];
  new Monitor(`m${number}`, { scopeArn: scope.scopeArn, localResources, region });
}

for (const name of ["left", "right"]) {
  const cidrBlock = name === "left" ? "10.0.0.0/16" : "10.1.0.0/16";
  const site = new Ec2Workload(name, { region, cidrBlock, deletionProtection: false, forceDestroy: true });
  new Ec2AgentRollout(`${name}-agent`, {
    targets: { autoScalingGroupNames: site.autoScalingGroupNames },
    roleNames: [site.instanceRoleName],
    region,
  });
}

const instanceIds = Array.from(
  { length: 500 },
  (_, index) => `i-${(index + 1).toString(16).padStart(17, "0")}`,
);
// None of them exists here, so nothing would ever succeed.
new Ec2AgentRollout("fleet", {
  targets: { instanceIds },
  rolePolicy: "alreadyAttached",
  waitForSuccessTimeoutSeconds: 0,
  region,
});
