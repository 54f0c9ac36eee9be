import { z } from "zod";
import type { EksAgentRolloutArgs } from "../components/eks-agent-rollout/args.ts";
import {
  EksAgentConflictsOnCreate,
  EksAgentConflictsOnUpdate,
  EksAgentCredentials,
  EksAgentEgress,
  EksAgentNodes,
  EksAgentTaintEffect,
  EksAgentTolerationOperator,
  EksPodIdentityAgent,
} from "../components/eks-agent-rollout/choices.ts";
import { choice, flag, text, texts, whole, type Fields } from "./fields.ts";
import { agentDescription } from "./sections.ts";

/** What of the agent's arguments is a fact about the cluster. A cluster of the stack's own brings them. */
const clusterFacts = {
  cluster: text("Name or ARN of the cluster."),
  kubernetesVersion: text("Its Kubernetes version, in quotes, such as 1.35. At least 1.25."),
  credentials: choice(
    EksAgentCredentials,
    "How the agent gets the right to publish. Default: podIdentity.",
  ).optional(),
  podIdentityAgent: choice(
    EksPodIdentityAgent,
    "Where the EKS Pod Identity agent comes from. Default: create; adopt on EKS Auto Mode.",
  ).optional(),
  podIdentityAgentVersion: text(
    "Version of the add-on eks-pod-identity-agent. Default: clusterDefault.",
  ).optional(),
  podIdentityAgentConfiguration: text("Settings of that add-on, the text of a JSON object.").optional(),
  oidcProviderArn: text("The cluster's IAM OIDC provider. Required with credentials irsa.").optional(),
  nodes: z
    .array(z.enum(EksAgentNodes))
    .meta({ description: "What the pods of the cluster run on. Default: linux." })
    .optional(),
  egress: choice(EksAgentEgress, "How the nodes reach AWS. Default: internet.").optional(),
  endpoints: texts("With egress endpoints, the services that the VPC has an endpoint for.").optional(),
} satisfies Partial<Record<keyof EksAgentRolloutArgs, z.ZodType>>;

/** Keys of `nfm:existingCluster`, each the name of an argument of the agent's rollout. */
export const clusterFactKeys = Object.keys(clusterFacts);

/** `nfm:existingCluster`: a cluster that the stack does not make. */
export const existingClusterSection = z.strictObject(clusterFacts).meta({
  description: "A cluster that exists, instead of nfm:eks: it gets the agent, and nothing else is put there.",
});

const amount = (what: string) =>
  z.strictObject({ cpu: text("Processor, such as 500m."), memory: text("Memory, such as 200Mi.") }).meta({
    description: what,
  });

const toleration = z
  .strictObject({
    key: text("Key of the taint. Default: every taint.").optional(),
    operator: choice(EksAgentTolerationOperator, "How the value is compared. Default: Equal.").optional(),
    value: text("Value of the taint, with operator Equal.").optional(),
    effect: choice(EksAgentTaintEffect, "Effect of the taint. Default: each.").optional(),
    tolerationSeconds: whole("How long a running pod stays after NoExecute, seconds.").optional(),
  })
  .meta({ description: "A taint in spite of which an agent runs on a node." });

/** `nfm:agent` with workload `eks`: the add-on of the agent. */
export const eksAgentSection = z
  .strictObject({
    agentVersion: text("Version of the agent's add-on, or clusterDefault: EKS's own for the cluster."),
    serviceAccount: text("The agent's service account. There is one, and any other is refused.").optional(),
    openMetrics: z
      .strictObject({
        enabled: flag("Whether the agent listens at all. Default: false.").optional(),
        address: text("IPv4 address to listen on. Default: 127.0.0.1.").optional(),
        port: whole("TCP port, 1 to 65535. Default: 9109.").optional(),
      })
      .meta({ description: "Metrics for a Prometheus scraper. Default: off." })
      .optional(),
    resources: z
      .strictObject({
        requests: amount("What the pod has for itself."),
        limits: amount("What it may use at most."),
      })
      .meta({ description: "What each agent pod gets. Default: the add-on's own." })
      .optional(),
    tolerations: z
      .array(toleration)
      .meta({ description: "Taints in spite of which agents run. Default: the add-on's own, every taint." })
      .optional(),
    configuration: text("More settings of the add-on, the text of a JSON object.").optional(),
    conflictsOnCreate: choice(
      EksAgentConflictsOnCreate,
      "What a creation does about an unmanaged copy. Default: OVERWRITE.",
    ).optional(),
    conflictsOnUpdate: choice(
      EksAgentConflictsOnUpdate,
      "What an update does about values changed in the cluster. Default: PRESERVE.",
    ).optional(),
  } satisfies Fields<EksAgentRolloutArgs, keyof typeof clusterFacts | "region" | "tags">)
  .meta({ description: agentDescription });
