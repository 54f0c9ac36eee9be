import type * as pulumi from "@pulumi/pulumi";
import { EksAgentNodes } from "../components/eks-agent-rollout/choices.ts";
import type { PetAdoptionClusterArgs } from "../components/pet-adoption-cluster/args.ts";
import { PetCompute } from "../components/pet-adoption-cluster/choices.ts";
import type { EksStackConfig } from "./schema.ts";

/** The arguments of the cluster that the stack makes. */
export function petArgs(
  { eks, tags }: Partial<EksStackConfig>,
  password: pulumi.Input<string> | undefined,
): PetAdoptionClusterArgs {
  const args = { ...eks, tags };
  return password === undefined ? args : { ...args, database: { ...eks?.database, password } };
}

/** What the pods of that cluster run on, in the words of the agent's rollout. */
export function agentNodes({ compute }: PetAdoptionClusterArgs): EksAgentNodes[] {
  return [compute === PetCompute.AutoMode ? EksAgentNodes.AutoMode : EksAgentNodes.Linux];
}

/** First three numbers of the addresses that RFC 5737 keeps for examples. Nobody has one. */
const examplePrefixes = ["192.0.2.", "198.51.100.", "203.0.113."];

/** Whether an IPv4 range is one of those that are kept for examples, as in a file that was not adapted yet. */
export function isExample(cidr: string): boolean {
  return examplePrefixes.some((prefix) => cidr.startsWith(prefix));
}
