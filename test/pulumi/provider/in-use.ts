import { resourcesOf, type AccountState, type Stored } from "./account.ts";
import { ApiError } from "./errors.ts";
import { table } from "./in-use-table.ts";
import { mentions } from "./mentions.ts";

/** Refuses to delete what something else in the account uses. */
export function refuseInUse(state: AccountState, resource: Stored): void {
  const rule = table[resource.type];
  const user = rule && (userOf(state, resource, rule.by ?? {}) ?? rule.also?.(state, resource));
  if (rule === undefined || user === undefined) return;
  const doing = `deleting ${resource.type.split(":").at(-1) ?? ""} (${resource.id})`;
  throw new ApiError(doing, rule.operation, rule.code, `${resource.id} is used by ${user}`);
}

/** Id of a resource that names another in one of the given properties of its type. */
function userOf(state: AccountState, used: Stored, by: Record<string, string[]>): string | undefined {
  const names = [used.id, used.outputs.arn, used.outputs.name].filter((name) => typeof name === "string");
  return Object.entries(by)
    .flatMap(([type, properties]) =>
      resourcesOf(state, type).filter(({ outputs }) =>
        properties.some((property) => names.some((name) => mentions(outputs[property], name))),
      ),
    )
    .find((user) => user !== used)?.id;
}
