import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import type { PetAdoptionClusterArgs } from "../../components/pet-adoption-cluster/index.ts";
import { updaterCode } from "../../components/pet-adoption-cluster/workload/updater-code.ts";
import { one } from "../support/deploy.ts";
import { deployPets, existingVpc, images, password } from "../support/pet-adoption.ts";
import { seenFullEdges } from "../support/pet-topology-full.ts";
import { sortEdges } from "../support/pet-topology.ts";

const full: PetAdoptionClusterArgs = { workload: "full", images, database: { password } };
const secretArn = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:pets";
const existing: PetAdoptionClusterArgs = {
  ...full,
  database: { kind: "existing", secretArn, cidrs: ["10.9.0.0/24"] },
};

describe("PetAdoptionCluster's full workload with what exists", () => {
  it("takes a database by its secret and ranges, and makes none", async () => {
    const { registrations, result } = await deployPets(existing);
    assert.deepEqual(
      registrations.filter((each) => each.type.startsWith("aws:rds/")),
      [],
    );
    assert.deepEqual(
      registrations.filter((each) => each.inputs.kind === "Job"),
      [],
    );
    const policy = one(
      registrations,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "pets-petlistadoptions",
    );
    assert.ok(JSON.stringify(policy.inputs).includes('"cidr":"10.9.0.0/24"'));
    const shapes = result.edges.filter((edge) => edge.target !== "internet");
    assert.deepEqual(
      seenFullEdges(registrations),
      sortEdges(shapes.map(({ from, to, port, targetPort }) => ({ from, to, port, targetPort }))),
    );
  });

  it("takes a URL for the status updates, and makes no function", async () => {
    const { registrations } = await deployPets({ ...existing, statusUpdaterUrl: "https://updates.example/" });
    assert.deepEqual(
      registrations.filter((each) => /^aws:(lambda|apigateway)/.test(each.type)),
      [],
    );
    const parameter = one(registrations, "aws:ssm/parameter:Parameter", "pets-updateadoptionstatusurl");
    assert.equal(parameter.inputs.insecureValue, "https://updates.example/");
  });

  it("refuses an existing VPC without the endpoint of the private API", async () => {
    await assert.rejects(
      deployPets({ ...existing, vpc: existingVpc }),
      /^ResourceError: pets\.vpc\.endpoints: got no endpoint for execute-api;|^Error: pets\.vpc\.endpoints: got no endpoint for execute-api;/,
    );
  });

  it("makes Aurora when asked, encrypted, with a secret that holds all six fields", async () => {
    const { registrations } = await deployPets({ ...full, database: { kind: "aurora", password } });
    const cluster = one(registrations, "aws:rds/cluster:Cluster").inputs;
    assert.equal(cluster.storageEncrypted, true);
    assert.deepEqual(cluster.vpcSecurityGroupIds, ["pets-database-id"]);
    const rule = one(registrations, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs;
    assert.deepEqual(
      [rule.fromPort, rule.toPort, rule.referencedSecurityGroupId],
      [5432, 5432, "sg-pets-cluster"],
    );
    const version = one(registrations, "aws:secretsmanager/secretVersion:SecretVersion").inputs;
    const { value } = version.secretString as Values;
    assert.deepEqual(JSON.parse(value as string), {
      dbname: "adoptions",
      engine: "postgres",
      host: "pets-database.example",
      password,
      port: 5432,
      username: "petadmin",
    });
  });
});

describe("updaterCode", () => {
  it("marks a pet as adopted or free, and refuses a request without the key", async () => {
    const sdk =
      "class DynamoDBClient { async send(command) { globalThis.sent.push(command); } }\nclass UpdateItemCommand { constructor(input) { this.input = input; } }\n";
    const source = updaterCode.replace(/^import .*\n/, sdk);
    const sent: { input: { Key: unknown; ExpressionAttributeValues: unknown } }[] = [];
    Object.assign(globalThis, { sent });
    const { handler } = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
      handler: (event: { body?: string }) => Promise<{ statusCode: number }>;
    };
    const call = async (body: object) => (await handler({ body: JSON.stringify(body) })).statusCode;
    assert.equal(await call({ pettype: "puppy", petid: "001" }), 200);
    assert.equal(await call({ pettype: "puppy", petid: "001", petavailability: "yes" }), 200);
    assert.equal(await call({ pettype: "puppy" }), 400);
    assert.equal((await handler({})).statusCode, 400);
    assert.deepEqual(
      sent.map(({ input }) => input.ExpressionAttributeValues),
      [{ ":availability": { S: "no" } }, { ":availability": { S: "yes" } }],
    );
    assert.deepEqual(sent[0]!.input.Key, { pettype: { S: "puppy" }, petid: { S: "001" } });
    Reflect.deleteProperty(globalThis, "sent");
  });
});
