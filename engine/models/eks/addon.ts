import { isValues, type Values } from "../../values.ts";
import { combine, read } from "../derived.ts";
import { family as familyOf } from "../family.ts";
import type { ComponentContext, ComponentModel } from "../model.ts";
import { pass } from "./args.ts";
import { awsVersion } from "./cluster.ts";
import { fromControlPlane, urnOf } from "./reference.ts";

/** Arguments that reach the add-on as they are. The SDK drops `podIdentityAssociations` before they get here. */
const passed = [
  ...["addonName", "addonVersion", "podIdentityAssociations", "preserve", "resolveConflictsOnCreate"],
  ...["resolveConflictsOnUpdate", "serviceAccountRoleArn", "tags"],
];

/** `eks.Addon`, as eks 4.3 registers it: below its cluster, whatever parent the program gives. */
export const addonModel: ComponentModel = {
  type: "eks:index:Addon",
  cites: ["eks-addon-drops-pod-identity", "eks-addon-parent", "eks-core-unknown-in-preview"],
  parentOf: (inputs) => urnOf(read(inputs.cluster)?.value),
  construct,
};

async function construct(inputs: Values, context: ComponentContext) {
  const values = read(inputs.configurationValues);
  const addon = await familyOf(context, awsVersion).add("aws:eks/addon:Addon", context.name, {
    ...pass(inputs, ...passed),
    clusterName: fromControlPlane(context, read(inputs.cluster)?.value, "name"),
    configurationValues:
      values && combine([values], ([value]) => (isValues(value) ? JSON.stringify(value) : "")),
  });
  return { outputs: { addon: addon.reference } };
}
