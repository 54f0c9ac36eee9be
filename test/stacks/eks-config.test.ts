import assert from "node:assert/strict";
import { refusals, shippedConfig, type FileConfig } from "../support/stack-config.ts";

const staging = shippedConfig("staging");
const passwordKey = "nfm:databasePassword";
const password = "0123456789abcdef";
const image = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/pet:1";
const vpc = {
  vpcId: "vpc-0aaaaaaaaaaaaaaaa",
  cidrBlock: "10.1.0.0/16",
  privateSubnetIds: ["subnet-0a0000000000000a1", "subnet-0a0000000000000c1"],
  availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
};
const existing = { cluster: "pets", kubernetesVersion: "1.35" };

/** The lines for the staging stack with some settings changed; a setting that is undefined is left out. */
function lines(changed: FileConfig, secretKeys: string[] = [passwordKey]): string[] {
  const entries = Object.entries({ ...staging, ...changed }).filter(([, value]) => value !== undefined);
  return refusals(Object.fromEntries(entries), secretKeys);
}

/** The same for a cluster of the stack's own. */
function eksLines(eks: FileConfig, more: FileConfig = {}): string[] {
  return lines({ "nfm:eks": { apiCidrs: ["198.51.100.7/32"], ...eks }, "nfm:monitors": undefined, ...more });
}

/** The same for a cluster that exists. */
function existingLines(cluster: FileConfig, more: FileConfig = {}): string[] {
  const settings = { "nfm:eks": undefined, "nfm:monitors": undefined };
  return lines({ ...settings, "nfm:existingCluster": { ...existing, ...cluster }, ...more });
}

function places(found: string[]): string[] {
  return found.map((line) => line.slice(0, line.indexOf("; allowed")));
}

