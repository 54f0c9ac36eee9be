import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import type { AccountState, Stored } from "./provider/account.ts";
import { refuseInUse } from "./provider/in-use.ts";

/** A resource of a simulated account, as far as its use matters. */
function thing(type: string, id: string, inputs: Values = {}): Stored {
  const base = { name: id, generated: {}, createdAt: 0, readyAt: 0, status: "ready" as const };
  return { ...base, type, id, inputs, outputs: { ...inputs, name: id, arn: `arn:${id}` } };
}

const vpcId = "vpc-1";
const gateway = thing("aws:ec2/internetGateway:InternetGateway", "igw-1", { vpcId });
const subnet = thing("aws:ec2/subnet:Subnet", "subnet-1", { vpcId });
const elsewhere = thing("aws:ec2/subnet:Subnet", "subnet-2", { vpcId: "vpc-2" });
const securityGroup = thing("aws:ec2/securityGroup:SecurityGroup", "sg-1", { vpcId });
const networkInterfaces = [{ securityGroups: ["sg-1"], associatePublicIpAddress: "true" }];
const template = thing("aws:ec2/launchTemplate:LaunchTemplate", "lt-1", { networkInterfaces });
const launchTemplate = { id: "lt-1" };
const launching = thing("aws:autoscaling/group:Group", "asg-1", {
  launchTemplate,
  vpcZoneIdentifiers: ["subnet-1"],
});
const databases = thing("aws:rds/subnetGroup:SubnetGroup", "data", { subnetIds: ["subnet-1"] });
const cluster = thing("aws:rds/cluster:Cluster", "db", {
  dbSubnetGroupName: "data",
  vpcSecurityGroupIds: ["sg-1"],
});

function nat(subnetId: string, more: Values = {}): Stored {
  return thing("aws:ec2/natGateway:NatGateway", "nat-1", { subnetId, ...more });
}

function balancer(internal: boolean): Stored {
  return thing("aws:lb/loadBalancer:LoadBalancer", "alb-1", { internal, subnets: ["subnet-1"] });
}

/** What is deleted, what is there beside it, and who is said to use it. */
const refused: { what: string; used: Stored; beside: Stored[]; by: RegExp }[] = [
  {
    what: "a gateway whose VPC has a NAT gateway",
    used: gateway,
    beside: [subnet, nat("subnet-1")],
    by: /nat-1/,
  },
  { what: "a gateway whose VPC has a site", used: gateway, beside: [subnet, balancer(false)], by: /alb-1/ },
  {
    what: "a gateway whose VPC has instances",
    used: gateway,
    beside: [subnet, template, launching],
    by: /i-1/,
  },
  { what: "a security group of instances", used: securityGroup, beside: [template, launching], by: /i-1/ },
  {
    what: "a security group of nodes",
    used: securityGroup,
    beside: [template, thing("aws:eks/nodeGroup:NodeGroup", "bare:nodes", { launchTemplate })],
    by: /bare:nodes/,
  },
  { what: "a security group of a database", used: securityGroup, beside: [cluster], by: /db/ },
  {
    what: "a security group of a control plane",
    used: securityGroup,
    beside: [thing("aws:eks/cluster:Cluster", "bare", { vpcConfig: { securityGroupIds: ["sg-1"] } })],
    by: /bare/,
  },
  {
    what: "a security group that another lets in",
    used: securityGroup,
    beside: [
      thing("aws:ec2/securityGroup:SecurityGroup", "sg-2", { ingress: [{ securityGroups: ["sg-1"] }] }),
    ],
    by: /sg-2/,
  },
  { what: "a subnet of a database", used: subnet, beside: [databases, cluster], by: /db/ },
  { what: "a group of subnets of a database", used: databases, beside: [cluster], by: /db/ },
  {
    what: "a database that has instances",
    used: cluster,
    beside: [thing("aws:rds/clusterInstance:ClusterInstance", "db-1", { clusterIdentifier: "db" })],
    by: /db-1/,
  },
  {
    what: "a rule that has targets",
    used: thing("aws:cloudwatch/eventRule:EventRule", "failed"),
    beside: [thing("aws:cloudwatch/eventTarget:EventTarget", "topic", { rule: "failed" })],
    by: /topic/,
  },
  {
    what: "a policy of a role",
    used: thing("aws:iam/policy:Policy", "read"),
    beside: [
      thing("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role-read", { policyArn: "arn:read" }),
    ],
    by: /role-read/,
  },
];

const allowed: { what: string; used: Stored; beside: Stored[] }[] = [
  {
    what: "a gateway whose VPC has a private NAT gateway",
    used: gateway,
    beside: [subnet, nat("subnet-1", { connectivityType: "private" })],
  },
  {
    what: "a gateway beside the NAT gateway of another VPC",
    used: gateway,
    beside: [subnet, elsewhere, nat("subnet-2")],
  },
  {
    what: "a gateway whose VPC has a site for the inside only",
    used: gateway,
    beside: [subnet, balancer(true)],
  },
  { what: "a launch template of a group", used: template, beside: [launching] },
  {
    what: "a security group that lets itself in",
    used: thing("aws:ec2/securityGroup:SecurityGroup", "sg-3", { ingress: [{ securityGroups: ["sg-3"] }] }),
    beside: [],
  },
];

describe("what AWS refuses to delete while it is in use", () => {
  function stateWith(used: Stored, beside: Stored[]): AccountState {
    const launched = beside.includes(launching) ? [{ id: "i-1", group: "asg-1", broken: [], ran: [] }] : [];
    return { resources: [used, ...beside], instances: launched } as unknown as AccountState;
  }

  for (const { what, used, beside, by } of refused) {
    it(`refuses ${what}, and names what uses it`, () => {
      const error = new RegExp(
        `(DependencyViolation|DeleteConflict|ValidationException|Fault): .*is used by .*${by.source}`,
      );
      assert.throws(() => refuseInUse(stateWith(used, beside), used), error);
    });
  }

  for (const { what, used, beside } of allowed) {
    it(`lets go of ${what}`, () => {
      assert.doesNotThrow(() => refuseInUse(stateWith(used, beside), used));
    });
  }
});
