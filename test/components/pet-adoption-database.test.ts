import assert from "node:assert/strict";
import fc from "fast-check";
import {
  PetAdoptionCluster,
  type PetAdoptionClusterArgs,
} from "../../components/pet-adoption-cluster/index.ts";
import { databaseFactProblems } from "../../components/pet-adoption-cluster/validate-database.ts";
import { snapshotName } from "../../components/pet-adoption-cluster/workload/snapshot-name.ts";
import { formatProblem } from "../../components/shared/problems.ts";
import type { Values } from "../../engine/values.ts";
import { deploy, one, type Registration } from "../support/deploy.ts";
import { allows } from "../support/network-policies.ts";
import { apiCidrs, deployPets, images, password, petAnswers, waitsFor } from "../support/pet-adoption.ts";

const instanceType = "aws:rds/instance:Instance";
const clusterType = "aws:rds/cluster:Cluster";
const deploymentType = "kubernetes:apps/v1:Deployment";
const ruleName = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::pets-database";
const secretVersion = "aws:secretsmanager/secretVersion:SecretVersion::pets-database";

const rds: PetAdoptionClusterArgs = { database: { kind: "rds", password } };
const aurora: PetAdoptionClusterArgs = { database: { kind: "aurora", password } };
const full = { workload: "full", images } as const;
const secretArn = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:pets";

/** RDS's own rule for the name of a snapshot, as the provider checks it. */
const fits = /^(?!.*--)[A-Za-z][A-Za-z0-9-]{0,253}[A-Za-z0-9]$/;

describe("databaseFactProblems", () => {
  const lines = (database: object) => databaseFactProblems({ database }, "cluster").map(formatProblem);

  it("refuses ranges and a secret beside a database that is made, one line each, or pods are cut off silently", () => {
    const facts = { cidrs: ["10.9.0.0/24"], secretArn };
    for (const kind of ["inCluster", "rds", "aurora", undefined]) {
      assert.deepEqual(lines({ kind, ...facts }), [
        'cluster.database.cidrs: got a value; allowed: nothing unless kind is "existing": where a database of this ' +
          'cluster stands is known; fix: remove it, or set kind to "existing"',
        'cluster.database.secretArn: got a value; allowed: nothing unless kind is "existing": a database of this ' +
          'cluster gets its own; fix: remove it, or set kind to "existing"',
      ]);
      assert.deepEqual(lines({ kind, password }), []);
    }
  });

  it("takes them with an existing one, and leaves a word that is no kind to who refuses it", () => {
    assert.deepEqual(lines({ kind: "existing", cidrs: ["10.9.0.0/24"], secretArn }), []);
    assert.deepEqual(lines({ kind: "postgres", cidrs: ["10.9.0.0/24"] }), []);
    assert.deepEqual(databaseFactProblems({}, "cluster"), []);
  });

  it("is what stops the cluster", async () => {
    await assert.rejects(
      deployPets({ database: { kind: "rds", password, cidrs: ["10.9.0.0/24"] } }),
      /^Error: pets\.database\.cidrs: got a value; allowed: nothing unless kind is "existing": [^\n]*$/,
    );
  });
});

