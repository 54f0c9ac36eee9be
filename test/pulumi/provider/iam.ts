import { resourcesOf, text, type AccountState } from "./account.ts";
import type { Value } from "../../../engine/values.ts";

/** Names of the managed policies that a role has now. */
export function policiesOf(state: AccountState, roleName: Value | undefined): string[] {
  return resourcesOf(state, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ inputs }) => inputs.role === roleName)
    .map(({ inputs }) => text(inputs.policyArn).split("/").at(-1) ?? "");
}

/** Name of the role with an ARN; undefined when there is none. */
export function roleOf(state: AccountState, arn: Value | undefined): string | undefined {
  const role = resourcesOf(state, "aws:iam/role:Role").find(({ outputs }) => outputs.arn === arn);
  return role?.id;
}
