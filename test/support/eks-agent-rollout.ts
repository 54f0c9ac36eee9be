import type { EksAgentRolloutArgs } from "../../components/eks-agent-rollout/index.ts";
import {
  EksAgentConflictsOnCreate,
  EksAgentConflictsOnUpdate,
  EksAgentNodes,
  EksAgentTaintEffect,
  EksAgentTolerationOperator,
  EksPodIdentityAgent,
} from "../../components/eks-agent-rollout/index.ts";
import { validateEksAgentRollout } from "../../components/eks-agent-rollout/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";
import type { Values } from "../../engine/values.ts";
import type { DeployOptions } from "./deploy.ts";

/** Token of the component. */
export const componentType = "aws-network-flow-monitor:index:EksAgentRollout";
/** Token of an add-on. */
export const addonType = "aws:eks/addon:Addon";
/** Token of a role. */
export const roleType = "aws:iam/role:Role";
/** Token of a policy attachment. */
export const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
/** Token of the function that knows an add-on's versions. */
export const versionFunction = "aws:eks/getAddonVersion:getAddonVersion";

/** An OIDC provider. */
export const oidcProviderArn =
  "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
/** The agent's only service account, written here once more. */
export const serviceAccount = "aws-network-flow-monitor-agent-service-account";

/** The least arguments. */
export const least: EksAgentRolloutArgs = {
  cluster: "pets",
  kubernetesVersion: "1.35",
  agentVersion: "v1.1.6-eksbuild.1",
};

/** Every argument at once that goes with Pod Identity. */
export const everything: EksAgentRolloutArgs = {
  cluster: "arn:aws:eks:eu-west-1:123456789012:cluster/pets",
  kubernetesVersion: "1.35",
  agentVersion: "clusterDefault",
  podIdentityAgent: EksPodIdentityAgent.Create,
  podIdentityAgentVersion: "v1.3.10-eksbuild.2",
  podIdentityAgentConfiguration: '{"tolerations":[],"agent":{"additionalArgs":{"-b":"169.254.170.23"}}}',
  serviceAccount,
  nodes: [EksAgentNodes.Linux, EksAgentNodes.Windows, EksAgentNodes.Fargate],
  openMetrics: { enabled: true, address: "0.0.0.0", port: 9200 },
  resources: { requests: { cpu: "100m", memory: "150Mi" }, limits: { cpu: "1", memory: "1Gi" } },
  tolerations: [
    {
      key: "dedicated",
      operator: EksAgentTolerationOperator.Equal,
      value: "gpu",
      effect: EksAgentTaintEffect.NoExecute,
      tolerationSeconds: 60,
    },
  ],
  configuration: '{"podAnnotations":{"team":"net"},"env":{"RUST_LOG":"info"}}',
  conflictsOnCreate: EksAgentConflictsOnCreate.None,
  conflictsOnUpdate: EksAgentConflictsOnUpdate.Overwrite,
  region: "eu-west-1",
  tags: { team: "net" },
};

/** What AWS answers, with this version as default for the agent's add-on. */
export function answersWith(version: string): DeployOptions {
  return {
    outputs: (type, name, inputs): Values => {
      if (type === addonType) return { arn: `arn-of-${name}`, addonVersion: inputs.addonVersion ?? "" };
      return type === roleType ? { arn: `arn-of-${name}`, name: `${name}-1a2b3c4` } : {};
    },
    call: (token, inputs): Values =>
      token === versionFunction ? { ...inputs, version } : { unexpected: token },
  };
}

/** What AWS answers. */
export const answers = answersWith("v1.1.7-eksbuild.1");

/** Arguments as a configuration file or JavaScript could give them: nothing has checked their types. */
export type Untyped = { [Key in keyof EksAgentRolloutArgs]?: unknown };

/** What is wrong with the least arguments and these, one line each. */
export function linesOf(args: Untyped): string[] {
  return validateEksAgentRollout({ ...least, ...args } as EksAgentRolloutArgs, "agent").map(formatProblem);
}
