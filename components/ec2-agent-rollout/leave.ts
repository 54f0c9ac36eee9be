import type { Ec2AgentMode } from "./args.ts";

const left: Record<Ec2AgentMode, string> = {
  activate:
    "A destroy stops nothing on the instances: agents stay installed and active, and go on costing. " +
    'To leave nothing that costs, set mode to "deactivate", run pulumi up, see that the associations succeeded, then destroy.',
  deactivate:
    "A destroy leaves the agents installed and inactive, except on instances that were not reached, where they go " +
    'on costing. To remove them too, set mode to "uninstall" and run pulumi up first.',
  uninstall: "A destroy leaves agents only on instances that were not reached; there they go on costing.",
};

/**
 * What stays on the instances when the component is destroyed in a mode. Deleting an association runs nothing.
 * Source: Systems Manager User Guide, "Deleting associations".
 */
export function whatDestroyLeaves(mode: Ec2AgentMode): string {
  return left[mode];
}
