import assert from "node:assert/strict";
import type { PetAdoptionClusterArgs } from "../../components/pet-adoption-cluster/args.ts";
import { missingApiCidrs } from "../../components/pet-adoption-cluster/validate-api.ts";
import { validatePetAdoptionCluster } from "../../components/pet-adoption-cluster/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";

const apiCidrs = ["198.51.100.7/32"];
const image = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/pet:1";
const images = {
  petsite: image,
  petsearch: image,
  payforadoption: image,
  petlistadoptions: image,
  petfood: image,
};
const password = "0123456789abcdef";
const registry = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/mirror";
const full: PetAdoptionClusterArgs = { apiCidrs, workload: "full", images, database: { password } };
const vpc = {
  vpcId: "vpc-0aaaaaaaaaaaaaaaa",
  cidrBlock: "10.1.0.0/16",
  privateSubnetIds: ["subnet-0a0000000000000a1", "subnet-0a0000000000000c1"],
  availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
};

function lines(args: object): string[] {
  return validatePetAdoptionCluster({ apiCidrs, ...args }, "cluster").map(formatProblem);
}

function only(args: object): string {
  const found = lines(args);
  assert.equal(found.length, 1, found.join("\n"));
  return found[0]!;
}

describe("validatePetAdoptionCluster", () => {
  it("accepts each workload, compute and network with what it needs, or nothing valid could be deployed", () => {
    for (const args of [
      {},
      full,
      { workload: "none", apiCidrs: [] },
      { compute: "autoMode" },
      { network: { egress: "endpoints", availabilityZoneCount: 3 }, imageRegistry: registry },
      { vpc },
      { runsInsideVpc: true, apiCidrs: [] },
      { database: { kind: "aurora", password } },
      {
        ...full,
        database: {
          kind: "existing",
          secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a",
          cidrs: ["10.2.0.0/24"],
        },
      },
      { nodes: { instanceTypes: ["t4g.medium", "m7gd.large"], architecture: "arm64" } },
      { ingress: { allowedCidrs: ["0.0.0.0/0"] } },
      { access: { deployRoleArns: ["arn:aws:iam::123456789012:role/ci/deploy"] } },
    ]) {
      assert.deepEqual(lines(args), [], JSON.stringify(args));
    }
  });

  it("refuses workload full without images with one line that lists them all, instead of pods that never start", () => {
    assert.equal(
      only({ ...full, images: undefined }),
      "cluster.images: got no image for petsite, petsearch, payforadoption, petlistadoptions, petfood; allowed: an image " +
        "for each service; AWS publishes none; fix: build the workshop's images, push them to a registry of yours, " +
        "and give each reference",
    );
    assert.match(
      only({ ...full, images: { ...images, petfood: undefined } }),
      /^cluster\.images: got no image for petfood;/,
    );
  });

  it("refuses a reference without tag or digest, and images that nothing would use", () => {
    assert.match(
      only({ ...full, images: { ...images, petsite: "pet" } }),
      /^cluster\.images\.petsite: got "pet"/,
    );
    assert.match(
      only({ images }),
      /^cluster\.images: got a value; allowed: nothing with workload "simulated"/,
    );
  });

  it("refuses Kubernetes 1.24 because the agent does not run on it, and every version that EKS no longer makes", () => {
    assert.equal(
      only({ version: "1.24" }),
      'cluster.version: got "1.24"; allowed: 1.25 or newer, since the Network Flow Monitor agent runs on nothing older; fix: choose 1.34 or 1.35',
    );
    for (const version of ["1.25", "1.29", "1.30"])
      assert.match(only({ version }), /a version that EKS supports/);
    for (const version of ["1.35.2", "v1.35", "2.0", ""])
      assert.match(only({ version }), /a minor version in quotes/);
    for (const version of ["1.31", "1.34", "1.35", "1.36"]) assert.deepEqual(lines({ version }), []);
  });

  it("refuses a public endpoint open to everyone, in whatever form, and a malformed range", () => {
    for (const open of ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "8.0.0.0/7"]) {
      assert.match(only({ apiCidrs: [open] }), /^cluster\.apiCidrs\[0\]: got .*never the whole internet/);
    }
    for (const bad of ["198.51.100.7", "198.51.100.7/33", "198.51.100.7/24", "256.0.0.0/8", "::/0"]) {
      assert.match(only({ apiCidrs: [bad] }), /^cluster\.apiCidrs\[0\]: got .*; allowed: an IPv4 range;/);
    }
  });

  it("refuses a closed public endpoint with something in the cluster, unless Pulumi runs inside", () => {
    assert.match(only({ apiCidrs: [] }), /^cluster\.apiCidrs: got \[\]; .*runsInsideVpc/);
  });

  it("tells missing ranges apart from all else, so that a plan can be made without them", () => {
    assert.deepEqual(missingApiCidrs({ workload: "none" }, "cluster"), []);
    assert.deepEqual(missingApiCidrs({ runsInsideVpc: true }, "cluster"), []);
    assert.deepEqual(missingApiCidrs({ apiCidrs: [] }, "cluster"), []);
    assert.deepEqual(missingApiCidrs({}, "cluster").map(formatProblem), [
      "cluster.apiCidrs: got nothing; allowed: the IPv4 ranges where Pulumi and kubectl run; fix: set it, or set " +
        "runsInsideVpc to true if Pulumi runs where it reaches the VPC",
    ]);
    assert.deepEqual(lines({ apiCidrs: undefined }), []);
  });

  it("refuses a network without internet that has no registry of its own: ECR's endpoints serve no public one", () => {
    assert.match(
      only({ network: { egress: "endpoints" } }),
      /^cluster\.imageRegistry: got nothing; .*do not serve public/,
    );
    assert.deepEqual(lines({ network: { egress: "endpoints" }, workload: "none" }), []);
    assert.match(only({ imageRegistry: "https://x" }), /^cluster\.imageRegistry: got "https/);
  });

  it("refuses a private VPC with endpoints missing, all of them in one line", () => {
    const isolated = { ...vpc, egress: "endpoints", endpoints: ["s3", "dynamodb", "ec2", "sts", "ecr.api"] };
    assert.equal(
      only({ vpc: isolated, imageRegistry: registry }),
      "cluster.vpc.endpoints: got no endpoint for ecr.dkr, eks-auth, networkflowmonitorreports and ssm; allowed: an endpoint " +
        "for all that the cluster calls, without NAT; fix: make them in that VPC and list them, or set its egress to " +
        '"nat" if it has NAT',
    );
    const all = [...isolated.endpoints, "ecr.dkr", "eks-auth", "networkflowmonitorreports", "ssm"];
    assert.deepEqual(lines({ vpc: { ...isolated, endpoints: all }, imageRegistry: registry }), []);
  });

  it("asks a private VPC for the endpoints of the full workload too", () => {
    const isolated = { ...vpc, egress: "endpoints", endpoints: [] };
    const line = only({ ...full, vpc: isolated, imageRegistry: registry });
    for (const service of ["sqs", "events", "secretsmanager", "execute-api"])
      assert.ok(line.includes(service), service);
  });

  it("refuses roles that cannot have an access entry, and one role twice", () => {
    const session = "arn:aws:sts::123456789012:assumed-role/deploy/me";
    assert.match(
      only({ access: { deployRoleArns: [session] } }),
      /^cluster\.access\.deployRoleArns\[0\]: .*IAM role/,
    );
    const role = "arn:aws:iam::123456789012:role/a";
    assert.match(
      only({ access: { deployRoleArns: [role], previewRoleArns: [role] } }),
      /^cluster\.access\.previewRoleArns\[0\]: .*each role once/,
    );
  });

  it("refuses a database that does not fit the workload, or lacks what it needs", () => {
    assert.match(
      only({ ...full, database: { kind: "inCluster" } }),
      /^cluster\.database\.kind: got "inCluster"/,
    );
    assert.match(only({ database: { kind: "existing" } }), /^cluster\.database\.kind: got "existing"/);
    assert.match(only({ ...full, database: {} }), /^cluster\.database\.password: got nothing/);
    assert.equal(lines({ ...full, database: { kind: "existing" } }).length, 2);
  });

  it("never repeats a password that it refuses", () => {
    const line = only({ ...full, database: { password: "hunter2" } });
    assert.ok(!line.includes("hunter2"), line);
  });

  it("refuses nodes of another architecture, an ingress without users or nodes, and Auto Mode beside nodes", () => {
    assert.match(only({ nodes: { instanceTypes: ["t4g.medium"] } }), /a type of architecture x86_64/);
    assert.match(
      only({ nodes: { architecture: "arm64" } }),
      /^cluster\.nodes\.instanceTypes\[0\]: got "t3\.medium"/,
    );
    assert.match(only({ compute: "autoMode", nodes: {} }), /^cluster\.nodes: .*autoMode/);
    assert.match(only({ ingress: { allowedCidrs: [] } }), /^cluster\.ingress\.allowedCidrs: got \[\]/);
    assert.match(
      only({ compute: "autoMode", ingress: { allowedCidrs: ["10.0.0.0/8"] } }),
      /^cluster\.ingress: /,
    );
  });

  it("refuses each other value out of its range, one line each", () => {
    const found = lines({
      namespace: "kube-system",
      parameterPrefix: "/aws/x",
      loadRoundsPerMinute: 61,
      logTypes: ["everything"],
      compute: "fargate",
      network: { cidrBlock: "10.0.0.0/24", availabilityZoneCount: 1, egress: "vpn" },
      nodes: { perZone: 0, diskSizeGiB: 5, instanceTypes: [] },
      tags: { "aws:x": "y" },
    });
    assert.deepEqual(found.map((line) => line.slice(0, line.indexOf(": "))).sort(), [
      "cluster.compute",
      "cluster.loadRoundsPerMinute",
      "cluster.logTypes[0]",
      "cluster.namespace",
      "cluster.network.availabilityZoneCount",
      "cluster.network.cidrBlock",
      "cluster.network.egress",
      "cluster.nodes.diskSizeGiB",
      "cluster.nodes.instanceTypes",
      "cluster.nodes.perZone",
      "cluster.parameterPrefix",
      'cluster.tags["aws:x"]',
    ]);
  });

  it("refuses an unknown workload before anything that depends on it", () => {
    assert.match(
      only({ workload: "real" }),
      /^cluster\.workload: got "real"; allowed: simulated, full or none/,
    );
  });
});
