import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { existingVpc, password } from "../support/pet-adoption.ts";
import { full, onlyLine, petLines, places, region } from "../support/pet-problems.ts";

describe("validatePetAdoptionCluster, values that AWS would refuse", () => {
  it("takes zones of one Region, the stack's where it is known, or nothing is found at deploy time", () => {
    const zones = (...availabilityZones: string[]) => ({ network: { availabilityZones } });
    assert.equal(
      onlyLine(zones("ap-northeast-1a", "us-east-1a")),
      'cluster.network.availabilityZones[1]: got "us-east-1a"; allowed: a zone in ap-northeast-1; fix: take it from ' +
        "`aws ec2 describe-availability-zones --region ap-northeast-1`",
    );
    assert.deepEqual(places(petLines(zones("us-east-1a", "us-east-1b"))), [
      'cluster.network.availabilityZones[0]: got "us-east-1a"',
      'cluster.network.availabilityZones[1]: got "us-east-1b"',
    ]);
    assert.deepEqual(petLines(zones("us-east-1a", "us-east-1b"), null), []);
    assert.deepEqual(places(petLines(zones("us-east-1a", "eu-west-1b"), null)), [
      'cluster.network.availabilityZones[1]: got "eu-west-1b"',
    ]);
    const vpc = { ...existingVpc, availabilityZones: ["us-east-1a", "us-east-1b"] };
    assert.equal(petLines({ vpc }).length, 2);
    assert.match(onlyLine(zones("ap-northeast-1a", "apne1-az1")), /\[1\]: got "apne1-az1"; .*is not a name$/);
  });

  it("takes ids of a VPC and of subnets, each once, and neither names nor ARNs", () => {
    const vpc = (changed: object) => ({ vpc: { ...existingVpc, ...changed } });
    for (const vpcId of ["pets", "vpc-1", "subnet-0a0000000000000a1", "vpc-0AAAAAAAAAAAAAAAA"]) {
      const [line = "", ...more] = petLines(vpc({ vpcId }));
      assert.ok(line.startsWith(`cluster.vpc.vpcId: got "${vpcId}"; allowed: the id of a VPC`));
      assert.deepEqual(more, []);
    }
    for (const vpcId of ["vpc-12345678", pulumi.output("later")])
      assert.deepEqual(petLines(vpc({ vpcId })), []);
    const [first = "", second = ""] = existingVpc.privateSubnetIds;
    const wrong = {
      privateSubnetIds: [first, first],
      publicSubnetIds: ["subnet-public", null],
      dataSubnetIds: [second],
    };
    assert.deepEqual(places(petLines(vpc(wrong))), [
      `cluster.vpc.privateSubnetIds[1]: got "${first}"`,
      'cluster.vpc.publicSubnetIds[0]: got "subnet-public"',
      "cluster.vpc.publicSubnetIds[1]: got nothing",
      "cluster.vpc.dataSubnetIds: got 1 subnets",
    ]);
  });

  it("takes instance types by their form, the key of secrets and the certificate by form and Region", () => {
    assert.match(
      onlyLine({ nodes: { instanceTypes: ["t3 medium"] } }),
      /^cluster\.nodes\.instanceTypes\[0\]: got "t3 medium"; allowed: an EC2 instance type;/,
    );
    const key = (where: string, resource = "key/11111111-2222-3333-4444-555555555555") => ({
      secretsKeyArn: `arn:aws:kms:${where}:123456789012:${resource}`,
    });
    for (const wrong of [
      { secretsKeyArn: "alias/pets" },
      key(region, "alias/pets"),
      key(region, "grant/1"),
      key(""),
    ])
      assert.match(onlyLine(wrong), /^cluster\.secretsKeyArn: got .*; allowed: the ARN of a KMS key, /);
    assert.match(onlyLine(key("us-east-1")), /; allowed: a key in ap-northeast-1; /);
    for (const right of [key(region), { secretsKeyArn: pulumi.output("later") }])
      assert.deepEqual(petLines(right), []);
    const certificate = (certificateArn: unknown) => ({
      ingress: { allowedCidrs: ["0.0.0.0/0"], certificateArn },
    });
    const arn = (where: string) => `arn:aws:acm:${where}:123456789012:certificate/11111111-2222-3333-4444-5`;
    assert.match(
      onlyLine(certificate("pets.example")),
      /^cluster\.ingress\.certificateArn: got "pets\.example"/,
    );
    assert.match(onlyLine(certificate(arn("us-east-1"))), /; allowed: a certificate in ap-northeast-1; /);
    for (const right of [arn(region), pulumi.output("later")])
      assert.deepEqual(petLines(certificate(right)), []);
  });

  it("takes public addresses for the Kubernetes API, each range once: EKS refuses reserved ones", () => {
    const reserved = {
      "10.1.0.0/16": "10.0.0.0/8",
      "100.64.0.7/32": "100.64.0.0/10",
      "100.0.0.0/8": "100.64.0.0/10",
      "127.0.0.1/32": "127.0.0.0/8",
      "169.254.0.0/16": "169.254.0.0/16",
      "172.31.0.0/16": "172.16.0.0/12",
      "192.168.1.0/24": "192.168.0.0/16",
    };
    for (const [cidr, range] of Object.entries(reserved)) {
      assert.equal(
        onlyLine({ apiCidrs: [cidr] }),
        `cluster.apiCidrs[0]: got "${cidr}"; allowed: public addresses: EKS refuses reserved ones, as in ${range}; fix: ` +
          "give the address that the internet sees, from `curl https://checkip.amazonaws.com`, or set runsInsideVpc to true",
      );
    }
    for (const cidr of ["9.0.0.0/8", "100.128.0.0/9", "172.32.0.0/11", "192.169.0.0/16", "169.255.0.0/16"])
      assert.deepEqual(petLines({ apiCidrs: [cidr] }), [], cidr);
    const twice = { apiCidrs: ["198.51.100.7/32", "203.0.113.0/24", "198.51.100.7/32"] };
    assert.equal(
      onlyLine(twice),
      'cluster.apiCidrs[2]: got "198.51.100.7/32"; allowed: each range once; fix: remove the second',
    );
  });
});

