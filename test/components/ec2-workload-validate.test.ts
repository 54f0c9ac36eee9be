import assert from "node:assert/strict";
import fc from "fast-check";
import { prefixLength } from "../../components/shared/cidr.ts";
import type { Ec2WorkloadArgs } from "../../components/ec2-workload/index.ts";
import { architectureOf, settingsOf } from "../../components/ec2-workload/settings.ts";
import { longestPrefix } from "../../components/ec2-workload/validate-network.ts";
import { nameProblems, validateEc2Workload } from "../../components/ec2-workload/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";

function lines(args: object): string[] {
  return validateEc2Workload(args as Ec2WorkloadArgs, "site").map(formatProblem);
}

/** The paths of all problems. */
function paths(args: object): string[] {
  return validateEc2Workload(args as Ec2WorkloadArgs, "site").map((problem) => problem.path);
}

describe("validateEc2Workload", () => {
  it("accepts nothing at all, and everything that the documents name", () => {
    assert.deepEqual(lines({}), []);
    assert.deepEqual(
      lines({
        region: "eu-west-1",
        tags: { team: "net" },
        network: "private",
        egress: "nat",
        cidrBlock: "172.16.0.0/20",
        availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
        instanceType: "c7gn.medium",
        architecture: "arm64",
        instancesPerZone: 2,
        internetFacing: true,
        allowedCidrs: ["0.0.0.0/0"],
        certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b-2c",
        deletionProtection: false,
        forceDestroy: true,
        logRetentionDays: 7,
        traffic: "off",
      }),
      [],
    );
  });

  it("lists every problem at once, so that nobody fixes them one `up` at a time", () => {
    const args = {
      region: "mars-1",
      network: "publik",
      availabilityZoneCount: 1,
      cidrBlock: "10.0.0.1/16",
      instanceType: "t3",
      instancesPerZone: 0,
      internetFacing: true,
      certificateArn: "cert",
      logRetentionDays: 8,
      traffic: "high",
      tags: { "aws:x": "y" },
    };
    assert.deepEqual(paths(args).toSorted(), [
      "site.allowedCidrs",
      "site.availabilityZoneCount",
      "site.certificateArn",
      "site.cidrBlock",
      "site.instanceType",
      "site.instancesPerZone",
      "site.logRetentionDays",
      "site.network",
      "site.region",
      'site.tags["aws:x"]',
      "site.traffic",
    ]);
  });

  it("says what is allowed and what to do", () => {
    assert.deepEqual(lines({ network: "public", egress: "nat" }), [
      'site.egress: got "nat"; allowed: nothing with network "public"; fix: remove it, or set network to "private"',
    ]);
    assert.deepEqual(lines({ traffic: "high" }), [
      'site.traffic: got "high"; allowed: off or low; fix: choose one of them',
    ]);
    assert.deepEqual(lines({ instanceType: "t2.micro" }), [
      'site.instanceType: got "t2.micro"; allowed: types that are EBS-optimized; fix: take the same size of t3 or t4g',
    ]);
    assert.deepEqual(lines({ architecture: "arm64" }), [
      'site.architecture: got "arm64"; allowed: x86_64 with t3.micro; fix: remove it',
    ]);
  });

  it("exposes nothing to the internet by accident: who may come in must be named", () => {
    assert.deepEqual(lines({ internetFacing: true }), [
      "site.allowedCidrs: got nothing; allowed: the ranges that may reach a public load balancer; " +
        "fix: name your own address as a /32, or 0.0.0.0/0 for everyone",
    ]);
    assert.deepEqual(settingsOf({}).allowedCidrs, ["10.0.0.0/16"]);
  });

  it("refuses ranges twice, none, too many or malformed, each of which would fail in the middle of an update", () => {
    assert.deepEqual(paths({ allowedCidrs: ["192.0.2.0/24", "192.0.2.0/24"] }), ["site.allowedCidrs"]);
    assert.deepEqual(paths({ allowedCidrs: [] }), ["site.allowedCidrs"]);
    const many = Array.from({ length: 26 }, (_, i) => `192.0.2.${String(i)}/32`);
    assert.deepEqual(paths({ allowedCidrs: many }), ["site.allowedCidrs"]);
    assert.deepEqual(paths({ allowedCidrs: ["192.0.2.0/24", "me"] }), ["site.allowedCidrs[1]"]);
  });

  it("refuses zones that are too few, named twice, of another Region, or both named and counted", () => {
    assert.deepEqual(paths({ availabilityZones: ["eu-west-1a"] }), ["site.availabilityZones"]);
    assert.deepEqual(paths({ availabilityZones: ["eu-west-1a", "eu-west-1a"] }), ["site.availabilityZones"]);
    const zones = ["eu-west-1a", "eu-west-2a", "us-east-1-bos-1a"];
    assert.deepEqual(paths({ region: "eu-west-1", availabilityZones: zones }), [
      "site.availabilityZones[1]",
      "site.availabilityZones[2]",
    ]);
    assert.deepEqual(paths({ availabilityZones: ["eu-west-1a", "eu-west-1b"], availabilityZoneCount: 2 }), [
      "site.availabilityZoneCount",
    ]);
    for (const availabilityZoneCount of [0, 1, 1.5, 7]) {
      assert.ok(paths({ availabilityZoneCount }).includes("site.availabilityZoneCount"));
    }
  });

  it("refuses a certificate of another Region or service", () => {
    const arn = (text: string) => lines({ region: "eu-west-1", certificateArn: text });
    assert.deepEqual(arn("arn:aws:acm:us-east-1:123456789012:certificate/1"), [
      'site.certificateArn: got "arn:aws:acm:us-east-1:123456789012:certificate/1"; ' +
        "allowed: a certificate in eu-west-1; fix: request a certificate in that Region",
    ]);
    assert.equal(arn("arn:aws:iam::123456789012:server-certificate/1").length, 1);
  });

  it("leaves one tag of EC2's fifty for the name", () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${String(i)}`, "v"]));
    assert.deepEqual(lines({ tags: many(49) }), []);
    assert.deepEqual(lines({ tags: many(50) }), [
      "site.tags: got 50 tags; allowed: at most 49; fix: remove some",
    ]);
  });

  it("refuses a range that cannot hold a /24 for each subnet, by the smallest that can", () => {
    assert.deepEqual(lines({ cidrBlock: "10.0.0.0/23" }), [
      'site.cidrBlock: got "10.0.0.0/23"; allowed: an IPv4 range of /16 to /22 by its first address; fix: take 10.0.0.0/16',
    ]);
    assert.deepEqual(lines({ cidrBlock: "10.0.0.0/23", network: "public" }), []);
    assert.deepEqual(paths({ cidrBlock: "10.0.0.0/15" }), ["site.cidrBlock"]);
  });
});

describe("nameProblems", () => {
  it("accepts what AWS takes for a load balancer with Pulumi's suffix, and refuses the rest", () => {
    for (const name of ["site", "a", "A-1-b", "x".repeat(20)]) assert.deepEqual(nameProblems(name), [], name);
    for (const name of ["", "my_site", "-site", "site-", "a--b", "internal-site", "x".repeat(21)]) {
      assert.equal(nameProblems(name).length, 1, name);
    }
  });
});

describe("architectureOf", () => {
  it("tells Graviton from the rest by the name, since an AMI of the wrong one never boots", () => {
    const arm = [
      "a1.large",
      "t4g.micro",
      "m6gd.large",
      "c7gn.medium",
      "r8g.large",
      "im4gn.large",
      "is4gen.medium",
      "g5g.xlarge",
    ];
    const x86 = [
      "t3.micro",
      "t3a.small",
      "m5.large",
      "c7i.large",
      "g4dn.xlarge",
      "g6.xlarge",
      "gr6.4xlarge",
      "p4de.24xlarge",
    ];
    for (const type of arm) assert.equal(architectureOf(type), "arm64", type);
    for (const type of x86) assert.equal(architectureOf(type), "x86_64", type);
  });
});

describe("prefixLength", () => {
  const octet = fc.integer({ min: 0, max: 255 });

  it("reads every range by its first address, and no other address of it", () => {
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), fc.integer({ min: 0, max: 32 }), (octets, prefix) => {
        const size = 2 ** (32 - prefix);
        const address = octets.reduce((sum, each) => sum * 256 + each, 0);
        const parsed = prefixLength(`${octets.join(".")}/${String(prefix)}`);
        assert.deepEqual(parsed, address % size === 0 ? prefix : undefined);
      }),
    );
  });

  it("refuses what only looks like a range", () => {
    for (const text of [
      "",
      "10.0.0.0",
      "10.0.0/24",
      "256.0.0.0/8",
      "10.0.0.0/33",
      "10.0.0.0/-1",
      " 10.0.0.0/8",
      "::/0",
    ]) {
      assert.equal(prefixLength(text), undefined, text);
    }
  });
});

describe("longestPrefix", () => {
  it("is the last prefix whose part for a zone holds that zone's subnets, whatever their numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 2 }), (zones, subnets) => {
        const prefix = longestPrefix(zones, subnets);
        // Halve the range until there is a part for each zone.
        const partOf = (length: number) => {
          let [parts, size] = [1, 2 ** (32 - length)];
          while (parts < zones) [parts, size] = [parts * 2, size / 2];
          return size;
        };
        assert.ok(partOf(prefix) >= subnets * 256);
        assert.ok(partOf(prefix + 1) < subnets * 256);
      }),
    );
  });
});
