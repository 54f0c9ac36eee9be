import * as pulumi from "@pulumi/pulumi";
import { plain } from "../shared/inputs.ts";
import { checked, refuse, show, type Problem } from "../shared/problems.ts";
import { scopeArnProblems } from "../shared/scope-arn.ts";
import { ScopeMode, type ScopeArgs, type ScopeStackReferenceArgs } from "./args.ts";
import { createScope } from "./create.ts";
import { validateScope } from "./validate.ts";

export * from "./args.ts";

/** Stack output that holds the ARN, when the arguments do not say otherwise. */
const defaultOutput = "scopeArn";

/**
 * The Network Flow Monitor scope of an account in a Region: what turns the service on. AWS allows one per account
 * and Region, so a scope is created by one stack and adopted by all others.
 *
 * **Example**
 * ```ts
 * import { Scope, ScopeMode } from "aws-network-flow-monitor";
 *
 * const scope = new Scope("shared");
 * const same = new Scope("adopted", { mode: ScopeMode.StackReference, stackReference: { stack: "acme/nfm/scope" } });
 * ```
 *
 * **Cost**: none by itself. Agents that send and the metrics of monitors cost money.
 *
 * **What can go wrong**
 * - The creation takes 20 to 30 minutes, longer while transit gateways are pending or being deleted.
 * - A second scope is refused by AWS: the message says how to find and adopt the first.
 * - The first scope creates two service-linked roles, so the deployer needs `iam:CreateServiceLinkedRole`.
 * - A destroy keeps a created scope unless `onDestroy` is `delete`; the next `up` must then adopt or import it.
 * - After a change AWS needs about 20 minutes before it takes the next.
 *
 * Errors: a problem with the arguments stops the program with one line for each.
 */
export class Scope extends pulumi.ComponentResource {
  /** ARN of the scope. */
  public readonly scopeArn: pulumi.Output<string>;
  /** Id of the scope, the last part of its ARN. */
  public readonly scopeId: pulumi.Output<string>;

  constructor(name: string, args: ScopeArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network-flow-monitor:index:Scope", name, args, opts);
    refuse(this, validateScope(args, name));
    const mode = args.mode ?? ScopeMode.Create;

    if (mode === ScopeMode.Create) {
      const created = createScope(this, name, args);
      this.scopeArn = created.scopeArn;
      this.scopeId = created.scopeId;
    } else {
      const scopeArn = mode === ScopeMode.Adopt ? args.scopeArn : exportedScopeArn(this, name, args);
      const region = plain(args.region);
      this.scopeArn = checked(this, scopeArn as pulumi.Input<string>, (value) =>
        scopeArnProblems(value, `${name}.scopeArn`, region),
      );
      this.scopeId = this.scopeArn.apply((value) => value.slice(value.lastIndexOf("/") + 1));
    }

    this.registerOutputs({ scopeArn: this.scopeArn, scopeId: this.scopeId });
  }
}

/** The ARN that another stack exports; that stack may be destroyed, or not be up yet. */
function exportedScopeArn(component: pulumi.Resource, name: string, args: ScopeArgs): pulumi.Output<unknown> {
  const { stack, output = defaultOutput } = args.stackReference as ScopeStackReferenceArgs;
  const reference = new pulumi.StackReference(`${name}-scope-owner`, { name: stack }, { parent: component });
  const missing: Problem = {
    path: `${name}.stackReference`,
    given: show(stack),
    allowed: `a stack with the output ${output}`,
    fix: "run `pulumi up` there, or adopt the scope by the ARN that `aws networkflowmonitor list-scopes` says",
  };
  return checked(component, reference.getOutput(output), (value) => (value === undefined ? [missing] : []));
}
