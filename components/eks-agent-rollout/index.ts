import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../shared/problems.ts";
import { createAgent, createPodIdentityAgent } from "./addons.ts";
import type { EksAgentRolloutArgs } from "./args.ts";
import { unseenNodes } from "./nodes.ts";
import { createRole } from "./role.ts";
import { rolloutOf } from "./rollout.ts";
import { nameProblems, validateEksAgentRollout } from "./validate.ts";

export * from "./args.ts";
export * from "./choices.ts";

/**
 * The Network Flow Monitor agent on an EKS cluster, of this stack or not: the agent of EKS Pod Identity, a role that may
 * publish and nothing else, and then the agent's add-on, which itself binds the role to its service account. In that
 * order no agent starts without the right to publish.
 *
 * **Example**
 * ```ts
 * import { EksAgentRollout } from "aws-network-flow-monitor";
 *
 * new EksAgentRollout("pets", {
 *   cluster: "pets",
 *   kubernetesVersion: "1.35",
 *   agentVersion: "v1.1.6-eksbuild.1",
 * });
 * ```
 *
 * **Cost**: $0.0069 an hour for each node with an agent, about $5.04 a month (list price, 2026). The add-ons and the role
 * are free.
 *
 * **Leaving**: a destroy removes the agents and their role. The agent of EKS Pod Identity stays in the cluster, no
 * longer kept by EKS, since other pods may live on its credentials.
 *
 * **What can go wrong**
 * - Pods run and no data comes: the agents' log says 403 without the binding, `Error sending request` without a route.
 * - After a change of the role the running agents keep the old one: restart the DaemonSet.
 * - The add-on stays DEGRADED when its pods cannot start; the message says where to look.
 * - Flows of pods on Fargate, Windows and hybrid nodes are seen only from the other end; `unseenNodes` lists these.
 * - Pass `dependsOn` with the nodes of a new cluster, so that nothing waits for nodes that come later.
 * - Data appears about 20 minutes after the agents start.
 *
 * Errors: a problem with the arguments stops the program with one line for each.
 */
export class EksAgentRollout extends pulumi.ComponentResource {
  /** ARN of the agent's add-on. */
  public readonly addonArn: pulumi.Output<string>;
  /** Version of the agent's add-on, as pinned or as EKS chose it. */
  public readonly agentVersion: pulumi.Output<string>;
  /** ARN of the agent's role; empty where something else binds the service account. */
  public readonly roleArn: pulumi.Output<string>;
  /** Kinds of node, of those given, on which no agent runs. */
  public readonly unseenNodes: pulumi.Output<string[]>;

  constructor(name: string, args: EksAgentRolloutArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network-flow-monitor:index:EksAgentRollout", name, args, opts);
    refuse(this, [...nameProblems(name), ...validateEksAgentRollout(args, name)]);
    const rollout = rolloutOf(this, name, args);

    const podIdentityAgent = createPodIdentityAgent(rollout);
    const role = createRole(rollout);
    const agent = createAgent(rollout, role, podIdentityAgent);

    this.addonArn = agent.arn;
    this.agentVersion = agent.addonVersion;
    this.roleArn = role?.role.arn ?? pulumi.output("");
    this.unseenNodes = pulumi.output(unseenNodes(rollout.settings.nodes));
    this.registerOutputs({
      addonArn: this.addonArn,
      agentVersion: this.agentVersion,
      roleArn: this.roleArn,
      unseenNodes: this.unseenNodes,
    });
  }
}
