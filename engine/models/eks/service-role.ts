import { createHash } from "node:crypto";
import { type Derived, plain } from "../derived.ts";
import type { Family, Member } from "../family.ts";

/** A role with its managed policies. Who needs the policies too depends on the attachments. */
export interface ServiceRole {
  role: Member;
  attachments: Member[];
  /** ARN of the role once every policy is attached. */
  resolvedArn: Derived;
  /** The role itself, once every policy is attached: unknown in a preview. */
  resolvedRole: Derived;
}

/** What a service role is made of. */
export interface ServiceRoleArgs {
  service: string;
  description?: string;
  actions: string[];
  /** Names of AWS managed policies. */
  policies: string[];
  partition: string;
  tags: Derived | undefined;
}

/** Registers an `eks:index:ServiceRole` and what is inside. Attachments are named by a hash of their policy's ARN. */
export async function addServiceRole(
  family: Family,
  name: string,
  args: ServiceRoleArgs,
): Promise<ServiceRole> {
  const component = await family.add("eks:index:ServiceRole", name, {}, { custom: false });
  const statement = { Action: args.actions, Effect: "Allow", Principal: { Service: [args.service] } };
  const role = await family.add(
    "aws:iam/role:Role",
    `${name}-role`,
    {
      description: args.description === undefined ? undefined : plain(args.description),
      assumeRolePolicy: plain(JSON.stringify({ Version: "2012-10-17", Statement: [statement] })),
      tags: args.tags,
    },
    { parent: component },
  );
  const attachments: Member[] = [];
  for (const policy of args.policies) {
    attachments.push(
      await family.add(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        `${name}-${hash(`arn:aws:iam::aws:policy/${policy}`)}`,
        { policyArn: plain(`arn:${args.partition}:iam::aws:policy/${policy}`), role: role.asInput },
        { parent: component },
      ),
    );
  }
  const arn = role.output("arn");
  const from = [role, ...attachments].map(({ urn }) => urn).sort();
  return {
    role,
    attachments,
    resolvedArn: { value: arn.value, from },
    resolvedRole: { value: role.resolved, from },
  };
}

function hash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}
