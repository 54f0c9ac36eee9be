import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { explainFailures } from "../shared/explain.ts";
import { checked, refuse } from "../shared/problems.ts";
import type { MonitorArgs } from "./args.ts";
import { explainCreateFailure } from "./explain.ts";
import { defaultMonitorName } from "./name.ts";
import { validateMonitor } from "./validate.ts";

export * from "./args.ts";
export * from "./arns.ts";
export * from "./resources.ts";

/**
 * A Network Flow Monitor monitor: it publishes five CloudWatch metrics about the TCP flows between its local and its
 * remote resources, and answers queries about who sends most.
 *
 * **Example**
 * ```ts
 * import { local, Monitor, remote } from "aws-network-flow-monitor";
 *
 * const zone = new Monitor("zone-a", {
 *   scopeArn: scope.scopeArn,
 *   localResources: [local.availabilityZone("ap-northeast-1a")],
 *   remoteResources: [remote.service("S3")],
 * });
 * ```
 *
 * **Cost**: the five metrics, each at the price of a CloudWatch metric. The agents cost by themselves.
 *
 * **What can go wrong**
 * - A new monitor shows nothing for up to 30 minutes, and nothing at all without agents on the local side.
 * - The name is unique in an account and Region, and cannot change. So a change of name or scope deletes the monitor
 *   first and makes it anew after; metrics have a gap, and keep their history when the name stays.
 * - Names of Availability Zones differ between accounts: `ap-northeast-1a` of two accounts may be two places.
 * - Local Zones, instances, pods and load balancers cannot be local or remote.
 *
 * Errors: a problem with the arguments stops the program with one line for each.
 */
export class Monitor extends pulumi.ComponentResource {
  /** ARN of the monitor. */
  public readonly monitorArn: pulumi.Output<string>;
  /** Name of the monitor, which its metrics carry as dimension `MonitorName`. */
  public readonly monitorName: pulumi.Output<string>;

  constructor(name: string, args: MonitorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network-flow-monitor:index:Monitor", name, args, opts);
    refuse(this, validateMonitor(args, name));
    const monitorName = args.monitorName ?? defaultMonitorName(pulumi.getProject(), pulumi.getStack(), name);

    const monitor = new aws.networkflowmonitor.Monitor(
      `${name}-monitor`,
      {
        monitorName,
        scopeArn: args.scopeArn,
        localResources: args.localResources,
        remoteResources: args.remoteResources,
        region: args.region,
        tags: args.tags,
      },
      {
        parent: this,
        // The new one would ask for a name that the old one still has.
        deleteBeforeReplace: true,
        dependsOn: lateChecks(this, name, { ...args, monitorName }),
        hooks: { onError: explainedFailures(this, name) },
      },
    );

    this.monitorArn = monitor.monitorArn;
    this.monitorName = monitor.monitorName;
    this.registerOutputs({ monitorArn: this.monitorArn, monitorName: this.monitorName });
  }
}

/**
 * The same rules for values that are known only later. The monitor waits for them as it waits for a resource, so that
 * no input becomes unknown because another one is.
 */
function lateChecks(
  component: pulumi.Resource,
  name: string,
  args: MonitorArgs,
): pulumi.Output<pulumi.Resource[]> {
  return checked(component, pulumi.output(args), (known) => validateMonitor(known, name)).apply(() => []);
}

function explainedFailures(component: pulumi.Resource, name: string): pulumi.ErrorHook[] {
  return explainFailures(component, `aws-network-flow-monitor:Monitor:${name}`, (failure) => {
    if (failure.failedOperation !== "create") return undefined;
    const monitorName: unknown = failure.newInputs?.["monitorName"];
    return explainCreateFailure(failure, name, typeof monitorName === "string" ? monitorName : undefined);
  });
}
