import { z } from "zod";
import { eksAgentSection, existingClusterSection } from "./sections-eks-agent.ts";
import { databasePasswordSection, eksSection } from "./sections-eks.ts";
import { ec2AgentSection, ec2Section, monitorsSection, scopeSection, tagsSection } from "./sections.ts";

/** Namespace of the keys: each top-level key of the schema is `nfm:<key>` in `Pulumi.<stack>.yaml`. */
export const namespace = "nfm";

/** What every workload has. */
const shared = { scope: scopeSection, monitors: monitorsSection.optional(), tags: tagsSection.optional() };

/** The keys that each workload has, `workload` itself among them. A further workload is a further entry. */
export const workloads = {
  ec2: z.strictObject({
    workload: z.literal("ec2"),
    ec2: ec2Section.optional(),
    agent: ec2AgentSection.optional(),
    ...shared,
  }),
  eks: z.strictObject({
    workload: z.literal("eks"),
    eks: eksSection.optional(),
    existingCluster: existingClusterSection.optional(),
    databasePassword: databasePasswordSection.optional(),
    agent: eksAgentSection,
    ...shared,
  }),
  none: z.strictObject({ workload: z.literal("none"), ...shared }),
};

/** Keys whose values are secrets, and are refused in plain text. Every other key is refused as a secret. */
export const secretKeys: readonly string[] = ["databasePassword"];

/** Name of a workload. */
export type WorkloadName = keyof typeof workloads;

/** The configuration of a stack. */
export const configSchema = z.discriminatedUnion("workload", [workloads.ec2, workloads.eks, workloads.none]);
/** The configuration of a stack. */
export type StackConfig = z.infer<typeof configSchema>;
/** The configuration of a stack that builds the EC2 workload. */
export type Ec2StackConfig = z.infer<typeof workloads.ec2>;
/** The configuration of a stack with an EKS cluster. */
export type EksStackConfig = z.infer<typeof workloads.eks>;
/** The configuration of a stack with scope and monitors only. */
export type NoWorkloadConfig = z.infer<typeof workloads.none>;
/** A configuration of which parts may be missing, since they did not fit the schema. */
export type PartialConfig =
  Partial<Ec2StackConfig> | Partial<EksStackConfig> | (Partial<NoWorkloadConfig> & { workload?: "none" });

/** Whether a text names a workload. */
export function isWorkload(name: unknown): name is WorkloadName {
  return typeof name === "string" && Object.hasOwn(workloads, name);
}
