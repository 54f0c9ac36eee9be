import assert from "node:assert/strict";
import { Vpc } from "@pulumi/awsx/ec2/index.js";
import * as pulumi from "@pulumi/pulumi";
import { Ec2Workload, NetworkLayout, type Ec2WorkloadArgs } from "../../components/ec2-workload/index.ts";
import type { Values } from "../../engine/values.ts";
import { deploy, one, type Registration } from "../support/deploy.ts";
import { all, deploySite, siteAnswers, siteRegion } from "../support/ec2-site.ts";

const groupType = "aws:autoscaling/group:Group";
const certificateArn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1";
const tags = { team: "net", env: "test" };

/** Names, without the component's, of what a resource waits for. */
function waitsFor(registration: Registration): string[] {
  return registration.dependencies.map((urn) => urn.slice(urn.lastIndexOf("$") + 1)).toSorted();
}

/** Name of a resource, which the SDK keeps to itself. */
function nameOf(resource: pulumi.Resource): string {
  return (resource as unknown as { __name: string }).__name;
}

describe("Ec2Workload at boot", () => {
  it("starts no instance before its way to AWS stands: user data runs once, and a deaf agent waits half an hour", async () => {
    const { registrations } = await deploySite();
    for (const group of all(registrations, groupType)) {
      assert.deepEqual(waitsFor(group), [
        "aws:ec2/launchTemplate:LaunchTemplate::site-web",
        "aws:ec2/vpcEndpoint:VpcEndpoint::site-ec2messages",
        "aws:ec2/vpcEndpoint:VpcEndpoint::site-networkflowmonitorreports",
        "aws:ec2/vpcEndpoint:VpcEndpoint::site-s3",
        "aws:ec2/vpcEndpoint:VpcEndpoint::site-ssm",
        "aws:ec2/vpcEndpoint:VpcEndpoint::site-ssmmessages",
        "aws:iam/instanceProfile:InstanceProfile::site-instances",
        "aws:iam/rolePolicy:RolePolicy::site-instances-s3",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment::site-instances-ssm",
        "aws:lb/listener:Listener::site-http",
        "aws:lb/targetGroup:TargetGroup::site-web",
        "aws:s3/bucketPolicy:BucketPolicy::site-access-logs",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::site-balancer-to-instances",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::site-instances-to-balancer",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::site-instances-to-endpoints",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::site-instances-to-s3",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::site-balancer-from-instances",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::site-balancer-http-from-10.0.0.0-16",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::site-endpoints-from-instances",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::site-instances-from-balancer",
        // The component of awsx: waiting for it is waiting for its subnets, routes and gateways.
        "awsx:ec2:Vpc::site-vpc",
      ]);
    }
  });

  for (const layout of [{ network: NetworkLayout.Public }, { network: NetworkLayout.Private }]) {
    it(`names awsx's VPC itself among what groups wait for, since subnet ids imply no route or gateway (${layout.network})`, async () => {
      const named: Record<string, string[]> = {};
      const site = () =>
        new Ec2Workload("site", { region: siteRegion, ...layout }, { transformations: [record] });
      const record: pulumi.ResourceTransformation = ({ type, name, opts }) => {
        const all = [opts.dependsOn].flat() as pulumi.Resource[];
        if (type === groupType) named[name] = all.filter((each) => each instanceof Vpc).map(nameOf);
        return undefined;
      };
      await deploy(site, siteAnswers);
      assert.deepEqual(named, { "site-web-1": ["site-vpc"], "site-web-2": ["site-vpc"] });
    });
  }

  it("starts no instance before both listeners where there is a certificate: health checks need one that forwards", async () => {
    const { registrations } = await deploySite({ certificateArn, allowedCidrs: ["192.0.2.0/24"] });
    for (const group of all(registrations, groupType)) {
      const listeners = waitsFor(group).filter((each) => each.startsWith("aws:lb/listener:"));
      assert.deepEqual(listeners, [
        "aws:lb/listener:Listener::site-http",
        "aws:lb/listener:Listener::site-https",
      ]);
    }
  });

  it("replaces an instance that stays broken, but not while its user data still tries", async () => {
    const { registrations } = await deploySite();
    const group = one(registrations, groupType, "site-web-1").inputs;
    assert.equal(group.healthCheckType, "ELB");
    assert.equal(group.healthCheckGracePeriod, 900);
    assert.equal(group.minElbCapacity, 1);
    assert.deepEqual(group.targetGroupArns, ["arn:aws:simulated:::site-web"]);
  });
});

