import type * as pulumi from "@pulumi/pulumi";
import type { EksAgentRolloutArgs } from "../components/eks-agent-rollout/args.ts";
import type { MonitoredWorkload } from "./monitors.ts";

/** What a stack needs of its cluster, whoever made it. */
export interface StackCluster {
  /** What the agent's rollout must know of it. */
  facts: Partial<EksAgentRolloutArgs> & Pick<EksAgentRolloutArgs, "cluster" | "kubernetesVersion">;
  /** What must be there before the agent. */
  ready: pulumi.Resource[];
  /** What of it monitors can be over. */
  monitored: MonitoredWorkload;
  /** What a destroy leaves of it. */
  leaves: pulumi.Input<string>[];
  /** Outputs of the stack. */
  outputs: Record<string, unknown>;
}