describe("PetAdoptionCluster's database", () => {
  it("is let through the policies where it stands: in the subnets that were made for it, or in the given ranges", async () => {
    const reaches = async (args: PetAdoptionClusterArgs, address: string) => {
      const { registrations } = await deployPets(args);
      const specs = registrations
        .filter((each) => each.inputs.kind === "NetworkPolicy")
        .map((each) => each.inputs.spec as Values);
      const from = { labels: { app: "petlistadoptions" } };
      return allows(specs, { from, to: { address }, protocol: "TCP", port: 5432 });
    };
    const existing: PetAdoptionClusterArgs = {
      ...full,
      database: { kind: "existing", secretArn, cidrs: ["10.9.0.0/24"] },
    };
    assert.equal(await reaches(rds, "10.0.130.9"), true);
    assert.equal(await reaches(aurora, "10.0.2.9"), true);
    assert.equal(await reaches(rds, "10.9.0.9"), false);
    assert.equal(await reaches(existing, "10.9.0.9"), true);
    assert.equal(await reaches(existing, "10.0.130.9"), false);
  });

  const ready: Record<string, [args: PetAdoptionClusterArgs, earlier: string[]]> = {
    "RDS, simulated": [rds, [`${instanceType}::pets-database`, ruleName]],
    "Aurora, simulated": [aurora, ["aws:rds/clusterInstance:ClusterInstance::pets-database", ruleName]],
    "RDS, full": [{ ...full, ...rds }, [`${instanceType}::pets-database`, ruleName, secretVersion]],
    "Aurora, full": [
      { ...full, ...aurora },
      ["aws:rds/clusterInstance:ClusterInstance::pets-database", ruleName, secretVersion],
    ],
  };
  for (const [title, [args, earlier]] of Object.entries(ready)) {
    it(`answers before whoever uses it starts, or pods fail until it does (${title})`, async () => {
      const { registrations } = await deployPets(args);
      const job = "kubernetes:batch/v1:Job::pets-petschema";
      const clients = ["payforadoption", "petlistadoptions"].map((app) => `${deploymentType}::pets-${app}`);
      for (const later of args.workload === "full" ? [job, ...clients] : clients) {
        for (const each of earlier) {
          assert.ok(waitsFor(registrations, later, each), `${later} starts without ${each}`);
        }
      }
    });
  }

  it("holds up nobody who does not use it: the site is there while it is still made", async () => {
    const { registrations } = await deployPets(aurora);
    for (const app of ["petsite", "petsearch", "petfood", "s3client"]) {
      const later = `${deploymentType}::pets-${app}`;
      assert.ok(
        !waitsFor(registrations, later, "aws:rds/clusterInstance:ClusterInstance::pets-database"),
        app,
      );
    }
  });
});

describe("PetAdoptionCluster's last snapshot", () => {
  const identifier = (registrations: Registration[], type: string) =>
    one(registrations, type).inputs.finalSnapshotIdentifier;

  it("has its name from the subnet group, which Pulumi names anew each time: a second destroy meets no first", async () => {
    const made = async (group: string, stack: string) => {
      const { registrations } = await deploy(() => new PetAdoptionCluster("pets", { apiCidrs, ...rds }), {
        ...petAnswers,
        stack,
        outputs: (type, name, inputs) => ({
          ...petAnswers.outputs?.(type, name, inputs),
          ...(type === "aws:rds/subnetGroup:SubnetGroup" ? { name: `${name}-${group}` } : {}),
        }),
      });
      return identifier(registrations, instanceType);
    };
    assert.equal(await made("1a2b3c4", "test"), "nfm-test-pets-rds-1a2b3c4-last");
    assert.equal(await made("5d6e7f8", "test"), "nfm-test-pets-rds-5d6e7f8-last");
    assert.equal(await made("5d6e7f8", "pr_12.x-"), "nfm-pr-12-x-pets-rds-5d6e7f8-last");
  });

  it("is another one for another kind: Aurora gets a subnet group of its own, so coming back meets nothing", async () => {
    const group = ({ registrations }: { registrations: Registration[] }) =>
      one(registrations, "aws:rds/subnetGroup:SubnetGroup").name;
    assert.equal(group(await deployPets(rds)), "pets-rds");
    const { registrations } = await deployPets(aurora);
    assert.equal(group({ registrations }), "pets-aurora");
    assert.equal(identifier(registrations, clusterType), "nfm-test-pets-aurora-physical-last");
  });

  it("is not asked for when it is to be skipped", async () => {
    const { registrations } = await deployPets({
      database: { kind: "rds", password, skipFinalSnapshot: true },
    });
    const { inputs } = one(registrations, instanceType);
    assert.deepEqual([inputs.skipFinalSnapshot, inputs.finalSnapshotIdentifier], [true, undefined]);
  });
});

describe("snapshotName", () => {
  it("makes of any names what RDS takes, and keeps the end that tells one from another", () => {
    const name = fc.string({ maxLength: 300, unit: "grapheme" });
    fc.assert(
      fc.property(name, name, fc.stringMatching(/^[0-9a-f]{7}$/), (project, stack, hex) => {
        const found = snapshotName(`${project}-${stack}-${hex}-last`);
        assert.match(found, fits);
        assert.ok(found.endsWith(`${hex}-last`), found);
      }),
    );
  });

  it("leaves alone what fits, and puts a letter before a digit", () => {
    assert.equal(snapshotName("nfm-staging-pets-last"), "nfm-staging-pets-last");
    assert.equal(snapshotName("2048_dev--x_-last"), "db-2048-dev-x-last");
    assert.equal(snapshotName(`${"a".repeat(300)}-last`).length, 252);
  });
});
