import assert from "node:assert/strict";
import {
  local,
  remote,
  subnetArn,
  vpcArn,
  type LocalResource,
  type MonitorArgs,
  type RemoteResource,
} from "../../components/index.ts";
import { validateMonitor } from "../../components/monitor/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";

const here = "ap-northeast-1";
const scopeArn = `arn:aws:networkflowmonitor:${here}:123456789012:scope/11111111-2222-3333-4444-555555555555`;
const owner = (region: string) => ({ region, accountId: "123456789012" });
const vpc = (region: string) => vpcArn("vpc-0123456789abcdef0", owner(region));
const zone = local.availabilityZone("ap-northeast-1a");

function lines(args: Partial<MonitorArgs>): string[] {
  return validateMonitor({ scopeArn, localResources: [zone], ...args }, "web").map(formatProblem);
}

/** The parts of the lines that name the place and what was given. */
function places(args: Partial<MonitorArgs>): string[] {
  return lines(args).map((line) => line.slice(0, line.indexOf("; allowed")));
}

describe("validateMonitor", () => {
  it("accepts every type on the side where AWS takes it", () => {
    const localResources = [
      zone,
      local.region(here),
      local.vpc(vpc(here)),
      local.subnet(subnetArn("subnet-0123456789abcdef0", owner(here))),
      local.eksCluster(`arn:aws:eks:${here}:123456789012:cluster/pets`),
    ];
    const remoteResources = [
      remote.availabilityZone("ap-northeast-1c"),
      remote.region(here),
      remote.vpc(vpc(here)),
      remote.subnet(subnetArn("subnet-0123456789abcdef0", owner(here))),
      remote.service("S3"),
      remote.service("DynamoDB"),
    ];
    assert.deepEqual(lines({ localResources, remoteResources }), []);
  });

  it("builds the type strings that the API has, which the docstrings of the provider get wrong", () => {
    assert.deepEqual(zone, { type: "AWS::AvailabilityZone", identifier: "ap-northeast-1a" });
    assert.deepEqual(remote.region(here), { type: "AWS::Region", identifier: here });
    assert.deepEqual(remote.service("S3"), { type: "AWS::AWSService", identifier: "S3" });
    assert.deepEqual(remote.availabilityZone("ap-northeast-1a"), zone);
  });

  it("refuses AWS::EC2::AvailabilityZone and AWS::EC2::Region, and names the right strings", () => {
    const wrong = (type: string) => ({ type, identifier: "x" }) as LocalResource & RemoteResource;
    assert.deepEqual(
      lines({
        localResources: [wrong("AWS::EC2::AvailabilityZone")],
        remoteResources: [wrong("AWS::EC2::Region")],
      }),
      [
        'web.localResources[0].type: got "AWS::EC2::AvailabilityZone"; allowed: AWS::EC2::VPC, AWS::EC2::Subnet, ' +
          'AWS::AvailabilityZone, AWS::Region or AWS::EKS::Cluster; fix: write "AWS::AvailabilityZone"',
        'web.remoteResources[0].type: got "AWS::EC2::Region"; allowed: AWS::EC2::VPC, AWS::EC2::Subnet, ' +
          'AWS::AvailabilityZone, AWS::Region or AWS::AWSService; fix: write "AWS::Region"',
      ],
    );
  });

  it("refuses a cluster as remote, a service as local and a type that nobody knows", () => {
    const swapped = { localResources: [remote.service("S3")], remoteResources: [local.eksCluster("x")] };
    const [asLocal = "", asRemote = ""] = lines(swapped as unknown as MonitorArgs);
    assert.match(asLocal, /^web\.localResources\[0\]\.type: .*fix: this type can only be a remote resource$/);
    assert.match(
      asRemote,
      /^web\.remoteResources\[0\]\.type: .*fix: this type can only be a local resource$/,
    );
    const odd = { type: "AWS::EC2::Instance", identifier: "i-1" } as unknown as LocalResource;
    assert.match(lines({ localResources: [odd] })[0] ?? "", /fix: choose one of them$/);
  });

  it("refuses an identifier of another kind, such as an id, an AZ id, a Local Zone or a service in small letters", () => {
    const cases: [LocalResource | RemoteResource, RegExp][] = [
      [local.vpc("vpc-0123456789abcdef0"), /the ARN of a VPC, .*`vpcArn`/],
      [local.vpc(vpc(here).replace("123456789012", "")), /the ARN of a VPC/],
      [local.subnet(vpc(here)), /the ARN of a subnet, .*`subnetArn`/],
      [
        local.eksCluster("arn:aws:eks:ap-northeast-1:123456789012:nodegroup/pets"),
        /the ARN of an EKS cluster/,
      ],
      [local.availabilityZone("apne1-az4"), /the name of an Availability Zone, .*not ZoneId/],
      [local.availabilityZone("us-west-2-lax-1a"), /a Local Zone is not one/],
      [local.region("Tokyo"), /the name of a Region/],
      [{ ...zone, identifier: 5 as unknown as string }, /got 5; allowed: the name of an Availability Zone/],
      [{ ...zone, identifier: undefined as unknown as string }, /got nothing; /],
    ];
    for (const [resource, expected] of cases) {
      const found = lines({ localResources: [resource as LocalResource] });
      assert.equal(found.length, 1, resource.type);
      assert.match(found[0] ?? "", /^web\.localResources\[0\]\.identifier: /);
      assert.match(found[0] ?? "", expected);
    }
    const service = { ...remote.service("S3"), identifier: "s3" };
    assert.deepEqual(lines({ remoteResources: [service] }), [
      'web.remoteResources[0].identifier: got "s3"; allowed: S3 or DynamoDB; fix: choose one of them, spelled so',
    ]);
  });

  it("refuses a local resource of another Region than the monitor's, whichever way that is known", () => {
    const abroad = local.region("us-east-1");
    const given = 'web.localResources[1].identifier: got "us-east-1"';
    assert.deepEqual(places({ localResources: [zone, abroad] }), [given]);
    const later = Promise.resolve(scopeArn);
    assert.deepEqual(places({ scopeArn: later, region: here, localResources: [zone, abroad] }), [given]);
    assert.deepEqual(places({ scopeArn: later, localResources: [zone, abroad] }), [given]);
  });

  it("refuses a scope of another Region, and a Region that has no Network Flow Monitor", () => {
    assert.deepEqual(places({ region: "eu-west-1", localResources: [local.region("eu-west-1")] }), [
      `web.scopeArn: got "${scopeArn}"`,
    ]);
    const nowhere = { scopeArn: Promise.resolve(scopeArn), region: "af-south-1" };
    assert.deepEqual(places(nowhere), ['web.region: got "af-south-1"']);
  });

  it("refuses two remote Regions", () => {
    assert.deepEqual(lines({ remoteResources: [remote.region("us-east-1"), remote.region("us-west-2")] }), [
      'web.remoteResources[1].identifier: got "us-west-2"; allowed: one Region for all remote resources, here us-east-1; ' +
        "fix: make one monitor for each remote Region",
    ]);
  });

  it("refuses of another Region all but the Region as a whole", () => {
    assert.deepEqual(lines({ remoteResources: [remote.vpc(vpc("us-east-1"))] }), [
      `web.remoteResources[0].identifier: got "${vpc("us-east-1")}"; allowed: of another Region than ${here} only the ` +
        'Region as a whole; fix: name that: type "AWS::Region", identifier "us-east-1"',
    ]);
  });

  it("refuses another Region beside a service", () => {
    assert.deepEqual(lines({ remoteResources: [remote.service("S3"), remote.region("us-east-1")] }), [
      'web.remoteResources[1].identifier: got "us-east-1"; allowed: a resource in ap-northeast-1, the monitor\'s Region, ' +
        "since a service is a remote resource too; fix: make a second monitor for the other Region",
    ]);
  });

  it("refuses a resource named twice on one side, but not on both sides", () => {
    assert.deepEqual(lines({ localResources: [zone, zone] }), [
      'web.localResources[1].identifier: got "ap-northeast-1a"; allowed: each resource once; it is ' +
        "web.localResources[0] already; fix: remove one of the two",
    ]);
    assert.deepEqual(lines({ remoteResources: [remote.availabilityZone("ap-northeast-1a")] }), []);
  });

  it("holds the limits of AWS: 1 to 25 local resources, 25 remote ones, 255 characters", () => {
    const subnets = (count: number) =>
      Array.from({ length: count }, (_, i) => local.subnet(subnetArn(`subnet-${String(i)}`, owner(here))));
    const remotes = (count: number) =>
      Array.from({ length: count }, (_, i) => remote.subnet(subnetArn(`subnet-${String(i)}`, owner(here))));
    assert.deepEqual(lines({ localResources: subnets(25), remoteResources: remotes(25) }), []);
    assert.deepEqual(places({ localResources: subnets(26), remoteResources: remotes(26) }), [
      "web.localResources: got 26 resources",
      "web.remoteResources: got 26 resources",
    ]);
    assert.deepEqual(places({ localResources: [] }), ["web.localResources: got none"]);
    assert.deepEqual(lines({ monitorName: "a".repeat(255) }), []);
    for (const name of ["a".repeat(256), "", "web site", "web/site"]) {
      assert.equal(places({ monitorName: name })[0], `web.monitorName: got ${JSON.stringify(name)}`);
    }
  });

  it("refuses tags that AWS refuses, each on its own line", () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`k${String(i)}`, "v"]));
    assert.deepEqual(places({ tags: many }), ["web.tags: got 201 tags"]);
    assert.deepEqual(places({ tags: { "aws:x": "v", long: "v".repeat(257), fine: "v" } }), [
      'web.tags["aws:x"]: got "aws:x"',
      `web.tags["long"]: got "${"v".repeat(257)}"`,
    ]);
  });
});
