import type * as pulumi from "@pulumi/pulumi";
import { eksAgent } from "../nfm/index.ts";

/** What a failure of an add-on's creation or update says about itself. */
export interface AddonFailure {
  /** Name of the resource in the stack. */
  name: string;
  addonName: string;
  clusterName: string;
  /** Version that was asked for, if it is known. */
  version?: string;
  region?: string;
  errors: readonly string[];
}

type Advice = (failure: AddonFailure, where: string) => string;

function addonOf({ clusterName, addonName }: AddonFailure): string {
  return `--cluster-name ${clusterName} --addon-name ${addonName}`;
}

/** Where to look when an add-on never became ACTIVE. The pods of the two add-ons live in different places. */
const notActive: Advice = (failure, where) => {
  const selector =
    failure.addonName === eksAgent.addonName
      ? `${eksAgent.namespace} -l ${eksAgent.podSelector}`
      : "kube-system -l app.kubernetes.io/name=eks-pod-identity-agent";
  return [
    "it never became ACTIVE, as it does only when its pods run;",
    `see why with \`aws eks describe-addon ${addonOf(failure)}${where} --query addon.health.issues\`,`,
    `and its pods with \`kubectl get pods -n ${selector} -o wide\`:`,
    "Pending means no room or a taint on a node, ImagePullBackOff no way to ECR,",
    'CrashLoopBackOff with "IMDSv2 failed" in the log no instance metadata service',
  ].join(" ");
};

const conflict: Advice = () =>
  "something in the cluster has other values: most likely the agent was installed by Helm; remove that release, or " +
  'let the add-on win by conflictsOnCreate, or conflictsOnUpdate, "OVERWRITE"';

const associated: Advice = ({ clusterName }, where) =>
  [
    "something else has bound the agent's service account to a role, and only one thing can; find it with",
    `\`aws eks list-pod-identity-associations --cluster-name ${clusterName} --namespace ${eksAgent.namespace}${where}\`,`,
    'then remove it, or keep it and set credentials to "alreadyBound"',
  ].join(" ");

const installed: Advice = (failure) =>
  [
    "the cluster has this add-on already;",
    failure.addonName === eksAgent.addonName
      ? "if its version is 1.0.0, follow the steps of the upgrade in the README; else remove it where it was made,"
      : 'if something else keeps it, set podIdentityAgent to "adopt"; else remove it where it was made,',
    `or, if this stack made it and lost it, take it back with \`pulumi import aws:eks/addon:Addon ${failure.name}`,
    `${failure.clusterName}:${failure.addonName}\``,
  ].join(" ");

const serviceAccount: Advice = () =>
  `add-ons after 1.0.0 know the service account ${eksAgent.serviceAccount} only; ` +
  "clear the role of the installed add-on first: the README has the steps of the upgrade";

const unknownVersion: Advice = ({ addonName }, where) =>
  "EKS has no such version of the add-on for this Kubernetes version; " +
  `list those it has with \`aws eks describe-addon-versions --addon-name ${addonName}${where} --kubernetes-version <version>\``;

const badConfiguration: Advice = ({ addonName, version }, where) =>
  [
    "the settings do not fit the schema of this version; read it with",
    `\`aws eks describe-addon-configuration --addon-name ${addonName} --addon-version ${version ?? "<version>"}${where}\``,
  ].join(" ");

const noCluster: Advice = ({ clusterName }, where) =>
  `there is no cluster ${clusterName} in this account and Region; compare \`aws eks list-clusters${where}\``;

/**
 * What an error says, and what to do, the first that fits. The words of a wait are the provider's, the names of errors
 * those of the EKS API; the sentences inside an InvalidParameterException are not documented.
 * Source: terraform-provider-aws, internal/service/eks/addon.go; EKS API, `CreateAddon`, `UpdateAddon`.
 */
const advices: readonly (readonly [RegExp, Advice])[] = [
  [/ConfigurationConflict/, conflict],
  [/last state: '[A-Z_]+'|unexpected state '[A-Z_]+'/, notActive],
  [/ResourceInUseException[^]*association/i, associated],
  [/ResourceInUseException/, installed],
  [/ResourceNotFoundException/, noCluster],
  [/InvalidParameterException[^]*service ?account/i, serviceAccount],
  [/InvalidParameterException[^]*configuration ?value/i, badConfiguration],
  [/InvalidParameterException[^]*version/i, unknownVersion],
];

/** What to do when AWS refused an add-on or it did not come up; undefined for an error that speaks for itself. */
export function explainAddonFailure(failure: AddonFailure): string | undefined {
  const advice = advices.find(([words]) => failure.errors.some((error) => words.test(error)))?.[1];
  if (advice === undefined) return undefined;
  const where = failure.region === undefined ? "" : ` --region ${failure.region}`;
  return `${failure.name}: add-on ${failure.addonName} of cluster ${failure.clusterName}: ${advice(failure, where)}`;
}

/** An input of a failed resource as text; undefined when it is absent or was not known. */
function known(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The same for what Pulumi tells about a failed operation; undefined for a failed deletion too. */
export function explainFailedOperation(failure: pulumi.ErrorHookArgs): string | undefined {
  if (failure.failedOperation === "delete") return undefined;
  const { clusterName, addonName, addonVersion, region } = failure.newInputs ?? {};
  return explainAddonFailure({
    name: failure.name,
    addonName: known(addonName) ?? "<add-on>",
    clusterName: known(clusterName) ?? "<cluster>",
    version: known(addonVersion),
    region: known(region),
    errors: failure.errors,
  });
}
