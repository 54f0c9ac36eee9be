import assert from "node:assert/strict";
import { recordedFacts, replayedFacts, settledFacts } from "./compare.ts";
import { resourceReference, UNKNOWN, type Values } from "../../../engine/values.ts";
import { yaml } from "../../../engine/models/eks/yaml.ts";
import { NotModelledError } from "../../../engine/models/model.ts";
import { readRecording, readRejections } from "./recording.ts";
import { Replay } from "./replay.ts";

const scenarios = [
  ...["E1", "E1cfg", "E1dns", "E1ent", "E1nosg", "E1prov", "E1prov2"],
  ...["E2", "E2mini", "E2raw", "E3", "E3skip", "E4", "E4api", "E5", "E5wait", "X1"],
];

describe("the models of the eks components", () => {
  for (const scenario of scenarios) {
    const recording = readRecording(scenario);
    for (const phase of ["preview", "up"] as const) {
      it(`register in ${phase} what the real ones did: ${scenario}, ${recording.description}`, async () => {
        const replayed = await replayedFacts(recording, phase);
        const recorded = recordedFacts(recording, phase);
        assert.ok(recorded.registrations.length > 0);
        assert.deepEqual(replayed, settledFacts(recorded, replayed));
      });
    }
  }
});

async function refusal(type: string, name: string, inputs: Values, dryRun = true): Promise<string> {
  return new Replay({ dryRun }).construct(type, name, inputs).then(
    () => "accepted",
    (error: unknown) => `${type} resource '${name}' has a problem: ${(error as Error).message}`,
  );
}

describe("refusals of the eks components", () => {
  const rejections = readRejections();
  // E1noaws and E5net are about the machine that runs the provider: no AWS CLI, no network.
  const ofCluster = rejections.filter(({ id }) =>
    ["E3x", "E5x", "REbad", "REmap", "REmode", "REsub"].includes(id),
  );
  for (const { id, description, program, preview } of ofCluster) {
    it(`are eks's own words: ${id}, ${description}`, async () => {
      assert.deepEqual(
        [await refusal("eks:index:Cluster", "eks", program["eks.Cluster eks"]!)],
        preview.messages,
      );
    });
  }

  const role = "urn:pulumi:dev::p::aws:iam/role:Role::node";
  const cases: Record<string, Values> = {
    RMboth: { nodeRole: resourceReference(role, UNKNOWN), nodeRoleArn: "arn:aws:iam::123456789012:role/a" },
    RMmix: {
      nodeRoleArn: "arn:aws:iam::123456789012:role/a",
      operatingSystem: "AL2023",
      instanceTypes: ["t3.small", "t4g.small"],
    },
    RMrole: {},
  };
  for (const [id, inputs] of Object.entries(cases)) {
    const { description, preview } = rejections.find((one) => one.id === id)!;
    it(`are eks's own words: ${id}, ${description}`, async () => {
      const message = await refusal("eks:index:ManagedNodeGroup", "workers", { cluster: UNKNOWN, ...inputs });
      assert.deepEqual([message], preview.messages);
    });
  }

  it("name the role as the engine prints it once its id is known", async () => {
    const inputs = { nodeRole: resourceReference(role, "node-02ef59c"), nodeRoleArn: "a", cluster: UNKNOWN };
    const { up } = rejections.find(({ id }) => id === "RMboth")!;
    assert.deepEqual([await refusal("eks:index:ManagedNodeGroup", "workers", inputs, false)], up.messages);
  });

  it("leave to the provider what is not modelled, before anything is registered", async () => {
    const unmodelled: [type: string, inputs: Values][] = [
      ["eks:index:Cluster", { fargate: true }],
      ["eks:index:Cluster", { instanceRoles: [resourceReference(role, UNKNOWN)] }],
      ["eks:index:ManagedNodeGroup", { cluster: UNKNOWN, nodeRoleArn: "a", userData: "#!/bin/bash" }],
    ];
    for (const [type, inputs] of unmodelled) {
      const replay = new Replay({ dryRun: true });
      await assert.rejects(replay.construct(type, "x", inputs), NotModelledError);
      assert.deepEqual(replay.registered, []);
    }
  });
});

describe("the models of the eks components, for arguments that were not recorded", () => {
  const inputs: Values = {
    authenticationMode: "API",
    skipDefaultNodeGroup: true,
    vpcId: "vpc-0a",
    privateSubnetIds: ["subnet-0a", "subnet-0b", "subnet-0c"],
  };

  it("name everything by the cluster, so that two clusters fit into one program", async () => {
    const names = async (name: string) => {
      const replay = new Replay({ dryRun: true });
      await replay.construct("eks:index:Cluster", name, inputs);
      return replay.registered.map(({ type, name: child }) => `${type} ${child}`);
    };
    const [one, other] = [await names("one"), await names("other")];
    assert.ok(one.length > 10);
    assert.deepEqual(
      one.filter((name) => other.includes(name)),
      [],
    );
  });

  it("encrypt secrets with the key that is given, and follow options of the VPC CNI", async () => {
    const replay = new Replay({ dryRun: true });
    await replay.construct("eks:index:Cluster", "eks", {
      ...inputs,
      encryptionConfigKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/k",
      vpcCniOptions: { enableNetworkPolicy: true, warmIpTarget: 5 },
    });
    const of = (name: string) => replay.registered.find((one) => one.name === name && one.custom)!.inputs;
    assert.deepEqual(of("eks-eksCluster").encryptionConfig, {
      provider: { keyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/k" },
      resources: ["secrets"],
    });
    const config = JSON.parse(of("eks-vpc-cni").configurationValues as string) as Record<
      string,
      Values | string
    >;
    assert.equal(config.enableNetworkPolicy, "true");
    assert.equal((config.env as Values).WARM_IP_TARGET, "5");
  });

  it("put a node group below its launch template when IMDSv2 is asked for", async () => {
    const replay = new Replay({ dryRun: false });
    await replay.construct("eks:index:ManagedNodeGroup", "workers", {
      cluster: { cluster: "unknown" },
      nodeRoleArn: "arn:aws:iam::123456789012:role/a",
      enableIMDSv2: true,
      diskSize: 30,
      instanceTypes: ["t4g.small"],
      operatingSystem: "AL2023",
    });
    const [template, nodeGroup] = replay.registered;
    assert.equal(template!.type, "aws:ec2/launchTemplate:LaunchTemplate");
    assert.deepEqual(template!.inputs.metadataOptions, {
      httpTokens: "required",
      httpPutResponseHopLimit: 2,
      httpEndpoint: "enabled",
    });
    assert.equal(nodeGroup!.inputs.diskSize, undefined);
    assert.equal(nodeGroup!.inputs.amiType, "AL2023_ARM_64_STANDARD");
    assert.deepEqual(nodeGroup!.propertyDependencies.launchTemplate, [
      "aws:ec2/launchTemplate:LaunchTemplate::workers-launchTemplate",
    ]);
  });
});

describe("the YAML that eks writes", () => {
  it("quotes what YAML would read as something else, and folds long texts", () => {
    assert.equal(
      yaml(["a: b", "true", "1.5", "10.0.0.0/16", ""]),
      "- 'a: b'\n- 'true'\n- '1.5'\n- 10.0.0.0/16\n- ''\n",
    );
    assert.equal(yaml({ long: "x".repeat(81) }), `long: >-\n  ${"x".repeat(81)}\n`);
    assert.equal(yaml([]), "[]\n");
  });
});
