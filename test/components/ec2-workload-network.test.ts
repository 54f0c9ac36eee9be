import assert from "node:assert/strict";
import { Ec2Workload, type Ec2WorkloadArgs } from "../../components/ec2-workload/index.ts";
import type { Values } from "../../engine/values.ts";
import { deploy, one, type Registration } from "../support/deploy.ts";
import { all, deploySite, siteAnswers } from "../support/ec2-site.ts";
import { lateErrors } from "../support/late-errors.ts";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const privateSubnets = ["site-vpc-private-1", "site-vpc-private-2"];
const publicSubnets = ["site-vpc-public-1", "site-vpc-public-2"];

const zones = ["ap-northeast-1a", "ap-northeast-1c"];

const openToOne: Ec2WorkloadArgs = { internetFacing: true, allowedCidrs: ["192.0.2.1/32"] };

function vpc(registrations: Registration[]): Values {
  return one(registrations, "awsx:ec2:Vpc").inputs;
}

/** Every rule as one line: direction, group, port, the other end. */
function ruleLines(registrations: Registration[]): string[] {
  const rules = registrations.filter((each) => each.type.startsWith("aws:vpc/securityGroup"));
  return rules
    .map(({ type, inputs }) => {
      assert.equal(inputs.ipProtocol, "tcp");
      assert.equal(inputs.fromPort, inputs.toPort);
      assert.ok((inputs.description as string).length > 0);
      const end = (inputs.cidrIpv4 ?? inputs.referencedSecurityGroupId ?? inputs.prefixListId) as string;
      const port = JSON.stringify(inputs.fromPort);
      const direction = type.includes("Ingress") ? "from" : "to";
      return `${inputs.securityGroupId as string} ${direction} ${end} ${port}`;
    })
    .toSorted();
}

