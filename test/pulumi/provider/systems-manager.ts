import { isValues } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Instance, type Stored } from "./account.ts";
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
    const reached = run(state, resource);
    const limit = resource.inputs.waitForSuccessTimeoutSeconds;
    if (limit === undefined) return;
    const failed = reached.filter((instance) => instance.broken.length > 0);
    if (reached.length > 0 && failed.length === 0) return;
    // Source: terraform-provider-aws, internal/service/ssm/association.go; no instance is named there either.
    const last = reached.length === 0 ? "Pending" : "Failed";
    throw new PartialError(
      `waiting for SSM Association (${resource.id}) create: timeout while waiting for state to become 'Success' ` +
        `(last state: '${last}', timeout: ${Number(limit) / 60}m0s)`,
    );
  },
  changed(state, resource) {
    run(state, resource);
  },
};

/** Runs the document where the association's targets match. */
function run(state: AccountState, { inputs }: Stored): Instance[] {
  const targets = Array.isArray(inputs.targets) ? inputs.targets : [];
  const reached = state.instances.filter((instance) =>
    targets.some((target) => isValues(target) && matches(instance, target.key, target.values)),
  );
  for (const instance of reached) if (instance.broken.length === 0) instance.ran.push(text(inputs.name));
  return reached;
}

function matches(instance: Instance, key: unknown, values: unknown): boolean {
  if (!Array.isArray(values)) return false;
  if (key === "InstanceIds") return values.includes(instance.id);
  return key === "tag:aws:autoscaling:groupName" && values.includes(instance.group);
}
