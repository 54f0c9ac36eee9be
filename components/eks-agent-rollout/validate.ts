import { eksAgent } from "../nfm/index.ts";
import { anything, input, judge, listOf, record, text, texts, type Forms } from "../shared/forms.ts";
import { plain } from "../shared/inputs.ts";
import { closedSetProblems, show, type Problem } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";
import { tagProblems } from "../shared/tags.ts";
import type { EksAgentRolloutArgs } from "./args.ts";
import {
  EksAgentConflictsOnCreate,
  EksAgentConflictsOnUpdate,
  EksAgentCredentials,
  EksAgentEgress,
  EksPodIdentityAgent,
} from "./choices.ts";
import { clusterProblems } from "./cluster.ts";
import { configurationProblems, jsonProblems, openMetricsProblems } from "./configuration.ts";
import { networkProblems } from "./network.ts";
import { nodesProblems } from "./nodes.ts";
import { resourcesProblems } from "./quantities.ts";
import { settingsOf, type Settings } from "./settings.ts";
import { tolerationsProblems } from "./tolerations.ts";
import { issuerOf } from "./trust.ts";
import {
  agentAgeProblems,
  agentVersionProblems,
  kubernetesVersionProblems,
  versionFormProblems,
} from "./versions.ts";

/** Longest name that leaves room for `-role` and Pulumi's random ending within the 64 characters of a role's name. */
const nameLength = 50;

const forms: Forms<EksAgentRolloutArgs> = {
  cluster: anything,
  kubernetesVersion: anything,
  agentVersion: anything,
  credentials: anything,
  podIdentityAgent: anything,
  podIdentityAgentVersion: anything,
  podIdentityAgentConfiguration: anything,
  oidcProviderArn: anything,
  serviceAccount: anything,
  nodes: texts,
  egress: anything,
  endpoints: texts,
  openMetrics: record,
  resources: anything,
  tolerations: listOf(record),
  configuration: anything,
  conflictsOnCreate: anything,
  conflictsOnUpdate: anything,
  region: input(text),
  tags: input(record),
};

/** What is wrong with an OIDC provider's ARN. */
function oidcProviderProblems(oidcProviderArn: unknown, path: string): Problem[] {
  if (typeof oidcProviderArn === "string" && issuerOf(oidcProviderArn) !== undefined) return [];
  const allowed =
    "the ARN of an EKS cluster's OIDC provider, such as " +
    "arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF";
  const fix = "take it from `aws iam list-open-id-connect-providers`";
  return [{ path, given: show(oidcProviderArn), allowed, fix }];
}

/**
 * The agent has one service account, and add-on 1.0.0 had another. A role that is bound to any other name reaches no
 * pod: the agents start, and AWS answers 403. Source: CloudWatch User Guide, "Troubleshooting".
 */
function serviceAccountProblems(given: unknown, path: string): Problem[] {
  if (given === undefined || given === eksAgent.serviceAccount) return [];
  const fix =
    given === eksAgent.retiredServiceAccount
      ? "remove it: add-ons after 1.0.0 refuse this name; the README has the steps of the upgrade"
      : "remove it: the add-on's name says monitoring, its service account says monitor";
  return [{ path, given: show(given), allowed: show(eksAgent.serviceAccount), fix }];
}

function irsaProblems(args: EksAgentRolloutArgs, credentials: EksAgentCredentials, path: string): Problem[] {
  const at = `${path}.oidcProviderArn`;
  if (credentials !== EksAgentCredentials.Irsa) {
    if (args.oidcProviderArn === undefined) return [];
    const allowed = `nothing with credentials ${show(credentials)}: one thing alone binds the service account`;
    const fix = `remove it, or set credentials to ${show(EksAgentCredentials.Irsa)}`;
    return [{ path: at, given: "a value", allowed, fix }];
  }
  if (args.oidcProviderArn === undefined) return oidcProviderProblems(undefined, at);
  const arn = plain<unknown>(args.oidcProviderArn);
  return arn === undefined ? [] : oidcProviderProblems(arn, at);
}

/** Arguments of the Pod Identity agent that have no effect in the modes chosen. */
function podIdentityProblems(args: EksAgentRolloutArgs, settings: Settings, path: string): Problem[] {
  const problems: Problem[] = [];
  const { PodIdentity } = EksAgentCredentials;
  const { Create, Adopt } = EksPodIdentityAgent;
  if (args.podIdentityAgent !== undefined && settings.credentials !== PodIdentity) {
    const fix = `remove it, or set credentials to ${show(PodIdentity)}`;
    const allowed = `nothing with credentials ${show(settings.credentials)}`;
    problems.push({ path: `${path}.podIdentityAgent`, given: show(args.podIdentityAgent), allowed, fix });
  } else if (args.podIdentityAgent === Create && settings.autoModeOnly) {
    const allowed = `${show(Adopt)} on nodes of EKS Auto Mode, which have the agent built in`;
    problems.push({ path: `${path}.podIdentityAgent`, given: show(Create), allowed, fix: "leave it out" });
  }
  for (const key of ["podIdentityAgentVersion", "podIdentityAgentConfiguration"] as const) {
    if (args[key] === undefined || settings.createsPodIdentityAgent) continue;
    const fix = "remove it";
    const allowed = "nothing where this component does not install the Pod Identity agent";
    problems.push({ path: `${path}.${key}`, given: show(args[key]), allowed, fix });
  }
  return problems;
}

