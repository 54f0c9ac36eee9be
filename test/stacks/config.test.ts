import assert from "node:assert/strict";
import { refusals, shippedConfig, type FileConfig } from "../support/stack-config.ts";

const dev = shippedConfig("dev");
const scopeArn =
  "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555";

/** The lines for the dev stack with some settings changed; a setting that is undefined is left out. */
function lines(changed: FileConfig): string[] {
  const entries = Object.entries({ ...dev, ...changed }).filter(([, value]) => value !== undefined);
  return refusals(Object.fromEntries(entries));
}

/** The same, without what is allowed and how to fix it. */
function places(changed: FileConfig): string[] {
  return lines(changed).map((line) => line.slice(0, line.indexOf("; allowed")));
}

describe("the configuration of a stack", () => {
  it("is accepted as shipped", () => {
    assert.deepEqual(lines({}), []);
  });

  it("shows a problem of form, of a monitor and of the scope at once, one line each, sorted", () => {
    const abroad = { localResources: [{ type: "AWS::Region", identifier: "us-east-1" }] };
    assert.deepEqual(
      lines({ "nfm:monitor": {}, "nfm:monitors": { web: abroad }, "nfm:scope": { mode: "adopt" } }),
      [
        'nfm:monitor: got key "monitor"; allowed: nfm:agent, nfm:databasePassword, nfm:ec2, nfm:eks, ' +
          "nfm:existingCluster, nfm:monitors, nfm:scope, nfm:tags, nfm:workload; " +
          "fix: rename it to nfm:monitors",
        'nfm:monitors.web.localResources[0].identifier: got "us-east-1"; allowed: a resource in ap-northeast-1, the ' +
          "monitor's Region; fix: make one monitor for each Region",
        "nfm:scope.scopeArn: got nothing; allowed: the ARN of the scope to adopt; fix: give the ARN from " +
          '`aws networkflowmonitor list-scopes`, or set mode to "create"',
      ],
    );
  });

  it("asks all components' validators, each under the path of its settings", () => {
    assert.deepEqual(
      places({
        "nfm:scope": { mode: "create", createTimeoutMinutes: 0 },
        "nfm:ec2": { network: "public", instancesPerZone: 11 },
        "nfm:agent": { maxErrors: "lots" },
        "nfm:monitors": {
          web: { over: "vpc", remoteResources: [{ type: "AWS::AWSService", identifier: "s3" }] },
        },
        "nfm:tags": { "aws:x": "1" },
      }),
      [
        'nfm:agent.maxErrors: got "lots"',
        "nfm:ec2.instancesPerZone: got 11",
        'nfm:monitors.web.remoteResources[0].identifier: got "s3"',
        "nfm:scope.createTimeoutMinutes: got 0",
        'nfm:tags["aws:x"]: got "aws:x"',
      ],
    );
  });

  it("names the nearest known key at every depth", () => {
    assert.deepEqual(
      lines({
        "nfm:agnet": {},
        "nfm:scope": { mode: "create", onDestory: "delete" },
        "nfm:monitors": { web: { ovr: "vpc", over: "vpc" } },
      }).map((line) => line.replace(/; allowed: .*; fix/, "; fix")),
      [
        'nfm:agnet: got key "agnet"; fix: rename it to nfm:agent',
        'nfm:monitors.web.ovr: got key "ovr"; fix: rename it to over',
        'nfm:scope.onDestory: got key "onDestory"; fix: rename it to onDestroy',
      ],
    );
    assert.match(lines({ "nfm:quux": 1 })[0] ?? "", /; fix: remove it$/);
  });

  it("judges the rest of a section that has an unknown key or a value of a wrong type", () => {
    assert.deepEqual(
      places({
        "nfm:scope": { mode: "adopt", onDestory: "delete", createTimeoutMinutes: "60", scopeArn: "x" },
      }),
      [
        'nfm:scope.createTimeoutMinutes: got "60"',
        'nfm:scope.onDestory: got key "onDestory"',
        'nfm:scope.scopeArn: got "x"',
      ],
    );
  });

  it("explains a value of a wrong type in the terms of the file", () => {
    assert.deepEqual(
      lines({
        "nfm:scope": "create",
        "nfm:ec2": {
          network: "public",
          internetFacing: "no",
          availabilityZones: "ap-northeast-1a",
          instancesPerZone: "2",
        },
        "nfm:tags": { Floor: 5 },
        "nfm:monitors": ["vpc"],
      }),
      [
        'nfm:ec2.availabilityZones: got "ap-northeast-1a"; allowed: a list; fix: write a list, each entry on a line that ' +
          "begins with a hyphen",
        'nfm:ec2.instancesPerZone: got "2"; allowed: a whole number; fix: write it with digits only, without quotes',
        'nfm:ec2.internetFacing: got "no"; allowed: true or false; fix: write true or false, without quotes',
        'nfm:monitors: got ["vpc"]; allowed: names with values; fix: write each name on a line of its own, indented ' +
          "under it",
        'nfm:scope: got "create"; allowed: the keys createTimeoutMinutes, mode, onDestroy, owner, scopeArn, ' +
          "stackReference; fix: write each key on a line of its own, indented under it",
        "nfm:tags.Floor: got 5; allowed: text; fix: write text, in quotes where it looks like a number or true or false",
      ],
    );
    assert.deepEqual(places({ "nfm:ec2": { instancesPerZone: 1.5, network: "public" } }), [
      "nfm:ec2.instancesPerZone: got 1.5",
    ]);
    assert.deepEqual(places({ "nfm:tags": "{not json" }), ['nfm:tags: got "{not json"']);
    const long = places({ "nfm:tags": "x".repeat(500) })[0] ?? "";
    assert.equal(long.length, "nfm:tags: got ".length + 80 + 1);
  });

  it("names the right word of a closed set", () => {
    assert.deepEqual(lines({ "nfm:ec2": { network: "publik" }, "nfm:workload": "ec-2" }), [
      'nfm:ec2.network: got "publik"; allowed: public or private; fix: write "public"',
      'nfm:workload: got "ec-2"; allowed: ec2, eks or none; fix: write ec2',
    ]);
  });

  it("refuses AWS::EC2::AvailabilityZone and names AWS::AvailabilityZone", () => {
    const zone = { type: "AWS::EC2::AvailabilityZone", identifier: "ap-northeast-1a" };
    assert.deepEqual(lines({ "nfm:monitors": { web: { localResources: [zone] } } }), [
      'nfm:monitors.web.localResources[0].type: got "AWS::EC2::AvailabilityZone"; allowed: AWS::EC2::VPC, ' +
        'AWS::EC2::Subnet, AWS::AvailabilityZone, AWS::Region or AWS::EKS::Cluster; fix: write "AWS::AvailabilityZone"',
    ]);
  });

  it("refuses 26 local resources, two remote Regions, a malformed ARN, a bad name and a Region without the service", () => {
    const arn = (i: number) => `arn:aws:ec2:ap-northeast-1:123456789012:subnet/subnet-${String(i)}`;
    const many = Array.from({ length: 26 }, (_, i) => ({ type: "AWS::EC2::Subnet", identifier: arn(i) }));
    const regions = ["us-east-1", "us-west-2"].map((identifier) => ({ type: "AWS::Region", identifier }));
    const monitors = {
      many: { localResources: many },
      far: { over: "region", remoteResources: regions },
      id: { localResources: [{ type: "AWS::EC2::VPC", identifier: "vpc-1" }] },
      "my site": { over: "region" },
    };
    assert.deepEqual(places({ "nfm:monitors": monitors }), [
      'nfm:monitors.far.remoteResources[1].identifier: got "us-west-2"',
      'nfm:monitors.id.localResources[0].identifier: got "vpc-1"',
      "nfm:monitors.many.localResources: got 26 resources",
      'nfm:monitors["my site"]: got name "my site"',
    ]);
    assert.deepEqual(places({ "nfm:scope": { mode: "adopt", scopeArn: "arn:aws:nfm" } }), [
      'nfm:scope.scopeArn: got "arn:aws:nfm"',
    ]);
    const [region = "", ...more] = lines({ "aws:region": "ap-notheast-1" });
    assert.match(
      region,
      /^aws:region: got "ap-notheast-1"; .*; fix: pulumi config set aws:region ap-northeast-1$/,
    );
    assert.deepEqual(more, []);
  });

  it("asks for what a stack cannot be without", () => {
    assert.deepEqual(places({ "aws:region": undefined, "nfm:workload": undefined, "nfm:scope": undefined }), [
      "aws:region: got nothing",
      "nfm:scope: got nothing",
      "nfm:workload: got nothing",
    ]);
    assert.deepEqual(places({ "nfm:scope": {} }), ["nfm:scope.mode: got nothing"]);
  });

  it("refuses a secret unread, since messages quote what was given", () => {
    const found = refusals({ ...dev, "nfm:tags": { token: "hunter2", "aws:x": "hunter2" } }, ["nfm:tags"]);
    assert.deepEqual(found, [
      "nfm:tags: got a secret; allowed: plain values, nothing here is secret; fix: set it again without --secret: " +
        "pulumi config set nfm:tags …",
    ]);
  });

  it("leaves settings of other namespaces alone", () => {
    assert.deepEqual(lines({ "aws:profile": "dev", "other:thing": "{" }), []);
  });

  it("refuses what belongs to another workload, and monitors over a workload that is not there", () => {
    assert.deepEqual(lines({ "nfm:workload": "none" }), [
      'nfm:agent: got a value; allowed: nothing with workload "none"; fix: remove it, or set nfm:workload to "ec2" or "eks"',
      'nfm:ec2: got a value; allowed: nothing with workload "none"; fix: remove it, or set nfm:workload to "ec2"',
      'nfm:monitors.first-zone.over: got "availabilityZone"; allowed: "region" where there is no workload; ' +
        "fix: name localResources instead, or set nfm:workload",
    ]);
    const none = { "nfm:workload": "none", "nfm:ec2": undefined, "nfm:agent": undefined };
    assert.deepEqual(lines({ ...none, "nfm:monitors": { all: { over: "region" } } }), []);
    assert.deepEqual(places({ ...none, "nfm:monitors": undefined, "nfm:tags": { "aws:x": "1" } }), [
      'nfm:tags["aws:x"]: got "aws:x"',
    ]);
  });

  it("refuses a monitor that says twice, or not, what it is over, or counts past the zones", () => {
    const zone = { type: "AWS::AvailabilityZone", identifier: "ap-northeast-1a" };
    assert.deepEqual(
      places({
        "nfm:monitors": {
          both: { over: "vpc", localResources: [zone] },
          neither: {},
          past: { over: "subnet", number: 3 },
          zero: { over: "availabilityZone", number: 0 },
          vpc: { over: "vpc", number: 1 },
        },
      }),
      [
        "nfm:monitors.both: got both",
        "nfm:monitors.neither: got neither",
        "nfm:monitors.past.number: got 3",
        "nfm:monitors.vpc.number: got 1",
        "nfm:monitors.zero.number: got 0",
      ],
    );
  });

  it("refuses an owner where nobody creates, and an owner that is no name of a stack", () => {
    assert.deepEqual(places({ "nfm:scope": { mode: "adopt", scopeArn, owner: "dev" } }), [
      'nfm:scope.owner: got "dev"',
    ]);
    assert.deepEqual(places({ "nfm:scope": { mode: "create", owner: "acme/nfm/dev" } }), [
      'nfm:scope.owner: got "acme/nfm/dev"',
    ]);
  });
});
