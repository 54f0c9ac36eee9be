import assert from "node:assert/strict";
import fc from "fast-check";
import { plainText } from "../../../engine/models/declare.ts";
import type { Values } from "../../../engine/values.ts";
import { Replay } from "./replay.ts";

interface Placed {
  name: string;
  zone: string;
  block: string;
}

async function build(name: string, inputs: Values): Promise<Replay> {
  const replay = new Replay({ dryRun: false });
  await replay.construct("awsx:ec2:Vpc", name, inputs);
  return replay;
}

function subnetsOf(replay: Replay): Placed[] {
  return replay.registered
    .filter(({ type }) => type === "aws:ec2/subnet:Subnet")
    .map(({ name, inputs }) => ({
      name,
      zone: plainText(inputs.availabilityZone) ?? "",
      block: plainText(inputs.cidrBlock) ?? "",
    }));
}

/** First and last address of a block, worked out by division alone: nothing is shared with the model. */
function range(block: string): { first: number; last: number } {
  const [address = "", mask = ""] = block.split("/");
  const first = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return { first, last: first + 2 ** (32 - Number(mask)) - 1 };
}

const publicOnly: Values = {
  subnetStrategy: "Auto",
  natGateways: { strategy: "None" },
  subnetSpecs: [{ type: "Public", cidrMask: 24 }],
};

