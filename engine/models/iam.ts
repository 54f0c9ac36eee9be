import { chosen, declare, fixed, learned, same, type Format, composed } from "./declare.ts";
import { iamId } from "./formats.ts";
import { jsonProblems } from "./json.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["iam-arn-forms"];
const common = { regional: false } as const;

/** An ARN of IAM, which has no Region. The path begins and ends with a slash. */
function iamArn(kind: string) {
  return chosen((f) => `arn:${f.partition}:iam::${f.accountId}:${kind}${pathOf(f)}${f.text("name")}`);
}

const pathOf: Format = (f) => {
  const path = f.input("path");
  return typeof path === "string" ? path : "/";
};

/** Roles, policies and instance profiles. */
export const iamModels: ResourceModel[] = [
  declare({
    ...common,
    type: "aws:iam/role:Role",
    cites,
    autoName: { property: "name", maxLength: 64, prefixProperty: "namePrefix" },
    id: same("name"),
    outputs: {
      arn: iamArn("role"),
      uniqueId: chosen(iamId("AROA")),
      path: fixed("/"),
      maxSessionDuration: fixed(3600),
      forceDetachPolicies: fixed(false),
    },
    check: (inputs) => jsonProblems(inputs, "assumeRolePolicy"),
  }),
  declare({
    ...common,
    type: "aws:iam/rolePolicy:RolePolicy",
    cites,
    autoName: { property: "name", maxLength: 128, prefixProperty: "namePrefix" },
    id: composed((f) => `${f.text("role")}:${f.text("name")}`),
    check: (inputs) => jsonProblems(inputs, "policy"),
  }),
  declare({
    ...common,
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    cites,
    id: chosen((f) => `${f.text("role")}-${f.token}`),
  }),
  declare({
    ...common,
    type: "aws:iam/policy:Policy",
    cites,
    autoName: { property: "name", maxLength: 128, prefixProperty: "namePrefix" },
    id: same("arn"),
    outputs: {
      arn: iamArn("policy"),
      policyId: chosen(iamId("ANPA")),
      path: fixed("/"),
      attachmentCount: learned(0),
    },
    check: (inputs) => jsonProblems(inputs, "policy"),
  }),
  declare({
    ...common,
    type: "aws:iam/instanceProfile:InstanceProfile",
    cites,
    autoName: { property: "name", maxLength: 128, prefixProperty: "namePrefix" },
    id: same("name"),
    outputs: { arn: iamArn("instance-profile"), uniqueId: chosen(iamId("AIPA")), path: fixed("/") },
  }),
  declare({
    ...common,
    type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    cites,
    id: same("arn"),
    outputs: {
      arn: chosen((f) => {
        const host = f.text("url").replace(/^https:\/\//, "");
        return `arn:${f.partition}:iam::${f.accountId}:oidc-provider/${host}`;
      }),
    },
  }),
];
