import { EksAgentCredentials, EksPodIdentityAgent } from "../components/eks-agent-rollout/choices.ts";
import type { EksAgentRolloutArgs } from "../components/eks-agent-rollout/args.ts";
import { validateEksAgentRollout } from "../components/eks-agent-rollout/validate.ts";
import { settingsOf } from "../components/pet-adoption-cluster/settings.ts";
import { missingApiCidrs } from "../components/pet-adoption-cluster/validate-api.ts";
import { validatePetAdoptionCluster } from "../components/pet-adoption-cluster/validate.ts";
import type { Problem } from "../components/shared/problems.ts";
import { agentNodes, petArgs } from "./pets.ts";
import { namespace, type EksStackConfig } from "./schema.ts";
import { clusterFactKeys } from "./sections-eks-agent.ts";

type EksConfig = Partial<EksStackConfig>;

const eksPath = `${namespace}:eks`;
const agentPath = `${namespace}:agent`;
const existingPath = `${namespace}:existingCluster`;
const passwordPath = `${namespace}:databasePassword`;

/** Stands for the name of something that the stack makes itself. */
const knownLater = new Promise<string>(() => undefined);

/** A problem, blamed on the setting that the argument comes from. */
function moved(problem: Problem, from: string, to: string): Problem {
  return problem.path === from ? { ...problem, path: to } : problem;
}

/** Where an argument of the agent's rollout is set: what is a fact about the cluster stands with the cluster. */
function agentSetting(problem: Problem): Problem {
  const key = problem.path.slice(agentPath.length + 1);
  const fact = clusterFactKeys.some((each) => key === each || key.startsWith(`${each}[`));
  return fact ? { ...problem, path: `${existingPath}.${key}` } : problem;
}

/** Settings that have no effect, since something else makes what they are about. */
function idleProblems(config: EksConfig): Problem[] {
  const { eks, existingCluster, databasePassword } = config;
  const problems: Problem[] = [];
  if (existingCluster !== undefined && eks !== undefined) {
    const fix = `remove ${eksPath} for an agent on the cluster that exists, or remove this to make one`;
    problems.push({ path: existingPath, given: "a value", allowed: `nothing beside ${eksPath}`, fix });
  }
  if (
    databasePassword !== undefined &&
    (existingCluster !== undefined || !settingsOf(eks ?? {}).dataSubnets)
  ) {
    const allowed = "nothing where the stack makes no RDS or Aurora database";
    const fix = `remove it, or set ${eksPath}.database.kind to "rds" or "aurora"`;
    problems.push({ path: passwordPath, given: "a value", allowed, fix });
  }
  return problems;
}

/** What is wrong with the agent on a cluster of which some facts are known. */
function agentProblems(
  config: EksConfig,
  facts: Partial<EksAgentRolloutArgs>,
  region: string | undefined,
): Problem[] {
  // What is absent was said when the section was read.
  if (config.agent === undefined) return [];
  const args = { cluster: knownLater, kubernetesVersion: knownLater, ...config.agent, ...facts, region };
  return validateEksAgentRollout(args, agentPath).map(agentSetting);
}

/** What is wrong with the cluster that the stack makes, and with the agent on it. */
function ownProblems(config: EksConfig, region: string | undefined): Problem[] {
  // Tags are a setting of the whole stack, and judged once; so is a password that nothing uses.
  const { dataSubnets } = settingsOf(config.eks ?? {});
  const args = petArgs({ eks: config.eks }, dataSubnets ? config.databasePassword : undefined);
  const irsa = { credentials: EksAgentCredentials.Irsa, oidcProviderArn: knownLater };
  const facts = {
    nodes: agentNodes(args),
    ...(args.oidcProvider === true ? irsa : { podIdentityAgent: EksPodIdentityAgent.Adopt }),
  };
  return [
    ...validatePetAdoptionCluster(args, eksPath, region),
    ...missingApiCidrs(args, eksPath),
    ...agentProblems(config, facts, region),
  ].map((problem) => moved(problem, `${eksPath}.database.password`, passwordPath));
}

/** What is wrong with the settings of workload `eks`. `unread` are sections of which nothing can be judged. */
export function eksProblems(
  config: EksConfig,
  region: string | undefined,
  unread: readonly string[],
): Problem[] {
  if (unread.includes("eks") || unread.includes("existingCluster")) return [];
  const { existingCluster } = config;
  return [
    ...idleProblems(config),
    ...(existingCluster === undefined
      ? ownProblems(config, region)
      : agentProblems(config, existingCluster, region)),
  ];
}