describe("validatePetAdoptionCluster, settings that would have no effect", () => {
  const secretArn = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:a";
  const existing = { kind: "existing", secretArn, cidrs: ["10.2.0.0/24"] };

  it("are refused where the workshop's services do not run", () => {
    const idle = { parameterPrefix: "/pets", statusUpdaterUrl: "https://x.example/" };
    for (const workload of ["simulated", "none"]) {
      assert.deepEqual(
        petLines({ workload, ...idle }),
        ["parameterPrefix", "statusUpdaterUrl"].map(
          (key) =>
            `cluster.${key}: got a value; allowed: nothing with workload "${workload}"; fix: remove it, or set workload to "full"`,
        ),
      );
    }
    assert.deepEqual(petLines({ ...full, ...idle }), []);
  });

  it("are refused where no database is made: password, class and snapshot; and all of it where nothing runs", () => {
    const made = { password, instanceClass: "db.t4g.micro", skipFinalSnapshot: true };
    assert.deepEqual(
      petLines({ database: made }),
      ["password", "instanceClass", "skipFinalSnapshot"].map(
        (key) =>
          `cluster.database.${key}: got a value; allowed: nothing with kind "inCluster", which is no RDS or Aurora database ` +
          'of the component\'s own; fix: remove it, or set kind to "rds" or "aurora"',
      ),
    );
    assert.deepEqual(
      places(petLines({ ...full, database: { ...existing, instanceClass: "db.t4g.micro" } })),
      ["cluster.database.instanceClass: got a value"],
    );
    assert.deepEqual(places(petLines({ workload: "none", database: { ...made, cidrs: ["10.0.0.0/8"] } })), [
      "cluster.database: got a value",
    ]);
    for (const kind of ["rds", "aurora"]) assert.deepEqual(petLines({ database: { kind, ...made } }), []);
    assert.deepEqual(petLines({ ...full, database: existing }), []);
  });

  it("are refused where a database is made: what describes one that exists", () => {
    assert.deepEqual(places(petLines({ database: { secretArn } })), [
      "cluster.database.secretArn: got a value",
    ]);
    assert.deepEqual(places(petLines({ database: { cidrs: ["10.0.0.0/8"] } })), [
      "cluster.database.cidrs: got a value",
    ]);
  });
});
