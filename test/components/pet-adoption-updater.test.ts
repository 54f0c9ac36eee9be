import assert from "node:assert/strict";
import type { PetAdoptionCluster } from "../../components/pet-adoption-cluster/index.ts";
import { one, type Deployment } from "../support/deploy.ts";
import { deployPets, images, password, waitsFor } from "../support/pet-adoption.ts";

const name = "pets-updater";
const arn = (what: string) => `arn:aws:simulated:ap-northeast-1:123456789012:${what}`;

describe("PetAdoptionCluster's status updater", () => {
  let deployed: Deployment<PetAdoptionCluster>;

  before(async () => {
    deployed = await deployPets({ workload: "full", images, database: { password }, tags: { team: "net" } });
  });

  it("logs to a group of the stack's own, which expires and goes with it; Lambda's would stay for good", () => {
    const { registrations } = deployed;
    assert.deepEqual(one(registrations, "aws:cloudwatch/logGroup:LogGroup").inputs, {
      retentionInDays: 30,
      tags: { team: "net" },
    });
    const { inputs } = one(registrations, "aws:lambda/function:Function");
    assert.deepEqual(inputs.loggingConfig, { logFormat: "Text", logGroup: "pets-updater-physical" });
  });

  it("may mark pets and write its logs, and not make a group that nobody would delete", () => {
    const { registrations } = deployed;
    const { inputs } = one(registrations, "aws:iam/rolePolicy:RolePolicy", name);
    assert.deepEqual(JSON.parse(inputs.policy as string), {
      Statement: [
        { Action: ["dynamodb:UpdateItem"], Effect: "Allow", Resource: [arn("pets-pets")] },
        {
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Effect: "Allow",
          Resource: [`${arn(name)}:*`],
        },
      ],
      Version: "2012-10-17",
    });
    const attached = registrations.filter((each) => each.type.endsWith(":RolePolicyAttachment"));
    assert.deepEqual(
      attached.filter((each) => each.inputs.role === "pets-updater-physical"),
      [],
    );
  });

  it("is made piece by piece and published when it is whole, or AWS refuses a piece and callers get errors", () => {
    const waits = (later: string, earlier: string) => {
      assert.ok(
        waitsFor(deployed.registrations, `${later}::${name}`, `${earlier}::${name}`),
        `${later}, ${earlier}`,
      );
    };
    const deployment = "aws:apigateway/deployment:Deployment";
    waits("aws:apigateway/integration:Integration", "aws:apigateway/method:Method");
    waits(deployment, "aws:apigateway/integration:Integration");
    waits(deployment, "aws:apigateway/restApiPolicy:RestApiPolicy");
    waits(deployment, "aws:lambda/permission:Permission");
  });

  it("has its rights before the first call", () => {
    const { registrations } = deployed;
    const later = `aws:lambda/function:Function::${name}`;
    assert.ok(waitsFor(registrations, later, `aws:iam/rolePolicy:RolePolicy::${name}`));
    assert.ok(waitsFor(registrations, later, `aws:cloudwatch/logGroup:LogGroup::${name}`));
  });
});
