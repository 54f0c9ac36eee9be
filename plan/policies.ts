import type { Graph } from "./graph.ts";
import type { PlanResource } from "./plan.ts";
import {
  bagOf,
  bagsOf,
  isBag,
  listOf,
  marks,
  show,
  stringOf,
  type PlanValue,
  type PlanValues,
} from "./value.ts";

/** One policy of a role. */
export interface RolePolicy {
  /** Its document as written; undefined for a policy that is not in the program. */
  document?: PlanValue;
  /** The statements of its document; undefined when the program does not tell them. */
  statements: PlanValues[] | undefined;
  /** Services that a policy of AWS is about, by its name. */
  hints: string[];
}

/** A statement that allows, with actions as text and resources as written. */
export interface Allowed {
  actions: string[];
  resources: PlanValue[];
}

const roleType = "aws:iam/role:Role";

/** AWS's own policies by the beginning of their names. Source: AWS managed policy reference. */
const managed: readonly (readonly [beginning: string, service: string])[] = [
  ["AWSXRay", "xray"],
  ["AmazonDynamoDB", "dynamodb"],
  ["AmazonKinesis", "kinesis"],
  ["AmazonS3", "s3"],
  ["AmazonSNS", "sns"],
  ["AmazonSQS", "sqs"],
  ["AmazonSSM", "ssm"],
  ["CloudWatchAgent", "monitoring"],
  ["SecretsManager", "secretsmanager"],
];

/** The policies of a role, in whatever resource the program attaches them. */
export function policiesOf(role: PlanResource, graph: Graph): RolePolicy[] {
  const isOurs = (value: PlanValue | undefined) =>
    (graph.find(value, roleType) ??
      (typeof value === "string" ? graph.named(roleType, value) : undefined)) === role;
  const inline = graph
    .ofType("aws:iam/rolePolicy:RolePolicy")
    .filter(({ inputs }) => isOurs(inputs.role))
    .map(({ inputs }) => inputs.policy);
  const attached = graph
    .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ inputs }) => isOurs(inputs.role))
    .map(({ inputs }) => inputs.policyArn);
  const within = bagsOf(role.inputs.inlinePolicies).map(({ policy }) => policy);
  return [
    ...[...inline, ...within].map((document) => readPolicy(document)),
    ...[...attached, ...listOf(role.inputs.managedPolicyArns)].map((arn) => arnPolicy(arn, graph)),
  ];
}

/** The statements that allow something. What a policy denies is not looked at: it may deny less than all of it. */
export function allowed(statements: readonly PlanValues[]): Allowed[] {
  return statements
    .filter(({ Effect }) => Effect === "Allow")
    .map(({ Action, Resource }) => ({
      actions: listed(Action).map(show),
      resources: listed(Resource).map((resource) => {
        const whole = /^\$\{[^{}]+\}$/.exec(stringOf(resource) ?? "")?.[0];
        return whole === undefined ? resource : { [marks.reference]: whole };
      }),
    }));
}

function arnPolicy(arn: PlanValue | undefined, graph: Graph): RolePolicy {
  const policy = graph.find(arn, "aws:iam/policy:Policy");
  if (policy !== undefined) return readPolicy(policy.inputs.policy);
  const name = show(arn).split("/").at(-1) ?? "";
  const hints = managed.filter(([beginning]) => name.startsWith(beginning)).map(([, service]) => service);
  return { statements: undefined, hints };
}

function readPolicy(document: PlanValue | undefined): RolePolicy {
  return { ...(document === undefined ? {} : { document }), statements: statementsOf(document), hints: [] };
}

function statementsOf(document: PlanValue | undefined): PlanValues[] | undefined {
  const written = bagOf(document) ?? parsed(stringOf(document) ?? "");
  if (written?.Statement === undefined) return undefined;
  return bagsOf(listed(written.Statement));
}

function parsed(content: string): PlanValues | undefined {
  try {
    const value = JSON.parse(content) as PlanValue;
    return isBag(value) ? value : undefined;
  } catch {
    return undefined; // Not JSON: computed at deploy time, so nobody knows its statements yet.
  }
}

function listed(value: PlanValue | undefined): PlanValue[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