describe("the configuration of a stack with an EKS cluster", () => {
  it("is accepted as shipped, or nobody could plan it", () => {
    assert.deepEqual(lines({}), []);
  });

  const oneLine: Record<string, [found: string[], line: RegExp]> = {
    "workload full without images": [
      eksLines({ workload: "full" }, { [passwordKey]: password }),
      /^nfm:eks\.images: got no image for petsite, petsearch, payforadoption, petlistadoptions, petfood; allowed: /,
    ],
    "Kubernetes 1.24": [
      eksLines({ version: "1.24" }),
      /^nfm:eks\.version: got "1\.24"; allowed: 1\.25 or newer, .*; fix: choose /,
    ],
    "Kubernetes 1.24 of a cluster that exists": [
      existingLines({ kubernetesVersion: "1.24" }),
      /^nfm:existingCluster\.kubernetesVersion: got "1\.24"; allowed: 1\.25 or later; fix: upgrade /,
    ],
    "the old service account": [
      lines({
        "nfm:agent": {
          agentVersion: "clusterDefault",
          serviceAccount: "aws-network-flow-monitoring-agent-service-account",
        },
      }),
      /^nfm:agent\.serviceAccount: got "aws-network-flow-monitoring-agent-service-account"; allowed: "aws-network-flow-monitor-agent-service-account"; /,
    ],
    "a cluster with Fargate only": [
      existingLines({ nodes: ["fargate"] }),
      /^nfm:existingCluster\.nodes: got \["fargate"\]; allowed: .*Fargate runs no DaemonSets$/,
    ],
    "a private cluster in a VPC without the endpoints": [
      eksLines({ vpc: { ...vpc, egress: "endpoints" }, imageRegistry: "mirror.example/x" }),
      /^nfm:eks\.vpc\.endpoints: got no endpoint for .*networkflowmonitorreports.*; allowed: .*; fix: make them /,
    ],
    "a private cluster that exists without the endpoints": [
      existingLines({ egress: "endpoints", endpoints: ["ecr.api", "ecr.dkr", "s3"] }),
      /^nfm:existingCluster\.endpoints: got .*; allowed: .*; fix: make endpoints for eks-auth, networkflowmonitorreports /,
    ],
    "a private cluster without an image registry": [
      eksLines({ network: { egress: "endpoints" } }),
      /^nfm:eks\.imageRegistry: got nothing; allowed: a registry that the VPC reaches: /,
    ],
    "no apiCidrs with a workload in the cluster": [
      lines({ "nfm:eks": {} }),
      /^nfm:eks\.apiCidrs: got nothing; allowed: the IPv4 ranges where Pulumi and kubectl run; fix: set it, or /,
    ],
    "no settings of the cluster at all": [
      lines({ "nfm:eks": undefined }),
      /^nfm:eks\.apiCidrs: got nothing; allowed: the IPv4 ranges where Pulumi and kubectl run; fix: set it, or /,
    ],
    "a closed public endpoint with a workload in the cluster": [
      eksLines({ apiCidrs: [] }),
      /^nfm:eks\.apiCidrs: got \[\]; allowed: a range, since Pulumi applies the workload through the API; /,
    ],
    "a public endpoint that is open to 0.0.0.0/0": [
      eksLines({ apiCidrs: ["0.0.0.0/0"] }),
      /^nfm:eks\.apiCidrs\[0\]: got "0\.0\.0\.0\/0"; allowed: .*never the whole internet; fix: give the addresses /,
    ],
    "no version of the agent's add-on": [
      lines({ "nfm:agent": {} }),
      /^nfm:agent\.agentVersion: got nothing; allowed: text; fix: add it$/,
    ],
    "no settings of the agent": [
      lines({ "nfm:agent": undefined }),
      /^nfm:agent: got nothing; allowed: the keys agentVersion, .*; fix: add it$/,
    ],
    "an agent that is too old for the nodes of Auto Mode": [
      eksLines({ compute: "autoMode" }, { "nfm:agent": { agentVersion: "v1.1.0-eksbuild.1" } }),
      /^nfm:agent\.agentVersion: got "v1\.1\.0-eksbuild\.1"; allowed: v1\.1\.6 or later: on autoMode nodes, /,
    ],
    "a database without a password": [
      eksLines({ database: { kind: "rds" } }),
      /^nfm:databasePassword: got nothing; allowed: 16 to 41 characters, .*; fix: make one with `openssl rand /,
    ],
    "a password in plain text, which is not quoted": [
      lines({ [passwordKey]: "hunter2hunter2hunter2" }, []),
      /^nfm:databasePassword: got plain text, \[hidden\]; allowed: a secret; fix: change it, and .*--secret nfm:databasePassword$/,
    ],
    "a password that is too short, which is not quoted": [
      eksLines({ database: { kind: "aurora" } }, { [passwordKey]: "hunter2" }),
      /^nfm:databasePassword: got \[hidden\]; allowed: 16 to 41 characters, /,
    ],
    "a password that nothing uses": [
      eksLines({}, { [passwordKey]: password }),
      /^nfm:databasePassword: got a value; allowed: nothing where the stack makes no RDS or Aurora database; /,
    ],
    "a password beside a cluster that exists": [
      existingLines({}, { [passwordKey]: password }),
      /^nfm:databasePassword: got a value; allowed: nothing where the stack makes no RDS or Aurora database; /,
    ],
    "a password where it does not belong, which is not quoted": [
      eksLines({ database: { kind: "rds", password } }, { [passwordKey]: password }),
      /^nfm:eks\.database\.password: got key "password"; allowed: (?!.*0123)[\w, ]+; fix: remove it$/,
    ],
    "a cluster that exists beside one that is made": [
      lines({ "nfm:existingCluster": existing, "nfm:monitors": undefined }),
      /^nfm:existingCluster: got a value; allowed: nothing beside nfm:eks; fix: remove nfm:eks for an agent /,
    ],
    "a cluster that exists in another Region": [
      existingLines({ cluster: "arn:aws:eks:us-east-1:123456789012:cluster/pets" }),
      /^nfm:existingCluster\.cluster: got "arn:.*"; allowed: a cluster in ap-northeast-1; /,
    ],
  };
  for (const [title, [found, line]] of Object.entries(oneLine)) {
    it(`refuses ${title} in one line, under the setting to change`, () => {
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0] ?? "", line);
    });
  }

  it("shows what all components refuse at once, or each deployment would find the next problem", () => {
    assert.deepEqual(
      places(
        lines({
          "nfm:eks": { version: "1.24", apiCidrs: ["0.0.0.0/0"], nodes: { perZone: 11 }, databse: {} },
          "nfm:agent": { agentVersion: "latest", openMetrics: { port: 0 } },
          "nfm:scope": { mode: "adopt" },
          "nfm:monitors": { web: { over: "clustr" } },
          "nfm:tags": { "aws:x": "1" },
        }),
      ),
      [
        'nfm:agent.agentVersion: got "latest"',
        "nfm:agent.openMetrics.port: got 0",
        'nfm:eks.apiCidrs[0]: got "0.0.0.0/0"',
        'nfm:eks.databse: got key "databse"',
        "nfm:eks.nodes.perZone: got 11",
        'nfm:eks.version: got "1.24"',
        'nfm:monitors.web.over: got "clustr"',
        "nfm:scope.scopeArn: got nothing",
        'nfm:tags["aws:x"]: got "aws:x"',
      ],
    );
  });

  it("does not call missing what stands in a section that cannot be read", () => {
    assert.deepEqual(places(lines({ "nfm:eks": { apiCidrs: [5] }, "nfm:monitors": undefined })), [
      "nfm:eks.apiCidrs[0]: got 5",
    ]);
    assert.deepEqual(places(existingLines({ cluster: undefined })), [
      "nfm:existingCluster.cluster: got nothing",
    ]);
  });

  it("takes every way to a cluster: a new one, one in a VPC that exists, one that exists, full with a database", () => {
    const images = Object.fromEntries(
      ["petsite", "petsearch", "payforadoption", "petlistadoptions", "petfood"].map((name) => [name, image]),
    );
    assert.deepEqual(eksLines({}), []);
    assert.deepEqual(eksLines({ vpc }), []);
    assert.deepEqual(eksLines({ compute: "autoMode" }), []);
    assert.deepEqual(eksLines({ workload: "none", apiCidrs: undefined }), []);
    assert.deepEqual(eksLines({ workload: "full", images }, { [passwordKey]: password }), []);
    assert.deepEqual(existingLines({}), []);
    assert.deepEqual(existingLines({ nodes: ["linux", "fargate"], podIdentityAgent: "adopt" }), []);
  });

  it("refuses what belongs to the other workload, and names the ones that have it", () => {
    assert.deepEqual(lines({ "nfm:ec2": {} }), [
      'nfm:ec2: got a value; allowed: nothing with workload "eks"; fix: remove it, or set nfm:workload to "ec2"',
    ]);
    assert.deepEqual(lines({ "nfm:agent": { mode: "activate", agentVersion: "clusterDefault" } }), [
      'nfm:agent.mode: got key "mode"; allowed: agentVersion, configuration, conflictsOnCreate, conflictsOnUpdate, ' +
        "openMetrics, resources, serviceAccount, tolerations; fix: remove it",
    ]);
  });

  it("does not judge the agent's settings where the workload is no word: which agent is meant is not known", () => {
    assert.deepEqual(lines({ "nfm:workload": "ekss" }), [
      'nfm:workload: got "ekss"; allowed: ec2, eks or none; fix: write eks',
    ]);
  });
});

describe("monitors of a stack with an EKS cluster", () => {
  const monitors = (settings: FileConfig) => ({ "nfm:monitors": { web: settings } });

  it("are refused where the workload has none of what they are over, which differs with the cluster", () => {
    assert.deepEqual(existingLines({}, monitors({ over: "subnet" })), [
      'nfm:monitors.web.over: got "subnet"; allowed: "cluster" or "region", of which the workload has any; ' +
        "fix: name localResources instead, or choose one of these",
    ]);
    assert.deepEqual(existingLines({}, monitors({ over: "cluster" })), []);
    assert.deepEqual(places(eksLines({}, monitors({ over: "subnet", number: 3 }))), [
      "nfm:monitors.web.number: got 3",
    ]);
    const three = { network: { availabilityZoneCount: 3 } };
    assert.deepEqual(eksLines(three, monitors({ over: "subnet", number: 3 })), []);
    const dev = shippedConfig("dev");
    assert.deepEqual(refusals({ ...dev, ...monitors({ over: "cluster" }) }), [
      'nfm:monitors.web.over: got "cluster"; allowed: "availabilityZone", "vpc", "subnet" or "region", of which the ' +
        "workload has any; fix: name localResources instead, or choose one of these",
    ]);
  });

  it("go to the database's subnets only where there is a database in subnets, or they would stay empty", () => {
    const towards = monitors({ over: "cluster", towards: "databaseSubnets" });
    assert.deepEqual(eksLines({}, towards), [
      'nfm:monitors.web.towards: got "databaseSubnets"; allowed: nothing where the stack makes no RDS or Aurora ' +
        'database; fix: name remoteResources instead, or set nfm:eks.database.kind to "rds" or "aurora"',
    ]);
    const rds = { database: { kind: "rds" } };
    assert.deepEqual(eksLines(rds, { ...towards, [passwordKey]: password }), []);
    const remoteResources = [{ type: "AWS::AWSService", identifier: "S3" }];
    const both = monitors({ over: "cluster", towards: "databaseSubnets", remoteResources });
    assert.deepEqual(places(eksLines(rds, { ...both, [passwordKey]: password })), [
      "nfm:monitors.web: got both",
    ]);
  });
});
