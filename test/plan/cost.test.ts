import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { priceOf } from "../../plan/prices.ts";
import { planOf } from "./analyse.ts";
import type { Program } from "./simulate.ts";
import { site } from "./site.ts";

/** What, count, amount and state of every item. */
function items(program: (p: Program) => void, region?: string): unknown[] {
  return planOf(program, region).cost.items.map(({ what, count, monthly, state }) => [
    what,
    count,
    monthly,
    state,
  ]);
}

function instance(p: Program, name: string, inputs: Values = {}): void {
  p.resource("aws:ec2/instance:Instance", name, { instanceType: "t3.micro", ...inputs });
}

describe("what starts to cost money", () => {
  it("is counted and priced for the site, and adds up", () => {
    const { cost } = planOf((p) => site(p, { endpointPort: 443 }));
    assert.deepEqual(
      cost.items.map(({ what, count, unit, monthly }) => [what, count, unit, monthly]),
      [
        ["Network Flow Monitor agents that send", 2, "agent", 10.07],
        ["CloudWatch metrics, 5 a monitor", 5, "metric", 1.5],
        ["EC2 instances t3.micro", 2, "instance", 19.86],
        ["EBS volumes gp3", 16, "GB", 1.54],
        ["Interface endpoints", 2, "endpoint and zone", 20.44],
        ["Load balancers, without capacity units", 1, "load balancer", 17.74],
        ["Public IPv4 addresses", 4, "address", 14.6],
      ],
    );
    assert.equal(cost.monthly, 85.75);
    assert.deepEqual(cost.leavesOut, [
      "Not in the sum: data processed and transferred, requests, taxes, discounts, free tiers.",
      "Quoted without a Region: Network Flow Monitor agents that send.",
    ]);
  });

  it("names the page, the reading and the date of every price", () => {
    const { cost } = planOf((p) => site(p));
    assert.deepEqual(cost.items[0]!.price, {
      amount: 0.0069,
      unit: "hour",
      region: "not named",
      source: "Amazon CloudWatch pricing",
      via: "AWS observability best practices, Network Flow Monitor",
      date: "2026-07-31",
    });
    for (const { price } of cost.items) assert.match(price!.date, /^20\d\d(-\d\d){0,2}$/);
  });

  it("leaves a price unknown rather than guess it for another Region, type or volume", () => {
    const program = (p: Program) => {
      instance(p, "a");
      instance(p, "b", { instanceType: "x9.huge", rootBlockDevice: { volumeSize: 10, volumeType: "io2" } });
      p.resource("aws:ec2/natGateway:NatGateway", "nat", {});
    };
    assert.deepEqual(items(program, "eu-west-3"), [
      ["EC2 instances t3.micro", 1, undefined, "price unknown"],
      ["EC2 instances x9.huge", 1, undefined, "price unknown"],
      ["EBS volumes io2", 10, undefined, "price unknown"],
      ["NAT gateways", 1, undefined, "price unknown"],
    ]);
    assert.deepEqual(
      planOf(program, "eu-west-3").cost.leavesOut[1],
      [
        "Price unknown for this Region: EC2 instances t3.micro; EC2 instances x9.huge; EBS volumes io2; NAT gateways.",
      ][0],
    );
    assert.equal(priceOf("instance:t3.micro", "us-east-1")!.amount, 0.0104);
    assert.equal(priceOf("instance:toString", "us-east-1"), undefined);
    assert.equal(priceOf("public-ipv4", "eu-west-3")!.amount, 0.005);
  });

  it("says when the program does not tell how many there are", () => {
    const program = (p: Program) => {
      const template = p.resource("aws:ec2/launchTemplate:LaunchTemplate", "t", {
        blockDeviceMappings: [{ ebs: { volumeType: "gp3" } }, { virtualName: "ephemeral0" }],
        instanceType: "t3.small",
      });
      p.resource("aws:autoscaling/group:Group", "g", { launchTemplate: { id: template.id }, maxSize: 3 });
      p.resource("aws:ec2/vpcEndpoint:VpcEndpoint", "e", { serviceName: "s", vpcEndpointType: "Interface" });
      p.resource("aws:lb/loadBalancer:LoadBalancer", "lb", {});
    };
    assert.deepEqual(items(program), [
      ["EC2 instances t3.small", undefined, undefined, "count unknown"],
      ["EBS volumes gp3", undefined, undefined, "count unknown"],
      ["Interface endpoints", undefined, undefined, "count unknown"],
      ["Load balancers, without capacity units", 1, 17.74, "priced"],
      ["Public IPv4 addresses", undefined, undefined, "count unknown"],
    ]);
    assert.equal(
      planOf(program).cost.leavesOut[1],
      "Number not in the program: EC2 instances t3.small; EBS volumes gp3; Interface endpoints; Public IPv4 addresses.",
    );
  });

  it("counts public addresses by elastic addresses, instances, and zones of public load balancers", () => {
    const program = (p: Program) => {
      const open = p.resource("aws:ec2/subnet:Subnet", "open", { mapPublicIpOnLaunch: true });
      const shut = p.resource("aws:ec2/subnet:Subnet", "shut", {});
      instance(p, "by-subnet", { subnetId: open.id });
      instance(p, "refused", { associatePublicIpAddress: false, subnetId: open.id });
      instance(p, "asked", { associatePublicIpAddress: true, subnetId: shut.id });
      instance(p, "private", { subnetId: shut.id });
      p.resource("aws:ec2/eip:Eip", "eip", {});
      p.resource("aws:lb/loadBalancer:LoadBalancer", "public", { subnets: [open.id, shut.id] });
      p.resource("aws:lb/loadBalancer:LoadBalancer", "internal", { internal: true, subnets: [shut.id] });
    };
    const addresses = planOf(program).cost.items.find(({ what }) => what === "Public IPv4 addresses")!;
    assert.deepEqual([addresses.count, addresses.resources], [5, ["asked", "by-subnet", "eip", "public"]]);
  });

  it("does not count what exists already, and tells what is paid by use", () => {
    const program = (p: Program) => {
      p.resource("aws:ec2/natGateway:NatGateway", "old", {}, { read: "nat-1" });
      p.resource("aws:ec2/instance:Instance", "older", { instanceType: "t3.micro" }, { read: "i-1" });
      p.resource("aws:cloudwatch/logGroup:LogGroup", "logs", {});
      p.resource("aws:ec2/launchTemplate:LaunchTemplate", "watched", { monitoring: { enabled: true } });
      p.resource("aws:ec2/launchTemplate:LaunchTemplate", "unwatched", { monitoring: { enabled: false } });
      p.resource("aws:ebs/volume:Volume", "disk", { size: 100, type: "gp3" });
      p.resource("aws:eks/cluster:Cluster", "pets", {});
      p.resource("aws:eks/nodeGroup:NodeGroup", "nodes", {
        instanceTypes: ["t3.medium"],
        scalingConfig: { desiredSize: 2 },
      });
    };
    assert.deepEqual(items(program), [
      ["EC2 instances t3.medium", 2, 79.42, "priced"],
      ["EBS volumes gp3", 100, 9.6, "priced"],
      ["EKS control planes", 1, 73, "priced"],
      ["Detailed monitoring of instances, by metric", 1, undefined, "by use"],
      ["Log groups, by data taken in and kept", 1, undefined, "by use"],
    ]);
    assert.deepEqual(planOf(program).cost.leavesOut.slice(1), [
      "Counted at standard support: pets, of a version not in the program; extended support costs six times as much.",
      "Not in the sum, paid by use: Detailed monitoring of instances, Log groups.",
    ]);
  });

  it("charges no agents that never send, and says when agents are elsewhere", () => {
    assert.deepEqual(items((p) => site(p, { noActivation: true }))[0], [
      "CloudWatch metrics, 5 a monitor",
      5,
      1.5,
      "priced",
    ]);
    const { cost } = planOf((p) => {
      p.resource("aws:eks/addon:Addon", "nfm", {
        addonName: "aws-network-flow-monitoring-agent",
        clusterName: "pets",
      });
    });
    assert.deepEqual(cost.items, []);
    assert.equal(cost.leavesOut[1], "Not in the sum: agents on instances that are not in this program.");
  });
});
