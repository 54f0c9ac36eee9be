import assert from "node:assert/strict";
import { UNKNOWN, type Value, type Values } from "../../../engine/values.ts";
import { Replay } from "./replay.ts";

const scopeArn =
  "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11112222-3333-4444-8555-666677778888";
const vpc = (region: string) => `arn:aws:ec2:${region}:123456789012:vpc/vpc-0123456789abcdef0`;

function refusals(
  type: "scope:Scope" | "monitor:Monitor",
  inputs: Values,
  region = "ap-northeast-1",
): string[] {
  try {
    new Replay({ dryRun: true, region }).create(`aws:networkflowmonitor/${type}`, "x", inputs);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

function monitor(locals: Value, remotes?: Value, more: Values = {}): string[] {
  const inputs: Values = { monitorName: "m", scopeArn, localResources: locals, ...more };
  if (remotes !== undefined) inputs.remoteResources = remotes;
  return refusals("monitor:Monitor", inputs);
}

const zone = { type: "AWS::AvailabilityZone", identifier: "ap-northeast-1a" };

describe("the model of monitors", () => {
  it("takes every type where the API takes it", () => {
    const subnet = "arn:aws:ec2:ap-northeast-1:123456789012:subnet/subnet-0123456789abcdef0";
    const shared = [
      { type: "AWS::EC2::VPC", identifier: vpc("ap-northeast-1") },
      { type: "AWS::EC2::Subnet", identifier: subnet },
      zone,
      { type: "AWS::Region", identifier: "ap-northeast-1" },
    ];
    const cluster = "arn:aws:eks:ap-northeast-1:123456789012:cluster/pets";
    assert.deepEqual(
      monitor(
        [...shared, { type: "AWS::EKS::Cluster", identifier: cluster }],
        [...shared, { type: "AWS::AWSService", identifier: "S3" }],
      ),
      [],
    );
  });

  it("refuses the types that the docstrings of @pulumi/aws name and the API does not know", () => {
    for (const type of ["AWS::EC2::AvailabilityZone", "AWS::EC2::Region"]) {
      assert.deepEqual(monitor([{ type, identifier: "ap-northeast-1a" }]), [
        `ValidationException: localResources[0].type: "${type}" is none of AWS::EC2::VPC, AWS::EC2::Subnet, AWS::AvailabilityZone, AWS::Region, AWS::EKS::Cluster`,
      ]);
    }
  });

  it("refuses a remote cluster and a local service", () => {
    assert.match(
      monitor([zone], [{ type: "AWS::EKS::Cluster", identifier: "c" }])[0]!,
      /^Val\w+: remoteResources\[0\]/,
    );
    assert.match(
      monitor([{ type: "AWS::AWSService", identifier: "S3" }])[0]!,
      /^ValidationException: localResources\[0\]/,
    );
  });

  it("takes 25 resources on either side and refuses 26, and none on the local one", () => {
    const many = (count: number) => Array.from({ length: count }, () => zone);
    assert.deepEqual(monitor(many(25), many(25)), []);
    assert.deepEqual(monitor(many(26), many(26)), [
      "ValidationException: localResources: 26 resources, at most 25 are allowed",
      "ValidationException: remoteResources: 26 resources, at most 25 are allowed",
    ]);
    assert.deepEqual(monitor([]), [
      "ValidationException: localResources: a monitor needs at least one local resource",
    ]);
  });

  it("refuses local resources outside the monitor's Region", () => {
    assert.deepEqual(monitor([{ type: "AWS::Region", identifier: "us-west-2" }]), [
      "ValidationException: localResources[0]: it is in us-west-2, but every local resource must be in the monitor's Region, ap-northeast-1",
    ]);
    assert.deepEqual(
      monitor([{ type: "AWS::Region", identifier: "us-west-2" }], undefined, { region: "us-west-2" }),
      [],
    );
  });

  it("refuses remote resources in two Regions", () => {
    const regions = ["us-west-2", "us-east-1"].map((identifier) => ({ type: "AWS::Region", identifier }));
    assert.deepEqual(monitor([zone], regions), [
      "ValidationException: remoteResources: they are in us-east-1, us-west-2, but all must be in one Region",
    ]);
  });

  it("takes of another Region nothing but the Region itself, and no service beside it", () => {
    const elsewhere = { type: "AWS::Region", identifier: "us-west-2" };
    assert.deepEqual(monitor([zone], [elsewhere]), []);
    assert.deepEqual(monitor([zone], [{ type: "AWS::EC2::VPC", identifier: vpc("us-west-2") }]), [
      "ValidationException: remoteResources[0]: in another Region only AWS::Region can be remote, not AWS::EC2::VPC",
    ]);
    assert.deepEqual(monitor([zone], [elsewhere, { type: "AWS::AWSService", identifier: "DynamoDB" }]), [
      "ValidationException: remoteResources: beside an AWS::AWSService all others must be in ap-northeast-1, not in us-west-2",
    ]);
  });

  it("refuses identifiers that do not fit their type", () => {
    const wrong = [
      { type: "AWS::EC2::VPC", identifier: "vpc-0123456789abcdef0" },
      { type: "AWS::AvailabilityZone", identifier: "apne1-az4" },
      { type: "AWS::Region", identifier: "Tokyo" },
    ];
    for (const [index, member] of wrong.entries()) {
      const problems = monitor([zone, member]);
      assert.match(
        problems[0] ?? "accepted",
        /^ValidationException: localResources\[1\]\.identifier: /,
        `${index}`,
      );
    }
    assert.match(
      monitor([zone], [{ type: "AWS::AWSService", identifier: "s3" }])[0]!,
      /is none of S3, DynamoDB$/,
    );
  });

  it("refuses bad names, and more than 255 characters", () => {
    const named = (monitorName: string) => monitor([zone], undefined, { monitorName });
    assert.deepEqual(named("a".repeat(255)), []);
    assert.equal(named("a".repeat(256)).length, 1);
    assert.equal(named("a b").length, 1);
    assert.equal(named("").length, 1);
  });

  it("says nothing about what is not known yet", () => {
    assert.deepEqual(monitor(UNKNOWN), []);
    assert.deepEqual(monitor([{ type: "AWS::EC2::VPC", identifier: UNKNOWN }], [UNKNOWN]), []);
  });

  it("is identified by its name", () => {
    const replay = new Replay({ dryRun: false });
    const { id, outputs } = replay.create("aws:networkflowmonitor/monitor:Monitor", "x", {
      monitorName: "web",
      scopeArn,
      localResources: [zone],
    });
    assert.equal(id, "web");
    assert.equal(outputs.monitorArn, "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:monitor/web");
  });
});

describe("the model of scopes", () => {
  const target = (accountId: Value, targetType = "ACCOUNT", region = "ap-northeast-1"): Values => ({
    region,
    targetIdentifier: { targetType, targetId: { accountId } },
  });
  const scope = (targets: Value, region?: string) => refusals("scope:Scope", { targets }, region);

  it("takes 1 to 100 targets", () => {
    const many = (count: number) => Array.from({ length: count }, () => target("123456789012"));
    assert.deepEqual(scope(many(100)), []);
    assert.deepEqual(scope(many(101)), [
      "ValidationException: targets: 101 targets, at most 100 are allowed",
    ]);
    assert.deepEqual(scope([]), ["ValidationException: targets: a scope needs at least one target"]);
  });

  it("refuses other target types, account ids that are not twelve digits, and Regions that lack the service", () => {
    assert.equal(scope([target("123456789012", "ORGANIZATION")]).length, 1);
    assert.equal(scope([target("12345")]).length, 1);
    assert.deepEqual(scope([target(UNKNOWN)]), []);
    assert.deepEqual(scope([target("123456789012")], "eu-south-1"), [
      'region: Network Flow Monitor is not available in Region "eu-south-1"',
    ]);
    assert.deepEqual(scope([target("123456789012", "ACCOUNT", "eu-south-1")]), [
      'targets[0].region: Network Flow Monitor is not available in Region "eu-south-1"',
    ]);
  });

  it("refuses more than 200 tags", () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, "v"]));
    const tagged = (count: number) =>
      refusals("scope:Scope", { targets: [target("123456789012")], tags: tags(count) });
    assert.deepEqual(tagged(200), []);
    assert.deepEqual(tagged(201), ["ValidationException: tags: 201 tags, at most 200 are allowed"]);
  });

  it("is identified by a UUID that its ARN ends in", () => {
    const replay = new Replay({ dryRun: false });
    const { id, outputs } = replay.create("aws:networkflowmonitor/scope:Scope", "x", {
      targets: [target("123456789012")],
    });
    assert.match(id as string, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(outputs.scopeId, id);
    assert.equal(
      outputs.scopeArn,
      `arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/${id as string}`,
    );
  });
});
