import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { graphOf } from "../../plan/graph.ts";
import { hostsOf } from "../../plan/hosts.ts";
import { planOf } from "./analyse.ts";
import type { Program } from "./simulate.ts";

/** What is known of each host, labels instead of resources. */
function hosts(program: (p: Program) => void): Record<string, unknown> {
  const found = hostsOf(graphOf(planOf(program).resources));
  return Object.fromEntries(
    found.map(({ resource, role, cluster, ...rest }) => [
      resource.label,
      { ...rest, ...(role && { role: role.label }), ...(cluster && { cluster: cluster.label }) },
    ]),
  );
}

const nothing = { subnets: [], groups: [], tags: {}, volumes: [] };

/** A launch template with all that hosts take from it. */
function template(p: Program, inputs: Values = {}) {
  const role = p.resource("aws:iam/role:Role", "role");
  const profile = p.resource("aws:iam/instanceProfile:InstanceProfile", "profile", {
    role: role.out("name"),
  });
  return p.resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
    blockDeviceMappings: [{ ebs: { volumeSize: 20, volumeType: "gp3" } }],
    iamInstanceProfile: { name: profile.out("name") },
    instanceType: "m5.large",
    networkInterfaces: [{ associatePublicIpAddress: "false", securityGroups: ["sg-1"] }],
    tagSpecifications: [
      { resourceType: "volume", tags: { nfm: "no" } },
      { resourceType: "instance", tags: { nfm: "on" } },
    ],
    ...inputs,
  });
}

const fromTemplate = {
  instanceType: "m5.large",
  groups: ["sg-1"],
  publicAddress: false,
  role: "role",
  tags: { nfm: "on" },
  volumes: [{ type: "gp3", gigabytes: 20 }],
};

describe("what runs instances", () => {
  it("is an instance with its own settings, or those of its launch template", () => {
    const found = hosts((p) => {
      const made = template(p);
      p.resource("aws:ec2/instance:Instance", "bare", {});
      p.resource("aws:ec2/instance:Instance", "own", {
        associatePublicIpAddress: true,
        ebsBlockDevices: [{ volumeSize: "5", volumeType: "io2" }],
        instanceType: "t3.micro",
        launchTemplate: { id: made.id },
        rootBlockDevice: { volumeSize: 8 },
        subnetId: "subnet-1",
        tags: { a: "b" },
        vpcSecurityGroupIds: ["sg-2"],
      });
      p.resource("aws:ec2/instance:Instance", "templated", { launchTemplate: { name: made.out("name") } });
    });
    assert.deepEqual(found, {
      bare: { ...nothing, kind: "instance", count: 1, instanceType: undefined, publicAddress: undefined },
      own: {
        kind: "instance",
        count: 1,
        instanceType: "t3.micro",
        subnets: ["subnet-1"],
        groups: ["sg-2"],
        publicAddress: true,
        role: "role",
        tags: { a: "b", nfm: "on" },
        volumes: [
          { type: "type not given", gigabytes: 8 },
          { type: "io2", gigabytes: 5 },
        ],
      },
      templated: { ...nothing, ...fromTemplate, kind: "instance", count: 1 },
    });
  });

  it("is an Auto Scaling group, with a template of its own or in a mixed policy", () => {
    const found = hosts((p) => {
      const id = template(p).id;
      const group = (name: string, inputs: Values) => p.resource("aws:autoscaling/group:Group", name, inputs);
      group("bare", {});
      group("plain", {
        desiredCapacity: 3,
        launchTemplate: { id },
        minSize: 1,
        vpcZoneIdentifiers: ["subnet-1"],
      });
      group("mixed", {
        minSize: 2,
        mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: id } } },
        tags: [
          { key: "nfm", propagateAtLaunch: true, value: "off" },
          { key: "own", propagateAtLaunch: false, value: "x" },
        ],
      });
    });
    const group = { kind: "Auto Scaling group" };
    assert.deepEqual(found, {
      bare: { ...nothing, ...group, count: undefined, instanceType: undefined, publicAddress: undefined },
      plain: { ...fromTemplate, ...group, count: 3, subnets: ["subnet-1"] },
      mixed: { ...fromTemplate, ...group, count: 2, subnets: [], tags: { nfm: "off" } },
    });
  });

  it("is a node group, with or without a template", () => {
    const found = hosts((p) => {
      const made = template(p, { networkInterfaces: [], vpcSecurityGroupIds: ["sg-3"] });
      const node = p.resource("aws:iam/role:Role", "node");
      p.resource("aws:eks/nodeGroup:NodeGroup", "bare", {});
      p.resource("aws:eks/nodeGroup:NodeGroup", "full", {
        instanceTypes: ["t3.large", "t3.xlarge"],
        launchTemplate: { id: made.id },
        nodeRoleArn: node.out("arn"),
        scalingConfig: { desiredSize: 4 },
        subnetIds: ["subnet-1"],
      });
    });
    const group = { kind: "node group", publicAddress: undefined, windows: false };
    assert.deepEqual(found, {
      bare: { ...nothing, ...group, count: undefined, instanceType: undefined },
      full: {
        ...fromTemplate,
        ...group,
        count: 4,
        groups: ["sg-3"],
        instanceType: "t3.large",
        role: "node",
        subnets: ["subnet-1"],
      },
    });
  });
});