describe("Ec2Workload's network", () => {
  it("is two zones of a public and a private /24 each, with no way out, unless told otherwise", async () => {
    const { registrations } = await deploySite();
    assert.deepEqual(vpc(registrations), {
      cidrBlock: "10.0.0.0/16",
      enableDnsHostnames: true,
      enableDnsSupport: true,
      natGateways: { strategy: "None" },
      numberOfAvailabilityZones: 2,
      region: "ap-northeast-1",
      subnetSpecs: [
        { type: "Public", cidrMask: 24 },
        { type: "Private", cidrMask: 24 },
      ],
      subnetStrategy: "Auto",
    });
  });

  it("adds a NAT gateway in each zone with egress nat, so that no zone depends on another", async () => {
    const { registrations } = await deploySite({ egress: "nat" });
    assert.deepEqual(vpc(registrations).natGateways, { strategy: "OnePerAz" });
  });

  it("has public subnets only in the public layout, where awsx refuses any NAT strategy but None", async () => {
    const { registrations } = await deploySite({ network: "public" });
    assert.deepEqual(vpc(registrations).natGateways, { strategy: "None" });
    assert.deepEqual(vpc(registrations).subnetSpecs, [{ type: "Public", cidrMask: 24 }]);
  });

  it("names the zones or counts them, never both, which awsx refuses", async () => {
    const { registrations } = await deploySite({ availabilityZones: ["ap-northeast-1c", "ap-northeast-1d"] });
    assert.deepEqual(vpc(registrations).availabilityZoneNames, ["ap-northeast-1c", "ap-northeast-1d"]);
    assert.equal("numberOfAvailabilityZones" in vpc(registrations), false);
  });

  it("closes the VPC's default group, since whoever lands in it could reach all of it", async () => {
    const { registrations } = await deploySite();
    assert.deepEqual(one(registrations, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs, {
      vpcId: "site-vpc-id",
      ingress: [],
      egress: [],
      region: "ap-northeast-1",
    });
  });

  it("logs every flow of the VPC, by a role that only this account's flow logs may use", async () => {
    const { registrations } = await deploySite({ logRetentionDays: 30 });
    const flowLog = one(registrations, "aws:ec2/flowLog:FlowLog");
    const permission = one(registrations, "aws:iam/rolePolicy:RolePolicy", "site-flow-logs");
    assert.ok(
      flowLog.dependencies.includes(permission.urn),
      "a flow log that may not write yet loses its start",
    );
    assert.deepEqual(flowLog.inputs, {
      vpcId: "site-vpc-id",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:simulated:::site-flow-logs",
      iamRoleArn: "arn:aws:simulated:::site-flow-logs",
      maxAggregationInterval: 60,
      region: "ap-northeast-1",
    });
    assert.equal(one(registrations, "aws:cloudwatch/logGroup:LogGroup").inputs.retentionInDays, 30);
    const role = one(registrations, "aws:iam/role:Role", "site-flow-logs").inputs;
    assert.deepEqual((role.assumeRolePolicy as { Statement: Values[] }).Statement[0]?.Condition, {
      ArnLike: { "aws:SourceArn": "arn:aws:ec2:ap-northeast-1:123456789012:vpc-flow-log/*" },
      StringEquals: { "aws:SourceAccount": "123456789012" },
    });
    assert.deepEqual((permission.inputs.policy as { Statement: Values[] }).Statement, [
      {
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Effect: "Allow",
        Resource: "arn:aws:simulated:::site-flow-logs:*",
      },
    ]);
  });
});

describe("Ec2Workload's endpoints", () => {
  for (const egress of ["endpoints", "nat"] as const) {
    it(`carry Systems Manager, reports and S3 of a private network (${egress})`, async () => {
      const { registrations } = await deploySite({ egress });
      const interfaces = all(registrations, endpointType).filter(
        (each) => each.inputs.vpcEndpointType === "Interface",
      );
      assert.deepEqual(
        interfaces.map((each) => each.inputs.serviceName).toSorted(),
        ["ec2messages", "networkflowmonitorreports", "ssm", "ssmmessages"].map(
          (service) => `com.amazonaws.ap-northeast-1.${service}`,
        ),
      );
      for (const { inputs, name } of interfaces) {
        assert.equal(inputs.privateDnsEnabled, true, name);
        assert.deepEqual(inputs.securityGroupIds, ["site-endpoints-id"], name);
        assert.deepEqual(inputs.subnetIds, privateSubnets, name);
      }
      assert.deepEqual(one(registrations, endpointType, "site-s3").inputs, {
        vpcId: "site-vpc-id",
        serviceName: "com.amazonaws.ap-northeast-1.s3",
        vpcEndpointType: "Gateway",
        routeTableIds: ["rtb-of-site-vpc-private-1", "rtb-of-site-vpc-private-2"],
        region: "ap-northeast-1",
      });
    });
  }

  it("fail with a line that says so when a private subnet has no route table, not with half a way to S3", async () => {
    const components = () => ({
      vpcId: "vpc-1",
      privateSubnetIds: ["subnet-1", "subnet-2"],
      routeTableAssociations: [],
    });
    const program = () => new Ec2Workload("site", { region: "ap-northeast-1", availabilityZones: zones });
    const errors = await lateErrors(() => deploy(program, { ...siteAnswers, components }));
    const messages = errors.map((error) => (error as Error).message);
    assert.ok(messages.every((message) => /subnet subnet-[12] has no route table of its own$/.test(message)));
    assert.equal(messages.length, 2);
  });

  it("let nobody do more than send reports through the endpoint of the reports", async () => {
    const { registrations } = await deploySite();
    const policies = all(registrations, endpointType).map((each) => [each.name, each.inputs.policy]);
    assert.deepEqual(
      policies.filter(([, policy]) => policy !== undefined),
      [
        [
          "site-networkflowmonitorreports",
          '{"Statement":[{"Action":"networkflowmonitor:Publish","Effect":"Allow","Principal":"*","Resource":"*"}],' +
            '"Version":"2012-10-17"}',
        ],
      ],
    );
  });

  it("are the three of Systems Manager in the public layout", async () => {
    const { registrations } = await deploySite({ network: "public" });
    const endpoints = all(registrations, endpointType);
    const names = endpoints.map((each) => each.name).toSorted();
    assert.deepEqual(names, ["site-ec2messages", "site-ssm", "site-ssmmessages"]);
    for (const { inputs } of endpoints) assert.deepEqual(inputs.subnetIds, publicSubnets);
  });
});

describe("Ec2Workload's security groups", () => {
  const inside = [
    "site-balancer-id from site-instances-id 80",
    "site-balancer-id to site-instances-id 80",
    "site-endpoints-id from site-instances-id 443",
    "site-instances-id from site-balancer-id 80",
    "site-instances-id to site-balancer-id 80",
    "site-instances-id to site-endpoints-id 443",
  ];

  it("let the VPC in and AWS out, and nothing else", async () => {
    const { registrations } = await deploySite();
    const s3 = "site-instances-id to pl-1 443";
    assert.deepEqual(
      ruleLines(registrations),
      [...inside, "site-balancer-id from 10.0.0.0/16 80", s3].toSorted(),
    );
    for (const group of all(registrations, "aws:ec2/securityGroup:SecurityGroup")) {
      assert.ok((group.inputs.description as string).length > 0);
      assert.equal("ingress" in group.inputs || "egress" in group.inputs, false);
    }
  });

  it("let instances out on 443 where packages or reports have no endpoint", async () => {
    const nat = await deploySite({ egress: "nat" });
    assert.ok(ruleLines(nat.registrations).includes("site-instances-id to 0.0.0.0/0 443"));
    const open = await deploySite({ network: "public", ...openToOne });
    assert.deepEqual(
      ruleLines(open.registrations),
      [...inside, "site-balancer-id from 192.0.2.1/32 80", "site-instances-id to 0.0.0.0/0 443"].toSorted(),
    );
  });

  it("have no way from instances to the load balancer when there is no traffic of the site's own", async () => {
    const { registrations } = await deploySite({ traffic: "off" });
    const lines = ruleLines(registrations);
    assert.equal(lines.includes("site-instances-id to site-balancer-id 80"), false);
    assert.equal(lines.includes("site-balancer-id from site-instances-id 80"), false);
    assert.equal(lines.length, 6);
  });

  it("keep a rule's name while the list around it changes, so that no other rule is replaced", async () => {
    const names = async (allowedCidrs: string[]) => {
      const { registrations } = await deploySite({ allowedCidrs });
      return all(registrations, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(
        (each) => each.name,
      );
    };
    const both = await names(["192.0.2.0/24", "198.51.100.0/24"]);
    const later = await names(["198.51.100.0/24"]);
    assert.ok(later.every((name) => both.includes(name)));
    assert.ok(later.includes("site-balancer-http-from-198.51.100.0-24"));
  });
});
