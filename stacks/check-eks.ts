import { EksPodIdentityAgent } from "../components/eks-agent-rollout/choices.ts";
import type { EksAgentRolloutArgs } from "../components/eks-agent-rollout/args.ts";
import { validateEksAgentRollout } from "../components/eks-agent-rollout/validate.ts";
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
  const problems: Problem[] = [];
  const given = "a value";
  if (config.existingCluster !== undefined && config.eks !== undefined) {
    const fix = `remove ${eksPath} to put the agent onto the cluster that exists, or remove this to make one`;
    problems.push({ path: existingPath, given, allowed: `nothing beside ${eksPath}`, fix });
  }
  return problems;
}

function agentProblems(config: EksConfig, facts: Partial<EksAgentRolloutArgs>, region: string | undefined) {
  // What is absent was said when the section was read.
  if (config.agent === undefined) return [];
  const { cluster = knownLater, kubernetesVersion = knownLater, ...rest } = facts;
  const args = { ...config.agent, ...rest, cluster, kubernetesVersion, region };
  return validateEksAgentRollout(args, agentPath).map(agentSetting);
}

/** What is wrong with the cluster that the stack makes, and with the agent on it. */
function ownProblems(config: EksConfig, region: string | undefined): Problem[] {
  const args = petArgs(config);
  return [
    ...validatePetAdoptionCluster(args, eksPath),
    ...missingApiCidrs(args, eksPath),
    ...agentProblems(
      config,
      { nodes: agentNodes(args), podIdentityAgent: EksPodIdentityAgent.Adopt },
      region,
    ),
  ].map((problem) => moved(problem, `${eksPath}.database.password`, passwordPath));
}

/** What is wrong with the settings of workload `eks`. `unread` are those of which nothing can be judged. */
export function eksProblems(
  config: EksConfig,
  region: string | undefined,
  unread: readonly string[],
): Problem[] {
  const problems = idleProblems(config);
  const isUnread = (key: string) => unread.includes(key);
  if (config.existingCluster !== undefined)
    problems.push(...agentProblems(config, config.existingCluster, region));
  else if (!isUnread("existingCluster") && !isUnread("eks")) problems.push(...ownProblems(config, region));
  return problems;
}
