import { isValues } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Instance, type Stored } from "./account.ts";
import { agentAfter, stepsOf } from "./agents.ts";
import { ApiError, PartialError } from "./errors.ts";
import type { Service } from "./services.ts";

const documentType = "aws:ssm/document:Document";

/** State Manager's associations: they run on the instances that match. The provider waits only for a new one. */
export const association: Service = {
  admit(state, { inputs }) {
    const known = resourcesOf(state, documentType).some(({ id }) => id === inputs.name);
    if (known || text(inputs.name).startsWith("AWS-")) return;
    throw new ApiError(
      "creating SSM Association",
      "SSM:CreateAssociation",
      "InvalidDocument",
      text(inputs.name),
    );
  },
  made(state, resource) {
    const reports = state.instances
      .filter((each) => targets(resource, each))
      .map((each) => run(state, resource, each));
    const limit = resource.inputs.waitForSuccessTimeoutSeconds;
    if (limit === undefined) return;
    if (reports.length > 0 && !reports.includes("Failed")) return;
    // Source: terraform-provider-aws, internal/service/ssm/association.go; no instance is named there either.
    const last = reports.length === 0 ? "Pending" : "Failed";
    throw new PartialError(
      `waiting for SSM Association (${resource.id}) create: timeout while waiting for state to become 'Success' ` +
        `(last state: '${last}', timeout: ${Number(limit) / 60}m0s)`,
    );
  },
  changed(state, resource) {
    for (const instance of state.instances.filter((each) => targets(resource, each)))
      run(state, resource, instance);
  },
};

/**
 * Runs every association that matches on an instance that is new. Source: Systems Manager API, `CreateAssociation`: "For
 * dynamic targets, such as … an autoscaling group, State Manager … applies the configuration when new managed nodes are
 * added to the group".
 */
export function runOnNew(state: AccountState, instance: Instance): void {
  for (const each of resourcesOf(state, "aws:ssm/association:Association").filter((one) =>
    targets(one, instance),
  ))
    run(state, each, instance);
}

function run(state: AccountState, { id, inputs }: Stored, instance: Instance): "Success" | "Failed" {
  const report = instance.broken.length === 0 ? "Success" : "Failed";
  instance.reports = { ...instance.reports, [id]: report };
  if (report === "Failed") return report;
  instance.ran.push(text(inputs.name));
  instance.agent = agentAfter(stepsOf(state, inputs), instance.agent);
  return report;
}

function targets({ inputs }: Stored, instance: Instance): boolean {
  const all = Array.isArray(inputs.targets) ? inputs.targets : [];
  return all.some((target) => isValues(target) && matches(instance, target.key, target.values));
}

function matches(instance: Instance, key: unknown, values: unknown): boolean {
  if (!Array.isArray(values)) return false;
  if (key === "InstanceIds") return values.includes(instance.id);
  return key === "tag:aws:autoscaling:groupName" && values.includes(instance.group);
}