/** What may be known only later, when it is. */
export interface LateValues {
  agentVersion: string;
  cluster: string;
  kubernetesVersion: string;
  oidcProviderArn?: string | undefined;
  region?: string | undefined;
}

/** What is wrong with the values that may be known only later. */
export function lateProblems(known: LateValues, settings: Settings, path: string): Problem[] {
  const { agentVersion, cluster, kubernetesVersion, oidcProviderArn, region } = known;
  return [
    ...agentAgeProblems(agentVersion, settings.nodes, `${path}.agentVersion`),
    ...clusterProblems(cluster, `${path}.cluster`, region),
    ...kubernetesVersionProblems(kubernetesVersion, `${path}.kubernetesVersion`),
    ...(oidcProviderArn === undefined
      ? []
      : oidcProviderProblems(oidcProviderArn, `${path}.oidcProviderArn`)),
    ...(region === undefined ? [] : regionProblems(region, `${path}.region`)),
  ];
}

/** What is wrong with the component's name, which names its role. */
export function nameProblems(name: string): Problem[] {
  if (/^[\w+=,.@-]+$/.test(name) && name.length <= nameLength) return [];
  const allowed = `1 to ${String(nameLength)} letters, digits and any of _ + = , . @ -`;
  return [{ path: "name of the EksAgentRollout", given: show(name), allowed, fix: "rename the component" }];
}

/** The plain values that name the cluster. */
function whereProblems(args: EksAgentRolloutArgs, path: string): Problem[] {
  const region = plain(args.region);
  // An argument that is absent, against its type, is as wrong as a bad one; one that is known only later is not.
  const now = (input: unknown) => input === undefined || plain(input) !== undefined;
  return [
    ...(now(args.cluster) ? clusterProblems(args.cluster, `${path}.cluster`, region) : []),
    ...(now(args.kubernetesVersion)
      ? kubernetesVersionProblems(args.kubernetesVersion, `${path}.kubernetesVersion`)
      : []),
    ...(region === undefined ? [] : regionProblems(region, `${path}.region`)),
  ];
}

function wordProblems(args: EksAgentRolloutArgs, path: string): Problem[] {
  return [
    ...closedSetProblems(args.credentials, Object.values(EksAgentCredentials), `${path}.credentials`),
    ...closedSetProblems(
      args.podIdentityAgent,
      Object.values(EksPodIdentityAgent),
      `${path}.podIdentityAgent`,
    ),
    ...closedSetProblems(args.egress, Object.values(EksAgentEgress), `${path}.egress`),
    ...closedSetProblems(
      args.conflictsOnCreate,
      Object.values(EksAgentConflictsOnCreate),
      `${path}.conflictsOnCreate`,
    ),
    ...closedSetProblems(
      args.conflictsOnUpdate,
      Object.values(EksAgentConflictsOnUpdate),
      `${path}.conflictsOnUpdate`,
    ),
  ];
}

function ruleProblems(args: EksAgentRolloutArgs, path: string): Problem[] {
  const settings = settingsOf(args);
  const { credentials, nodes } = settings;
  return [
    ...whereProblems(args, path),
    ...agentVersionProblems(args.agentVersion, nodes, `${path}.agentVersion`),
    ...wordProblems(args, path),
    ...irsaProblems(args, credentials, path),
    ...podIdentityProblems(args, settings, path),
    ...(args.podIdentityAgentVersion === undefined
      ? []
      : versionFormProblems(
          args.podIdentityAgentVersion,
          eksAgent.podIdentityAddonName,
          `${path}.podIdentityAgentVersion`,
        )),
    ...jsonProblems(args.podIdentityAgentConfiguration, `${path}.podIdentityAgentConfiguration`),
    ...serviceAccountProblems(args.serviceAccount, `${path}.serviceAccount`),
    ...nodesProblems(nodes, `${path}.nodes`),
    ...networkProblems(args, credentials, path),
    ...openMetricsProblems(args.openMetrics, credentials, `${path}.openMetrics`),
    ...resourcesProblems(args.resources, `${path}.resources`),
    ...tolerationsProblems(args.tolerations, `${path}.tolerations`),
    ...configurationProblems(args.configuration, `${path}.configuration`),
    ...tagProblems(plain(args.tags), `${path}.tags`),
  ];
}

/**
 * Everything that is wrong with the plain values among a rollout's arguments. Values that are known only later are
 * checked when they are.
 */
export function validateEksAgentRollout(args: EksAgentRolloutArgs, path: string): Problem[] {
  // What is absent is refused by the rules, so they may see less than the type says.
  return judge(args, path, forms, (usable) => ruleProblems(usable as EksAgentRolloutArgs, path));
}
