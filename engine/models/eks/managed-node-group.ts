import { isValues, UNKNOWN, type Value, type Values } from "../../values.ts";
import { plainText } from "../declare.ts";
import { combine, type Derived, listOf, plain, read, recordOf } from "../derived.ts";
import { type Arguments, type Family, family as familyOf } from "../family.ts";
import { type ComponentContext, type ComponentModel, NotModelledError } from "../model.ts";
import { pass } from "./args.ts";
import { awsVersion } from "./cluster.ts";
import { architectureOf } from "./instance-types.ts";
import { fromControlPlane, fromCore, resourceOutput, urnOf } from "./reference.ts";

/** Arguments that reach the node group as they are. */
const passed = [
  ...[
    "capacityType",
    "clusterName",
    "diskSize",
    "forceUpdateVersion",
    "instanceTypes",
    "labels",
    "launchTemplate",
  ],
  ...[
    "nodeGroupName",
    "nodeGroupNamePrefix",
    "releaseVersion",
    "remoteAccess",
    "tags",
    "taints",
    "updateConfig",
  ],
];

/** Arguments that make user data, or a placement group, in ways that were not recorded. */
const unmodelled = [
  ...["amiId", "bootstrapExtraArgs", "bottlerocketSettings", "enableEfaSupport", "gpu", "kubeletExtraArgs"],
  ...["nodeadmExtraOptions", "userData"],
];

/** `eks.ManagedNodeGroup`, as eks 4.3 registers it. */
export const managedNodeGroupModel: ComponentModel = {
  type: "eks:index:ManagedNodeGroup",
  cites: ["eks-managed-node-group-children", "eks-core-unknown-in-preview"],
  construct,
};

async function construct(inputs: Values, context: ComponentContext) {
  const roleArn = roleOf(context, inputs);
  const unknown = unmodelled.find((name) => inputs[name] !== undefined && inputs[name] !== false);
  if (unknown !== undefined) {
    throw new NotModelledError(
      `${unknown}: the simulation of eks.ManagedNodeGroup does not model it; the provider expands it at deploy time.`,
    );
  }
  const cluster = read(inputs.cluster)?.value;
  const version = read(inputs.version) ?? fromControlPlane(context, cluster, "version");
  const family = familyOf(context, awsVersion);
  const template =
    inputs.enableIMDSv2 === undefined ? undefined : await addTemplate(family, context.name, inputs);
  const given = pass(inputs, ...passed);
  if (template !== undefined) delete given.diskSize;
  const nodeGroup = await family.add(
    "aws:eks/nodeGroup:NodeGroup",
    context.name,
    {
      ...given,
      ...(inputs.launchTemplate === undefined ? { version } : pass(inputs, "version")),
      amiType: amiType(inputs),
      clusterName: given.clusterName ?? fromControlPlane(context, cluster, "name"),
      nodeRoleArn: roleArn,
      scalingConfig: scaling(inputs),
      subnetIds: read(inputs.subnetIds) ?? fromCore(context, cluster, "subnetIds"),
      ...template,
    },
    {
      dependsOn: accessOf(context, cluster),
      ignoreChanges: inputs.ignoreScalingChanges === true ? ["scalingConfig.desiredSize"] : undefined,
    },
  );
  return { outputs: { nodeGroup: nodeGroup.reference, placementGroupName: "" } };
}

/** Refuses, in the words of eks and of the engine, a role that is missing or given twice. */
function roleOf(context: ComponentContext, inputs: Values): Derived {
  const [role, arn] = [read(inputs.nodeRole), read(inputs.nodeRoleArn)];
  const head = "The input properties for the managed node group are invalid.\n\t\t- property nodeRole";
  if (role !== undefined && arn !== undefined) {
    const reason = "You cannot specify both nodeRole and nodeRoleArn when creating a managed node group.";
    throw new Error(`${head} with value '{${printed(role.value)}}' has a problem: ${reason}`);
  }
  if (arn !== undefined) return arn;
  if (role !== undefined) return resourceOutput(context, role, "arn");
  throw new Error(
    `${head} has a problem: An IAM role, or role ARN must be provided to create a managed node group`,
  );
}

/** A resource reference as the engine prints it. */
function printed(value: Value): string {
  const urn = urnOf(value) ?? "";
  const [type, name] = urn.split("::").slice(-2);
  const id = isValues(value) && value.id !== UNKNOWN ? `{${plainText(value.id) ?? ""}}` : "output<string>{}";
  return `{${urn} ${name ?? ""} ${type ?? ""} ${id} }`;
}

function amiType(inputs: Values): Derived | undefined {
  const given = read(inputs.amiType);
  if (given !== undefined) return given;
  const system = plainText(read(inputs.operatingSystem)?.value);
  if (system === undefined) return undefined;
  return combine([read(inputs.instanceTypes) ?? plain([])], ([types]) => {
    const names = Array.isArray(types) ? types.filter((type) => typeof type === "string") : [];
    const architecture = architectureOf(names);
    if (system === "Bottlerocket") return `BOTTLEROCKET_${architecture === "arm64" ? "ARM_64" : "x86_64"}`;
    if (system === "AL2") return architecture === "arm64" ? "AL2_ARM_64" : "AL2_x86_64";
    return `AL2023_${architecture === "arm64" ? "ARM_64" : "x86_64"}_STANDARD`;
  });
}

function scaling(inputs: Values): Derived {
  return combine([read(inputs.scalingConfig) ?? plain({})], ([config]) => {
    const given: Values = isValues(config) ? config : {};
    return {
      desiredSize: given.desiredSize ?? 2,
      minSize: given.minSize ?? 1,
      maxSize: given.maxSize ?? 2,
    };
  });
}

async function addTemplate(family: Family, name: string, inputs: Values): Promise<Arguments> {
  const size = read(inputs.diskSize);
  const template = await family.add("aws:ec2/launchTemplate:LaunchTemplate", `${name}-launchTemplate`, {
    blockDeviceMappings:
      size && listOf([recordOf({ deviceName: plain("/dev/xvda"), ebs: recordOf({ volumeSize: size }) })]),
    metadataOptions: plain({
      httpTokens: inputs.enableIMDSv2 === true ? "required" : "optional",
      httpPutResponseHopLimit: 2,
      httpEndpoint: "enabled",
    }),
  });
  const version = combine([template.output("latestVersion")], ([latest]) => JSON.stringify(latest));
  return { launchTemplate: recordOf({ id: template.id, version }) };
}

/** The node group waits for the ConfigMap that lets nodes in, once the core data is known. */
function accessOf(context: ComponentContext, cluster: Value | undefined): { urn: string }[] {
  const urn = urnOf(fromCore(context, cluster, "eksNodeAccess").value);
  return urn === undefined ? [] : [{ urn }];
}