describe("the model of awsx.ec2.Vpc, for arguments that were not recorded", () => {
  it("gives each of three zones a quarter of the range", async () => {
    const replay = await build("net", { ...publicOnly, cidrBlock: "10.0.0.0/16" });
    assert.deepEqual(subnetsOf(replay), [
      { name: "net-public-1", zone: "ap-northeast-1a", block: "10.0.0.0/24" },
      { name: "net-public-2", zone: "ap-northeast-1c", block: "10.0.64.0/24" },
      { name: "net-public-3", zone: "ap-northeast-1d", block: "10.0.128.0/24" },
    ]);
  });

  it("follows another range and another name", async () => {
    const replay = await build("site", {
      ...publicOnly,
      cidrBlock: "172.20.0.0/20",
      numberOfAvailabilityZones: 2,
    });
    assert.deepEqual(subnetsOf(replay), [
      { name: "site-public-1", zone: "ap-northeast-1a", block: "172.20.0.0/24" },
      { name: "site-public-2", zone: "ap-northeast-1c", block: "172.20.8.0/24" },
    ]);
  });

  it("splits a zone among specs without a size", async () => {
    const replay = await build("net", {
      cidrBlock: "10.0.0.0/16",
      subnetStrategy: "Auto",
      natGateways: { strategy: "Single" },
      subnetSpecs: [{ type: "Public" }, { type: "Private" }, { type: "Isolated" }],
      numberOfAvailabilityZones: 2,
    });
    assert.deepEqual(
      subnetsOf(replay).map(({ name, block }) => `${name} ${block}`),
      [
        "net-public-1 10.0.0.0/19",
        "net-private-1 10.0.32.0/19",
        "net-isolated-1 10.0.64.0/19",
        "net-public-2 10.0.128.0/19",
        "net-private-2 10.0.160.0/19",
        "net-isolated-2 10.0.192.0/19",
      ],
    );
  });

  it("places unsized subnets of the legacy strategy behind one another: /19, /20, /24", async () => {
    const replay = await build("net", {
      subnetStrategy: "Legacy",
      natGateways: { strategy: "Single" },
      subnetSpecs: [{ type: "Isolated" }, { type: "Public" }, { type: "Private" }],
      numberOfAvailabilityZones: 2,
    });
    assert.deepEqual(
      subnetsOf(replay).map(({ name, block }) => `${name} ${block}`),
      [
        "net-public-1 10.0.32.0/20",
        "net-private-1 10.0.0.0/19",
        "net-isolated-1 10.0.48.0/24",
        "net-public-2 10.0.160.0/20",
        "net-private-2 10.0.128.0/19",
        "net-isolated-2 10.0.176.0/24",
      ],
    );
  });

  it("makes one NAT gateway in each of three zones, and routes every private subnet through its own", async () => {
    const replay = await build("net", {
      subnetStrategy: "Auto",
      subnetSpecs: [{ type: "Public" }, { type: "Private" }],
    });
    const routes = replay.registered.filter(({ inputs }) => inputs.natGatewayId !== undefined);
    assert.deepEqual(
      routes.map(({ name, propertyDependencies }) => [name, propertyDependencies.natGatewayId]),
      [1, 2, 3].map((zone) => [`net-private-${zone}`, [`aws:ec2/natGateway:NatGateway::net-${zone}`]]),
    );
  });

  it("uses given addresses and makes none of its own", async () => {
    const replay = await build("net", {
      subnetStrategy: "Auto",
      numberOfAvailabilityZones: 2,
      natGateways: { strategy: "OnePerAz", elasticIpAllocationIds: ["eipalloc-0a", "eipalloc-0b"] },
      subnetSpecs: [{ type: "Public" }, { type: "Private" }],
    });
    const allocations = replay.registered.flatMap(({ inputs }) => inputs.allocationId ?? []);
    assert.deepEqual(allocations, ["eipalloc-0a", "eipalloc-0b"]);
    assert.equal(replay.registered.filter(({ type }) => type === "aws:ec2/eip:Eip").length, 0);
  });

  it("says which arguments it does not model, instead of registering something else", async () => {
    for (const [inputs, argument] of [
      [{ assignGeneratedIpv6CidrBlock: true }, "assignGeneratedIpv6CidrBlock"],
      [{ ipv4IpamPoolId: "ipam-pool-0a", ipv4NetmaskLength: 16 }, "ipv4IpamPoolId"],
      [{ subnetStrategy: "AutoMerge" }, "subnetStrategy AutoMerge"],
    ] as const) {
      await assert.rejects(build("net", inputs), new RegExp(`^Error: ${argument}: .* does not model `));
    }
  });

  it("keeps subnets apart, inside the VPC, one for each zone and spec, whatever the sizes", async () => {
    const arguments_ = fc.record({
      second: fc.integer({ min: 0, max: 255 }),
      vpcMask: fc.integer({ min: 16, max: 20 }),
      zones: fc.integer({ min: 1, max: 3 }),
      strategy: fc.constantFrom("Auto", "Legacy"),
      types: fc.subarray(["Public", "Private", "Isolated"], { minLength: 1 }),
      spare: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 3, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(arguments_, async ({ second, vpcMask, zones, strategy, types, spare }) => {
        const zoneMask = vpcMask + Math.ceil(Math.log2(zones));
        const vpc = `10.${second}.0.0/${vpcMask}`;
        const replay = await build("net", {
          cidrBlock: vpc,
          subnetStrategy: strategy,
          numberOfAvailabilityZones: zones,
          natGateways: { strategy: "None" },
          subnetSpecs: types.map((type, index) => ({ type, cidrMask: zoneMask + spare[index]! })),
        });
        const subnets = subnetsOf(replay);
        const pairs = subnets.map(({ name, zone }) => `${name} ${zone}`).sort();
        const expected = types.flatMap((type) =>
          Array.from({ length: zones }, (_, zone) => {
            const name = `net-${type.toLowerCase()}-${zone + 1}`;
            return `${name} ${replay.environment.availabilityZones[zone]!}`;
          }),
        );
        assert.deepEqual(pairs, expected.sort());

        const ranges = subnets.map(({ block }) => range(block)).sort((a, b) => a.first - b.first);
        assert.ok(ranges[0]!.first >= range(vpc).first);
        assert.ok(ranges.at(-1)!.last <= range(vpc).last);
        for (const [index, { last }] of ranges.slice(0, -1).entries()) {
          assert.ok(last < ranges[index + 1]!.first);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives half of a zone to a private and a quarter to a public subnet when nothing is said", async () => {
    const replay = await build("net", { subnetStrategy: "Auto", numberOfAvailabilityZones: 2 });
    assert.deepEqual(
      subnetsOf(replay).map(({ name, block }) => `${name} ${block}`),
      [
        "net-public-1 10.0.64.0/19",
        "net-private-1 10.0.0.0/18",
        "net-public-2 10.0.192.0/19",
        "net-private-2 10.0.128.0/18",
      ],
    );
    await assert.rejects(
      build("net", { subnetStrategy: "Auto", cidrBlock: "10.0.0.0/25" }),
      /at least \/26 available/,
    );
  });

  it("refuses specs whose sizes, masks and blocks do not agree, all at once", async () => {
    const refused = async (subnetSpecs: Values[], more: Values = {}) => {
      const inputs: Values = { ...publicOnly, numberOfAvailabilityZones: 2, subnetSpecs, ...more };
      const error: unknown = await build("net", inputs).then(
        () => new Error("accepted"),
        (reason: unknown) => reason,
      );
      return (error as Error).message.split("\n - ").slice(1);
    };
    assert.deepEqual(await refused([{ type: "Public", size: 300 }]), [
      `The following subnet sizes are invalid: 300. Valid sizes are: ${Array.from({ length: 31 }, (_, mask) => 2 ** (32 - mask)).join(", ")}.`,
    ]);
    assert.deepEqual(await refused([{ type: "Public", size: 256, cidrMask: 25 }]), [
      "Subnet size 256 does not match the expected size for a /25 subnet (128).",
    ]);
    assert.deepEqual(await refused([{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }, { type: "Private" }]), [
      "The number of CIDR blocks in subnetSpecs[0] must match the number of availability zones (2).",
      "If any subnet spec has explicit cidrBlocks, all subnets must have explicit cidrBlocks.",
    ]);
    assert.deepEqual(
      await refused([{ type: "Public", size: 128, cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] }]),
      ["The size in subnetSpecs[0] must match all cidrBlocks or be left undefined."],
    );
  });

  it("refuses blocks that overlap, and addresses that do not fit the NAT strategy", async () => {
    const overlapping = { type: "Public", cidrBlocks: ["10.0.0.0/24", "10.0.0.128/25"] };
    await assert.rejects(
      build("net", { ...publicOnly, numberOfAvailabilityZones: 2, subnetSpecs: [overlapping] }),
      /overlap with at least one other subnet.*1\. net-public-1: 10\.0\.0\.0\/24\n2\. net-public-2: 10\.0\.0\.128\/25\n$/s,
    );
    const nat = (strategy: string, addresses: string[]) =>
      build("net", { natGateways: { strategy, elasticIpAllocationIds: addresses } });
    await assert.rejects(nat("Single", ["a", "b"]), /Exactly one Elastic IP/);
    await assert.rejects(
      nat("OnePerAz", ["a"]),
      /must match the number of availability zones for the VPC \(3\)/,
    );
  });

  it("refuses zones whose Name tags would be the same", async () => {
    const inputs: Values = {
      ...publicOnly,
      availabilityZoneNames: ["us-east-1a", "eu-west-1a"],
      subnetNameTagStrategy: "AvailabilityZone",
    };
    await assert.rejects(build("net", inputs), /"us-east-1a" and "eu-west-1a" both reduce to "1a"/);
  });
});
