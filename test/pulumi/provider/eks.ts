import { isValues, type Value } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Stored } from "./account.ts";
import { ApiError, PartialError } from "./errors.ts";
import { policiesOf, roleOf } from "./iam.ts";
import { unreached } from "./reach.ts";
import type { Service } from "./services.ts";

const clusterType = "aws:eks/cluster:Cluster";
const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";

/** The cluster with a name. */
export function clusterOf(state: AccountState, name: Value | undefined): Stored | undefined {
  return resourcesOf(state, clusterType).find(({ id }) => id === name);
}

/** The cluster, or the refusal of what needs it. */
function need(state: AccountState, { inputs }: Stored, doing: string, operation: string): Stored {
  const cluster = clusterOf(state, inputs.clusterName);
  if (cluster !== undefined) return cluster;
  const message = `No cluster found for name: ${text(inputs.clusterName)}.`;
  throw new ApiError(doing, operation, "ResourceNotFoundException", message);
}

/** Whether EKS runs the nodes itself. */
export function isAutoMode({ inputs }: Stored): boolean {
  return isValues(inputs.computeConfig) && inputs.computeConfig.enabled === true;
}

/** The node groups of a cluster. */
export function nodeGroupsOf(state: AccountState, { id }: Stored): Stored[] {
  return resourcesOf(state, nodeGroupType).filter(({ inputs }) => inputs.clusterName === id);
}

/** How many nodes a cluster has; those of Auto Mode come as they are needed. */
export function nodeCount(state: AccountState, cluster: Stored): number {
  if (isAutoMode(cluster)) return Number.POSITIVE_INFINITY;
  return nodeGroupsOf(state, cluster).reduce(
    (sum, { inputs }) => sum + Number(isValues(inputs.scalingConfig) ? inputs.scalingConfig.desiredSize : 0),
    0,
  );
}

/** Control planes: slow to come, upgraded one minor version at a time, gone only after their node groups. */
export const cluster: Service = {
  admit(state, { inputs }) {
    if (policiesOf(state, roleOf(state, inputs.roleArn)).includes("AmazonEKSClusterPolicy")) return;
    throw new ApiError(
      "creating EKS Cluster",
      "EKS:CreateCluster",
      "InvalidParameterException",
      "The provided role doesn't have the Amazon EKS Managed Policies associated with it.",
    );
  },
  made(state, { id, inputs }) {
    if (Array.isArray(inputs.enabledClusterLogTypes) && inputs.enabledClusterLogTypes.length > 0)
      state.left.push(`log group /aws/eks/${id}/cluster`);
  },
  changed(_state, { id, inputs }, before, properties) {
    if (!properties.includes("version")) return;
    const [from, to] = [minorOf(before.inputs.version), minorOf(inputs.version)];
    if (to - from === 1) return;
    throw new ApiError(
      `updating EKS Cluster (${id}) version`,
      "EKS:UpdateClusterVersion",
      "InvalidParameterException",
      `Unsupported Kubernetes minor version update from ${text(before.inputs.version)} to ${text(inputs.version)}`,
    );
  },
  removed(state, resource) {
    const { id } = resource;
    if (nodeGroupsOf(state, resource).length > 0) {
      const doing = `deleting EKS Cluster (${id})`;
      throw new ApiError(
        doing,
        "EKS:DeleteCluster",
        "ResourceInUseException",
        "Cluster has nodegroups attached",
      );
    }
    // What EKS keeps for a cluster, and what is in it, goes with it.
    state.left = state.left.filter((each) => !each.includes(`on cluster ${id},`));
    state.resources = state.resources.filter(
      (other) =>
        other.cluster !== id && !(other.type.startsWith("aws:eks/") && other.inputs.clusterName === id),
    );
  },
};

function minorOf(version: Value | undefined): number {
  return Number(text(version).split(".")[1]);
}

/** Nodes: they join only with their role's policies, a network plugin and a way out, and do not try for ever. */
export const nodeGroup: Service = {
  admit(state, resource) {
    need(state, resource, "creating EKS Node Group", "EKS:CreateNodegroup");
  },
  made(state, resource) {
    const missing = whatNodesMiss(state, resource);
    if (missing.length === 0) return;
    throw new PartialError(
      `waiting for EKS Node Group (${resource.id}) create: unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. ` +
        "last error: NodeCreationFailure: Instances failed to join the kubernetes cluster; simulated nodes started " +
        `without ${missing.join(", ")}`,
    );
  },
};

/** What a node calls to join. Source: Amazon EKS User Guide, "Deploy private clusters with limited internet access". */
const calledByNodes = ["ec2", "ecr.api", "ecr.dkr", "s3"];

function whatNodesMiss(state: AccountState, { inputs }: Stored): string[] {
  const policies = policiesOf(state, roleOf(state, inputs.nodeRoleArn));
  const wanted = ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy"];
  const subnets = Array.isArray(inputs.subnetIds) ? inputs.subnetIds : [];
  return [
    ...wanted.filter((policy) => !policies.includes(policy)),
    ...(policies.some((policy) => policy.startsWith("AmazonEC2ContainerRegistry"))
      ? []
      : ["a policy for images"]),
    ...new Set(
      subnets
        .flatMap((subnet) => unreached(state, { subnet }, calledByNodes))
        .map((service) => `a way to ${service}`),
    ),
  ];
}

/** Principals that may use a cluster. */
export const accessEntry: Service = {
  admit(state, resource) {
    need(state, resource, "creating EKS Access Entry", "EKS:CreateAccessEntry");
  },
};
