import { eksAgent } from "../nfm/index.ts";
import { show, type Problem } from "../shared/problems.ts";
import { clusterDefaultVersion, EksAgentNodes } from "./choices.ts";

const addonVersion = /^v(\d+)\.(\d+)\.(\d+)-eksbuild\.(\d+)$/;

/** The numbers of an add-on's version, `v1.1.6-eksbuild.1` being 1, 1, 6, 1; undefined when it is not one. */
export function versionNumbers(version: string): number[] | undefined {
  return addonVersion.exec(version)?.slice(1).map(Number);
}

/** Whether the numbers of a version are at least those of `1.1.0`, one by one; the build does not count. */
export function isAtLeast([major, minor, patch]: readonly number[], minimum: string): boolean {
  return [major, minor, patch].join(".").localeCompare(minimum, "en", { numeric: true }) >= 0;
}

/** What is wrong with the form of an add-on's version. */
export function versionFormProblems(version: unknown, addonName: string, path: string): Problem[] {
  if (version === clusterDefaultVersion) return [];
  if (typeof version === "string" && versionNumbers(version) !== undefined) return [];
  const allowed = `a version such as v1.1.6-eksbuild.1, or ${show(clusterDefaultVersion)}`;
  const fix = `take it from \`aws eks describe-addon-versions --addon-name ${addonName}\``;
  return [{ path, given: show(version), allowed, fix }];
}

/** The lowest version for these nodes, with the reason. */
function minimumFor(nodes: readonly EksAgentNodes[]): { version: string; reason: string } {
  // Nodes of Auto Mode run a Bottlerocket of AWS's own. (inferred) for the effect of older agents on them.
  const kind = [EksAgentNodes.Bottlerocket, EksAgentNodes.AutoMode].find((each) => nodes.includes(each));
  if (kind === undefined) {
    const reason = "older ones have no OpenMetrics settings and no Container Network Observability";
    return { version: eksAgent.minimumAddonVersion, reason };
  }
  const reason = `on ${kind} nodes, where older ones mount a second cgroup2 and other pods lose sight of their memory limit`;
  return { version: eksAgent.minimumBottlerocketAddonVersion, reason };
}

/**
 * What is wrong with the age of the agent's add-on on these nodes. What is no version is left alone: the form of a
 * pinned one is checked elsewhere, and what EKS answers is EKS's.
 */
export function agentAgeProblems(version: string, nodes: readonly EksAgentNodes[], path: string): Problem[] {
  const numbers = versionNumbers(version);
  const minimum = minimumFor(nodes);
  if (numbers === undefined || isAtLeast(numbers, minimum.version)) return [];
  const allowed = `v${minimum.version} or later: ${minimum.reason}`;
  const fix = `take a later one from \`aws eks describe-addon-versions --addon-name ${eksAgent.addonName}\``;
  return [{ path, given: show(version), allowed, fix }];
}

/** What is wrong with the version of the agent's add-on on these nodes, as the user gave it. */
export function agentVersionProblems(
  version: unknown,
  nodes: readonly EksAgentNodes[],
  path: string,
): Problem[] {
  const problems = versionFormProblems(version, eksAgent.addonName, path);
  return problems.length > 0 ? problems : agentAgeProblems(String(version), nodes, path);
}

/**
 * What is wrong with the Kubernetes version of the cluster.
 * Source: CloudWatch User Guide, "Install the EKS AWS Network Flow Monitor Agent add-on".
 */
export function kubernetesVersionProblems(version: unknown, path: string): Problem[] {
  const minor = typeof version === "string" ? /^1\.([1-9]\d?)$/.exec(version)?.[1] : undefined;
  if (minor === undefined) {
    const fix = "take it from `aws eks describe-cluster --query cluster.version`, in quotes";
    return [{ path, given: show(version), allowed: 'a minor version in text, such as "1.35"', fix }];
  }
  const minimum = eksAgent.minimumKubernetesVersion;
  if (Number(minor) >= Number(minimum.slice(2))) return [];
  const fix = "upgrade the cluster: the agent does not run on older ones";
  return [{ path, given: show(version), allowed: `${minimum} or later`, fix }];
}
