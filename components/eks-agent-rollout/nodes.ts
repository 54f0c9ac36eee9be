import { oneOf, show, type Problem } from "../shared/problems.ts";
import { EksAgentNodes } from "./choices.ts";

/** What a rollout runs on when its arguments do not say. */
export const defaultNodes: EksAgentNodes[] = [EksAgentNodes.Linux];

/**
 * Why there is no agent on a kind of node; absent where there is one.
 * Source: aws/network-flow-monitor-agent, values.yaml, the DaemonSet's affinity; EKS User Guide, "Available Amazon EKS
 * add-ons from AWS".
 */
const withoutAgent: Partial<Record<EksAgentNodes, string>> = {
  fargate: "Fargate runs no DaemonSets",
  hybrid: "the agent asks EC2 for its Region",
  windows: "the agent is a Linux program",
};

/** The kinds of node, of those given, whose flows are seen only from the other end, if there is an agent. */
export function unseenNodes(nodes: readonly EksAgentNodes[]): EksAgentNodes[] {
  return nodes.filter((kind) => withoutAgent[kind] !== undefined).toSorted();
}

/** Whether every node that can run the agent is one of EKS Auto Mode. */
export function isAutoModeOnly(nodes: readonly EksAgentNodes[]): boolean {
  const seen = nodes.filter((kind) => withoutAgent[kind] === undefined);
  return seen.length > 0 && seen.every((kind) => kind === EksAgentNodes.AutoMode);
}

/** What is wrong with the kinds of node. */
export function nodesProblems(nodes: readonly EksAgentNodes[], path: string): Problem[] {
  const kinds = Object.values(EksAgentNodes);
  const problems = nodes.flatMap((kind, index) => {
    const at = `${path}[${String(index)}]`;
    if (!kinds.includes(kind))
      return [{ path: at, given: show(kind), allowed: oneOf(kinds), fix: "choose one of them" }];
    if (nodes.indexOf(kind) === index) return [];
    return [{ path: at, given: show(kind), allowed: "each once", fix: "remove it" }];
  });
  if (nodes.some((kind) => withoutAgent[kind] === undefined)) return problems;
  const reasons = Object.entries(withoutAgent).filter(([kind]) => nodes.some((each) => each === kind));
  const allowed = `at least one of ${oneOf(kinds.filter((kind) => withoutAgent[kind] === undefined))}`;
  const fix = [
    "add nodes on EC2 Linux, or leave this cluster out",
    ...reasons.map((each) => each.join(": ")),
  ];
  return [...problems, { path, given: show(nodes), allowed, fix: fix.join("; ") }];
}