describe("Ec2Workload's instances", () => {
  it("has one group for each zone, so that each zone surely has an instance", async () => {
    const { registrations } = await deploySite({ availabilityZoneCount: 3, instancesPerZone: 2 });
    const groups = all(registrations, groupType).map((each) => each.inputs);
    assert.deepEqual(
      groups.map((group) => [group.vpcZoneIdentifiers, group.minSize, group.desiredCapacity, group.maxSize]),
      [1, 2, 3].map((zone) => [[`site-vpc-private-${String(zone)}`], 2, 2, 4]),
    );
  });

  it("brings a changed template to running instances, one after the other and new before old", async () => {
    const { registrations } = await deploySite();
    const group = one(registrations, groupType, "site-web-1").inputs;
    assert.deepEqual(group.launchTemplate, { id: "site-web-id", version: "7" });
    const preferences = { minHealthyPercentage: 100, maxHealthyPercentage: 200 };
    assert.deepEqual(group.instanceRefresh, { strategy: "Rolling", preferences });
    assert.deepEqual(group.instanceMaintenancePolicy, preferences);
    assert.equal(group.maxInstanceLifetime, 2_592_000);
  });

  it("copies tags to instances, their volumes and interfaces, by which rollouts and bills find them", async () => {
    const { registrations } = await deploySite({ tags: pulumi.output(tags) });
    assert.deepEqual(one(registrations, groupType, "site-web-2").inputs.tags, [
      { key: "Name", propagateAtLaunch: true, value: "site-web" },
      { key: "env", propagateAtLaunch: true, value: "test" },
      { key: "team", propagateAtLaunch: true, value: "net" },
    ]);
    const template = one(registrations, "aws:ec2/launchTemplate:LaunchTemplate").inputs;
    assert.deepEqual(
      template.tagSpecifications,
      ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { Name: "site-web", ...tags },
      })),
    );
  });

  it("is hardened: IMDSv2 within one hop, encrypted gp3, EBS-optimized, monitored, no public address, no key", async () => {
    const { registrations } = await deploySite();
    const { inputs } = one(registrations, "aws:ec2/launchTemplate:LaunchTemplate");
    assert.deepEqual(inputs.metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    assert.deepEqual(inputs.blockDeviceMappings, [
      {
        deviceName: "/dev/xvda",
        ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 8, deleteOnTermination: "true" },
      },
    ]);
    assert.equal(inputs.ebsOptimized, "true");
    assert.deepEqual(inputs.monitoring, { enabled: true });
    const securityGroups = ["site-instances-id"];
    assert.deepEqual(inputs.networkInterfaces, [
      { deviceIndex: 0, associatePublicIpAddress: "false", securityGroups, deleteOnTermination: "true" },
    ]);
    assert.deepEqual(inputs.iamInstanceProfile, { arn: "arn:aws:simulated:::site-instances" });
    assert.equal("keyName" in inputs, false);
  });

  it("has public addresses in the public layout only", async () => {
    const { registrations } = await deploySite({ network: NetworkLayout.Public });
    const { inputs } = one(registrations, "aws:ec2/launchTemplate:LaunchTemplate");
    assert.equal((inputs.networkInterfaces as Values[])[0]?.associatePublicIpAddress, "true");
  });

  it("boots Amazon Linux 2023 of the instance type's architecture, whose kernel suits the agent", async () => {
    const image = async (args: Ec2WorkloadArgs) => {
      const { registrations } = await deploySite(args);
      return one(registrations, "aws:ec2/launchTemplate:LaunchTemplate").inputs.imageId;
    };
    const parameter = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";
    assert.equal(await image({}), `${parameter}x86_64`);
    assert.equal(await image({ instanceType: "t4g.micro" }), `${parameter}arm64`);
  });

  it("may read the five buckets of Systems Manager through a gateway endpoint, and nothing else of S3", async () => {
    const { registrations } = await deploySite();
    assert.deepEqual(one(registrations, "aws:iam/rolePolicy:RolePolicy", "site-instances-s3").inputs.policy, {
      Version: "2012-10-17",
      Statement: [
        {
          Action: "s3:GetObject",
          Effect: "Allow",
          Resource: [
            "arn:aws:s3:::amazon-ssm-ap-northeast-1/*",
            "arn:aws:s3:::aws-ssm-ap-northeast-1/*",
            "arn:aws:s3:::aws-ssm-distributor-file-ap-northeast-1/*",
            "arn:aws:s3:::aws-ssm-document-attachments-ap-northeast-1/*",
            "arn:aws:s3:::ap-northeast-1-birdwatcher-prod/*",
          ],
        },
      ],
    });
    const attachment = one(registrations, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs;
    assert.deepEqual(attachment, {
      role: "site-instances-name",
      policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
    const open = await deploySite({ network: NetworkLayout.Public });
    assert.deepEqual(
      all(open.registrations, "aws:iam/rolePolicy:RolePolicy").map((each) => each.name),
      ["site-flow-logs"],
    );
  });
});
