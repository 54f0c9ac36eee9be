import assert from "node:assert/strict";
import { z } from "zod";
import { readSection } from "../../stacks/section.ts";
import { refusals, shippedConfig, type FileConfig } from "../support/stack-config.ts";

const base: FileConfig = {
  "aws:region": "ap-northeast-1",
  "nfm:workload": "eks",
  "nfm:scope": { mode: "create" },
  "nfm:agent": { agentVersion: "clusterDefault" },
};
const apiCidrs = ["198.51.100.7/32"];

/** Where something is wrong, and what was given there. */
function places(changed: FileConfig, below: FileConfig = base): string[] {
  const entries = Object.entries({ ...below, ...changed }).filter(([, value]) => value !== undefined);
  return refusals(Object.fromEntries(entries)).map((line) => line.slice(0, line.indexOf("; allowed")));
}

const eks = (settings: FileConfig, more: FileConfig = {}) => places({ "nfm:eks": settings, ...more });

describe("a section with a part of the wrong type", () => {
  it("is judged in all its other parts, or each deployment would find the next problem", () => {
    const resources = { requests: { cpu: 1 } };
    assert.deepEqual(eks({ apiCidrs }, { "nfm:agent": { agentVersion: "latest", resources } }), [
      'nfm:agent.agentVersion: got "latest"',
      "nfm:agent.resources.limits: got nothing",
      "nfm:agent.resources.requests.cpu: got 1",
      "nfm:agent.resources.requests.memory: got nothing",
    ]);
    const network = { availabilityZones: [1] };
    assert.deepEqual(eks({ apiCidrs: ["0.0.0.0/0"], version: "1.24", network }), [
      'nfm:eks.apiCidrs[0]: got "0.0.0.0/0"',
      "nfm:eks.network.availabilityZones[0]: got 1",
      'nfm:eks.version: got "1.24"',
    ]);
    assert.deepEqual(eks({ apiCidrs: ["0.0.0.0/0"], version: "1.24", vpc: { vpcId: "x" } }), [
      'nfm:eks.apiCidrs[0]: got "0.0.0.0/0"',
      'nfm:eks.version: got "1.24"',
      "nfm:eks.vpc.availabilityZones: got nothing",
      "nfm:eks.vpc.cidrBlock: got nothing",
      "nfm:eks.vpc.privateSubnetIds: got nothing",
    ]);
  });

  it("is judged item by item in a list, and beside a value without its quotes", () => {
    assert.deepEqual(
      eks({ apiCidrs: [5, "0.0.0.0/0", null, "10.0.0.0/16"], version: 1.35, namespace: "kube-x" }),
      [
        "nfm:eks.apiCidrs[0]: got 5",
        'nfm:eks.apiCidrs[1]: got "0.0.0.0/0"',
        "nfm:eks.apiCidrs[2]: got nothing",
        'nfm:eks.apiCidrs[3]: got "10.0.0.0/16"',
        'nfm:eks.namespace: got "kube-x"',
        "nfm:eks.version: got 1.35",
      ],
    );
    const vpc = {
      vpcId: 5,
      cidrBlock: "10.1.0.0",
      privateSubnetIds: ["subnet-0a0000000000000a1", "pets"],
      availabilityZones: ["ap-northeast-1a", "us-east-1c"],
    };
    assert.deepEqual(eks({ apiCidrs, vpc }), [
      'nfm:eks.vpc.availabilityZones[1]: got "us-east-1c"',
      'nfm:eks.vpc.cidrBlock: got "10.1.0.0"',
      'nfm:eks.vpc.privateSubnetIds[1]: got "pets"',
      "nfm:eks.vpc.vpcId: got 5",
    ]);
  });

  it("may lack what it cannot be without: what is there is judged all the same", () => {
    assert.deepEqual(
      eks({ apiCidrs }, { "nfm:agent": { openMetrics: { port: 0 }, conflictsOnCreate: "x" } }),
      [
        "nfm:agent.agentVersion: got nothing",
        'nfm:agent.conflictsOnCreate: got "x"',
        "nfm:agent.openMetrics.port: got 0",
      ],
    );
    const existingCluster = { cluster: ["pets"], nodes: ["fargate"], endpoints: [] };
    assert.deepEqual(places({ "nfm:existingCluster": existingCluster }), [
      'nfm:existingCluster.cluster: got ["pets"]',
      "nfm:existingCluster.endpoints: got []",
      "nfm:existingCluster.kubernetesVersion: got nothing",
      'nfm:existingCluster.nodes: got ["fargate"]',
    ]);
  });

  it("is blamed for nothing that follows from the part that could not be read", () => {
    const lists = { localResources: [{ type: "AWS::Region" }], remoteResources: "S3" };
    assert.deepEqual(
      eks({ apiCidrs }, { "nfm:monitors": { web: lists, zone: { over: "subnet", number: 4 } } }),
      [
        "nfm:monitors.web.localResources[0].identifier: got nothing",
        'nfm:monitors.web.remoteResources: got "S3"',
        "nfm:monitors.zone.number: got 4",
      ],
    );
    const zones = { "nfm:monitors": { zone: { over: "availabilityZone", number: 3 } } };
    assert.deepEqual(eks({ apiCidrs, network: { availabilityZones: "ap-northeast-1a" } }, zones), [
      'nfm:eks.network.availabilityZones: got "ap-northeast-1a"',
    ]);
    assert.deepEqual(eks({ apiCidrs, vpc: "vpc-1", network: {} }), ['nfm:eks.vpc: got "vpc-1"']);
    assert.deepEqual(eks({ apiCidrs: {} }), ["nfm:eks.apiCidrs: got {}"]);
    const dev = shippedConfig("dev");
    assert.deepEqual(places({ "nfm:tags": { Floor: 5, "aws:x": "1", Room: {} } }, dev), [
      "nfm:tags.Floor: got 5",
      "nfm:tags.Room: got {}",
      'nfm:tags["aws:x"]: got "aws:x"',
    ]);
  });
});

