import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { needs, roleArn } from "./needs.ts";
import { allows, listed, valuesOf, type Policy, type Request } from "./policy.ts";

interface Resource {
  type: string;
  name: string;
  inputs: { assumeRolePolicy?: unknown; policyArn?: string };
}

/** The permissions of whoever deploys a shipped stack, and what that stack is made of. */
const stacks = [
  { stack: "dev", file: "docs/deployer-policy.json" },
  { stack: "staging", file: "docs/deployer-policy-eks.json" },
];

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function awsResources(stack: string): Resource[] {
  const { resources } = readJson(`plans/${stack}.json`) as { resources: Resource[] };
  return resources.filter(({ type }) => type.startsWith("aws:"));
}

const unique = (texts: string[]): string[] => [...new Set(texts)].sort();

/** The services that the roles of a stack trust, each with the name of its role. */
function trusted(resources: Resource[]): { role: string; service: string }[] {
  return resources
    .filter(({ type }) => type === "aws:iam/role:Role")
    .flatMap(({ name, inputs }) =>
      [...JSON.stringify(inputs.assumeRolePolicy).matchAll(/[\w.-]+\.amazonaws\.com/g)].map(([service]) => ({
        role: name,
        service,
      })),
    );
}

/** Everything that `pulumi up`, a change and `pulumi destroy` of these resources ask of AWS. */
function requests(resources: Resource[]): Request[] {
  const direct = resources.flatMap(({ type, name }) => {
    const { actions = [], arn } = needs[type] ?? {};
    return actions.map((action) => ({ action, resource: arn?.(name) ?? "*" }));
  });
  const passed = trusted(resources).map(({ role, service }) => ({
    action: "iam:PassRole",
    resource: roleArn(role),
    context: { "iam:PassedToService": service },
  }));
  const attached = resources.flatMap(({ name, inputs: { policyArn } }) =>
    policyArn === undefined
      ? []
      : ["iam:AttachRolePolicy", "iam:DetachRolePolicy"].map((action) => ({
          action,
          resource: roleArn(name),
          context: { "iam:PolicyARN": policyArn },
        })),
  );
  return [...direct, ...passed, ...attached];
}

for (const { stack, file } of stacks) {
  describe(file, () => {
    const policy = readJson(file) as Policy;
    const resources = awsResources(stack);

    it("is tested with every type of the stack", () => {
      assert.deepEqual(
        unique(resources.map(({ type }) => type).filter((type) => !(type in needs))),
        [],
        "add them to test/docs/needs.ts",
      );
    });

    it("allows all that an update, a change and a destroy of the stack ask of AWS", () => {
      const refused = requests(resources).filter((request) => !allows(policy, request));
      assert.deepEqual(refused, []);
    });

    it("passes roles to the services that the stack's roles trust, and to no other", () => {
      assert.deepEqual(
        valuesOf(policy, "iam:PassedToService"),
        unique(trusted(resources).map(({ service }) => service)),
      );
    });

    it("lets AWS make the service-linked roles of what the stack is made of, and no other", () => {
      const roles = resources.flatMap(({ type }) => needs[type]?.linkedRoles ?? []);
      assert.deepEqual(valuesOf(policy, "iam:AWSServiceName"), unique(roles));
    });

    it("is small enough for one managed policy, in which IAM counts everything but white space", () => {
      assert.ok(JSON.stringify(policy).replaceAll(/\s/g, "").length <= 6144);
    });

    it("gives nobody the whole of AWS or of IAM", () => {
      const actions = policy.Statement.flatMap(({ Action }) => listed(Action));
      assert.deepEqual(
        actions.filter((action) => /^(\*|iam:.*\*)/.test(action)),
        [],
      );
    });
  });
}

describe("docs/deployer-policy-eks.json, which is narrower", () => {
  const policy = readJson("docs/deployer-policy-eks.json") as Policy;
  const others = "arn:aws:iam::123456789012:role/administrators";
  const own = roleArn("pets-node");

  it("attaches the managed policies of the stack alone, and to its own roles alone", () => {
    const attached = awsResources("staging").flatMap(({ inputs: { policyArn } }) => policyArn ?? []);
    assert.deepEqual(valuesOf(policy, "iam:PolicyARN"), unique(attached));
    const attach = (resource: string, arn: string) => ({
      action: "iam:AttachRolePolicy",
      resource,
      context: { "iam:PolicyARN": arn },
    });
    assert.equal(allows(policy, attach(own, attached[0] ?? "")), true);
    assert.equal(allows(policy, attach(others, attached[0] ?? "")), false);
    assert.equal(allows(policy, attach(own, "arn:aws:iam::aws:policy/AdministratorAccess")), false);
  });

  it("neither passes nor changes a role that is not the stack's", () => {
    const context = { "iam:PassedToService": "ec2.amazonaws.com" };
    assert.equal(allows(policy, { action: "iam:PassRole", resource: own, context }), true);
    assert.equal(allows(policy, { action: "iam:PassRole", resource: others, context }), false);
    assert.equal(allows(policy, { action: "iam:PassRole", resource: own }), false);
    assert.equal(allows(policy, { action: "iam:PutRolePolicy", resource: others }), false);
  });

  it("touches no bucket, table or log group of others", () => {
    const foreign = [
      { action: "s3:GetObject", resource: "arn:aws:s3:::ledger/2026" },
      { action: "dynamodb:Scan", resource: "arn:aws:dynamodb:ap-northeast-1:123456789012:table/orders" },
      {
        action: "logs:DeleteLogGroup",
        resource: "arn:aws:logs:ap-northeast-1:123456789012:log-group:/audit",
      },
    ];
    assert.deepEqual(
      foreign.filter((request) => allows(policy, request)),
      [],
    );
  });
});
