import { isValues, type Value } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Stored } from "./account.ts";
import { clusterOf, isAutoMode, nodeCount, nodeGroupsOf } from "./eks.ts";
import { ApiError, PartialError } from "./errors.ts";
import { launchTemplateOf } from "./instances.ts";
import type { Service } from "./services.ts";

const addonType = "aws:eks/addon:Addon";
const agentName = "aws-network-flow-monitoring-agent";
const podIdentityName = "eks-pod-identity-agent";
/** The agent's namespace and service account. Source: CloudWatch User Guide, agents on Kubernetes. */
const agentNamespace = "amazon-network-flow-monitor";
const agentAccount = "aws-network-flow-monitor-agent-service-account";
/** What EKS puts into a new cluster by itself, without managing it. */
const selfManaged = ["coredns", "kube-proxy", "vpc-cni"];

/** Add-ons that EKS offers, as far as programs here ask for them. */
const known = [agentName, podIdentityName, ...selfManaged];

/** Add-ons: one of each name on a cluster, ACTIVE only with what their pods need. */
export const addon: Service = {
  admit(state, resource) {
    const refuse = (code: string, message: string) =>
      new ApiError(`creating EKS Add-On (${resource.id})`, "EKS:CreateAddon", code, message);
    const { inputs } = resource;
    if (clusterOf(state, inputs.clusterName) === undefined) {
      throw refuse("ResourceNotFoundException", `No cluster found for name: ${text(inputs.clusterName)}.`);
    }
    if (!known.includes(text(inputs.addonName))) {
      throw refuse("InvalidParameterException", `Addon ${text(inputs.addonName)} specified is not supported`);
    }
    refuseBindings(state, resource, refuse);
  },
  made(state, resource) {
    const waiting = `waiting for EKS Add-On (${resource.id}) create: `;
    if (conflicts(state, resource)) {
      throw new PartialError(
        `${waiting}unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: ConfigurationConflict: ` +
          "Conflicts found when trying to apply. Will not continue due to resolve conflicts mode.",
      );
    }
    const missing = whatIsMissing(state, resource);
    if (missing === undefined) return;
    throw new PartialError(
      `${waiting}timeout while waiting for state to become 'ACTIVE' (last state: 'DEGRADED', timeout: 20m0s); ` +
        `simulated add-on without ${missing}`,
    );
  },
  changed(state, resource) {
    refuseBindings(state, resource, (code, message) => {
      return new ApiError(`updating EKS Add-On (${resource.id})`, "EKS:UpdateAddon", code, message);
    });
  },
  removed(state, { inputs }) {
    if (inputs.preserve !== true) return;
    state.left.push(`add-on ${text(inputs.addonName)} on cluster ${text(inputs.clusterName)}, unmanaged`);
  },
};

type Refuse = (code: string, message: string) => ApiError;

/** A service account belongs to one role, and the agent's has one name since 1.0.1. */
function refuseBindings(state: AccountState, resource: Stored, refuse: Refuse): void {
  for (const account of accountsOf(resource)) {
    if (resource.inputs.addonName === agentName && account !== agentAccount) {
      throw refuse(
        "InvalidParameterException",
        `ServiceAccount ${account} is not supported for ${agentName}`,
      );
    }
    refuseSecondBinding(state, resource, agentNamespace, account, refuse);
  }
}

function accountsOf({ inputs }: Stored): string[] {
  const list = Array.isArray(inputs.podIdentityAssociations) ? inputs.podIdentityAssociations : [];
  return list.flatMap((each) => (isValues(each) ? [text(each.serviceAccount)] : []));
}

/** Whether software of the add-on runs in the cluster already with other values, and must not be overwritten. */
function conflicts(state: AccountState, { inputs }: Stored): boolean {
  const { addonName, clusterName, configurationValues, resolveConflictsOnCreate } = inputs;
  if (resolveConflictsOnCreate === "OVERWRITE") return false;
  if (state.byHand.includes(`${text(clusterName)} ${text(addonName)}`)) return true;
  const cluster = clusterOf(state, clusterName);
  // What EKS puts into a new cluster conflicts only with values of the program's own.
  const there = cluster?.inputs.bootstrapSelfManagedAddons !== false && selfManaged.includes(text(addonName));
  return there && configurationValues !== undefined && !(cluster !== undefined && isAutoMode(cluster));
}

function whatIsMissing(state: AccountState, resource: Stored): string | undefined {
  const { addonName, clusterName } = resource.inputs;
  const cluster = clusterOf(state, clusterName);
  if (cluster === undefined || isAutoMode(cluster)) return undefined;
  if (addonName === "coredns" && nodeCount(state, cluster) === 0) return "nodes";
  const agentThere = resourcesOf(state, addonType).some(
    ({ inputs }) => inputs.clusterName === clusterName && inputs.addonName === podIdentityName,
  );
  if (addonName === agentName && hasNodesWithoutMetadata(state, cluster)) return "instance metadata";
  const bound = addonName === agentName && accountsOf(resource).length > 0;
  return bound && !agentThere && state.answers.addonWithoutPodIdentity === "DEGRADED"
    ? podIdentityName
    : undefined;
}

/** The agent asks a node's metadata for its Region, and ends without. Source: its repository, entrypoint.sh. */
function hasNodesWithoutMetadata(state: AccountState, cluster: Stored): boolean {
  return nodeGroupsOf(state, cluster).some((group) => {
    const options = launchTemplateOf(state, group)?.inputs.metadataOptions;
    return isValues(options) && options.httpEndpoint === "disabled";
  });
}

/** Associations of Pod Identity that stand alone. */
export const podIdentityAssociation: Service = {
  admit(state, resource) {
    const refuse: Refuse = (code, message) =>
      new ApiError(
        "creating EKS Pod Identity Association",
        "EKS:CreatePodIdentityAssociation",
        code,
        message,
      );
    const { clusterName, namespace, serviceAccount } = resource.inputs;
    if (clusterOf(state, clusterName) === undefined) {
      throw refuse("ResourceNotFoundException", `No cluster found for name: ${text(clusterName)}.`);
    }
    refuseSecondBinding(state, resource, text(namespace), text(serviceAccount), refuse);
  },
};

/** Refuses a second binding of a service account, whichever of the two ways the first one has. */
function refuseSecondBinding(
  state: AccountState,
  resource: Stored,
  namespace: string,
  account: string,
  refuse: Refuse,
): void {
  const { clusterName } = resource.inputs;
  const same = (other: Stored) =>
    other.inputs.clusterName === clusterName && !(other.type === resource.type && other.id === resource.id);
  const alone = resourcesOf(state, "aws:eks/podIdentityAssociation:PodIdentityAssociation").some(
    (other) =>
      same(other) && is(other.inputs.namespace, namespace) && is(other.inputs.serviceAccount, account),
  );
  const byAddon = resourcesOf(state, addonType).some(
    (other) => same(other) && namespace === agentNamespace && accountsOf(other).includes(account),
  );
  if (alone || byAddon) throw refuse("ResourceInUseException", "Association already exists: a-simulated");
}

function is(value: Value | undefined, wanted: string): boolean {
  return text(value) === wanted;
}
