import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { secret } from "../../engine/values.ts";
import {
  PetAdoptionCluster,
  type PetAdoptionClusterArgs,
} from "../../components/pet-adoption-cluster/index.ts";
import { deploy, one, valueOf, type Registration } from "../support/deploy.ts";
import { apiCidrs, deployPets, existingVpc, images, password, petAnswers } from "../support/pet-adoption.ts";

const clusterType = "eks:index:Cluster";
const none = { workload: "none" } as const;

describe("PetAdoptionCluster's control plane", () => {
  it("has API mode, secrets encryption, all logs and the API open to the given ranges only", async () => {
    const { registrations } = await deployPets(none);
    assert.deepEqual(one(registrations, clusterType).inputs, {
      version: "1.35",
      vpcId: "vpc-pets-vpc",
      privateSubnetIds: ["subnet-pets-vpc-private-1", "subnet-pets-vpc-private-2"],
      authenticationMode: "API",
      accessEntries: {},
      endpointPrivateAccess: true,
      publicAccessCidrs: apiCidrs,
      vpcCniOptions: {
        enableNetworkPolicy: true,
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
      },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      encryptionConfigKeyArn: "arn:aws:simulated:ap-northeast-1:123456789012:pets-secrets",
      skipDefaultNodeGroup: true,
      skipDefaultSecurityGroups: true,
      corednsAddonOptions: {
        enabled: false,
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
      },
    });
    assert.equal(one(registrations, "aws:kms/key:Key").inputs.enableKeyRotation, true);
  });

  it("never says endpointPublicAccess true, which would make an update wait 300 s for an endpoint it may not reach", async () => {
    const { registrations } = await deployPets(none);
    assert.equal("endpointPublicAccess" in one(registrations, clusterType).inputs, false);
  });

  it("closes the public endpoint without ranges", async () => {
    const { registrations } = await deployPets({ ...none, apiCidrs: [] });
    const { inputs } = one(registrations, clusterType);
    assert.equal(inputs.endpointPublicAccess, false);
    assert.equal("publicAccessCidrs" in inputs, false);
  });

  it("takes a key when one is given, and makes none", async () => {
    const secretsKeyArn = "arn:aws:kms:ap-northeast-1:123456789012:key/1";
    const { registrations } = await deployPets({ ...none, secretsKeyArn });
    assert.equal(one(registrations, clusterType).inputs.encryptionConfigKeyArn, secretsKeyArn);
    assert.deepEqual(
      registrations.filter((each) => each.type === "aws:kms/key:Key"),
      [],
    );
  });

  it("says in a preview that the ranges are missing, and refuses only the update", async () => {
    const program = () => new PetAdoptionCluster("pets", {});
    const { registrations } = await deploy(program, { ...petAnswers, mode: "preview" });
    assert.equal(one(registrations, clusterType).inputs.endpointPublicAccess, false);
    await assert.rejects(deploy(program, petAnswers), (error: Error & { hideStack?: boolean }) => {
      assert.equal(error.hideStack, true);
      assert.match(error.message, /^pets\.apiCidrs: got nothing; [^\n]*$/);
      return true;
    });
  });
});

/** Between them they have everything that a cluster can be made of. */
const shapes: PetAdoptionClusterArgs[] = [
  {},
  {
    workload: "full",
    images,
    database: { kind: "aurora", password },
    ingress: { allowedCidrs: ["0.0.0.0/0"] },
  },
  {
    apiCidrs: [],
    runsInsideVpc: true,
    oidcProvider: true,
    database: { kind: "rds", password },
    ingress: {
      allowedCidrs: ["0.0.0.0/0"],
      certificateArn: "arn:aws:acm:ap-northeast-1:123456789012:certificate/1",
    },
  },
  { compute: "autoMode" },
  { network: { egress: "endpoints" }, imageRegistry: "mirror.example" },
  { vpc: existingVpc },
];

describe("PetAdoptionCluster", () => {
  it("hands on what an agent and a monitor need", async () => {
    const { result, registrations } = await deployPets(none);
    assert.equal(await valueOf(result.clusterName), "pets-cluster-eks");
    assert.equal(
      await valueOf(result.clusterArn),
      "arn:aws:eks:ap-northeast-1:123456789012:cluster/pets-cluster-eks",
    );
    assert.equal(await valueOf(result.nodeRoleNames[0]!), "pets-node-physical");
    assert.equal(await valueOf(result.nodeSecurityGroupId), "sg-pets-cluster");
    assert.deepEqual(await valueOf(pulumi.all(result.availabilityZones)), [
      "ap-northeast-1a",
      "ap-northeast-1c",
    ]);
    assert.equal(await valueOf(pulumi.all(result.privateSubnetIds).apply((ids) => ids.length)), 2);
    const ready = await valueOf(pulumi.all(result.ready.map((each) => each.urn)));
    const names = ready.map((urn) => registrations.find((each) => each.urn === urn)?.name);
    assert.deepEqual(names, ["pets-eks-pod-identity-agent", "pets-nodes-1", "pets-nodes-2", "pets-coredns"]);
    assert.match(result.versionNotice, /standard support until 2027-03-27/);
    assert.deepEqual(result.edges, []);
  });

  it("shows in a preview exactly what an update makes, whatever it is made of", async () => {
    for (const args of shapes) {
      const made = await deployPets(args);
      const shown = await deployPets(args, "preview");
      const keys = (registrations: Registration[]) => registrations.map((each) => each.urn).sort();
      assert.deepEqual(keys(shown.registrations), keys(made.registrations), JSON.stringify(args));
    }
  });

  it("has everything below itself, whatever it is made of, or a child stands outside and its options miss it", async () => {
    for (const args of shapes) {
      const { registrations } = await deployPets(args);
      const component = one(registrations, "aws-network-flow-monitor:index:PetAdoptionCluster");
      const outside = registrations.filter(
        (each) => each.parent !== component.urn && each !== component && each.type !== "pulumi:pulumi:Stack",
      );
      assert.deepEqual(
        outside.map(({ type, name }) => `${type} ${name}`),
        [],
      );
    }
  });

  it("stands twice in one program with the full workload, each under a prefix of its own", async () => {
    const program = () =>
      ["red", "blue"].map((name) => {
        const args = { apiCidrs, workload: "full", images, parameterPrefix: `/${name}` } as const;
        return new PetAdoptionCluster(name, { ...args, database: { password } });
      });
    const { registrations } = await deploy(program, petAnswers);
    assert.equal(new Set(registrations.map((each) => each.urn)).size, registrations.length);
    const parameters = registrations.filter((each) => each.type === "aws:ssm/parameter:Parameter");
    assert.equal(new Set(parameters.map((each) => each.inputs.name)).size, 32);
  });

  it("hides the password in what Pulumi stores of its arguments", async () => {
    const { registrations } = await deployPets({ database: { kind: "rds", password } });
    const component = registrations.find((each) => each.type.endsWith(":PetAdoptionCluster"));
    const { database } = component!.inputs as { database: { password: unknown } };
    assert.deepEqual(database.password, secret(password));
  });

  it("stands twice in one program without a name in common", async () => {
    const program = () => ["red", "blue"].map((name) => new PetAdoptionCluster(name, { apiCidrs }));
    const { registrations } = await deploy(program, petAnswers);
    assert.equal(new Set(registrations.map((each) => each.urn)).size, registrations.length);
    const alone = await deployPets();
    assert.equal(registrations.length, 2 * alone.registrations.length);
  });
});