describe("zones, keys and certificates of another Region than the stack's", () => {
  it("are refused by nfm:eks as by nfm:ec2, which fail at AWS alike", () => {
    assert.deepEqual(eks({ apiCidrs, network: { availabilityZones: ["us-east-1a", "us-east-1b"] } }), [
      'nfm:eks.network.availabilityZones[0]: got "us-east-1a"',
      'nfm:eks.network.availabilityZones[1]: got "us-east-1b"',
    ]);
    const secretsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    const certificateArn =
      "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
    const ingress = { allowedCidrs: ["198.51.100.0/24"], certificateArn };
    assert.deepEqual(eks({ apiCidrs, secretsKeyArn, ingress }), [
      `nfm:eks.ingress.certificateArn: got "${certificateArn}"`,
      `nfm:eks.secretsKeyArn: got "${secretsKeyArn}"`,
    ]);
  });
});

describe("readSection", () => {
  const schema = z.strictObject({ a: z.strictObject({ b: z.string(), c: z.int() }), d: z.array(z.string()) });
  const read = (value: unknown) => readSection(schema, value, "nfm:x");

  it("takes out the smallest part that the rest can do without, and says at which paths it is not what was given", () => {
    assert.deepEqual(read({ a: { b: "x", c: 1 }, d: [] }).unsure, []);
    const noWhole = read({ a: { b: "x", c: "1" }, d: ["x"] });
    assert.deepEqual([noWhole.usable, noWhole.unsure], [{ d: ["x"] }, ["nfm:x.a", "nfm:x.a.c"]]);
    const noText = read({ a: { b: 5, c: 1 }, d: ["x", {}], e: 1 });
    assert.deepEqual(noText.usable, { a: { b: "5", c: 1 }, d: ["x", ""] });
    assert.deepEqual(noText.unsure, ["nfm:x.a.b", "nfm:x.d[1]"]);
    assert.deepEqual(read("x").usable, undefined);
    assert.deepEqual(read("x").unsure, ["nfm:x"]);
  });

  it("leaves what was given as it was, since messages quote it", () => {
    const value = { a: { b: 5, c: "1" }, d: [1], e: 1 };
    const before = structuredClone(value);
    read(value);
    assert.deepEqual(value, before);
  });
});
