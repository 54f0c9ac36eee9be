import type { Values } from "../../engine/values.ts";
import { buildStack } from "../../stacks/index.ts";
import { deploy, type Deployment, type Registration } from "./deploy.ts";
import { petAnswers } from "./pet-adoption.ts";
import { load, shippedConfig, type FileConfig } from "./stack-config.ts";

/** Token of a monitor. */
export const monitorType = "aws:networkflowmonitor/monitor:Monitor";
/** Token of a scope. */
export const scopeType = "aws:networkflowmonitor/scope:Scope";
/** Setting of the database's password. */
export const passwordKey = "nfm:databasePassword";
/** ARN of the scope, of this stack or another. */
export const scopeArn =
  "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555";
/** ARN of the cluster that the stack makes. */
export const clusterArn = "arn:aws:eks:ap-northeast-1:123456789012:cluster/pets-cluster-eks";

const referenceType = "pulumi:pulumi:StackReference";
const staging = shippedConfig("staging");
// An address that the stack does not warn about.
const eksSettings = { ...(staging["nfm:eks"] as FileConfig), apiCidrs: ["198.18.0.7/32"] };

/** What awsx answers, with ids as AWS forms them, since ARNs are made of them. */
const vpcIds = {
  vpcId: "vpc-1",
  privateSubnetIds: ["subnet-1", "subnet-2"],
  isolatedSubnetIds: ["subnet-3", "subnet-4"],
};

/** What building the stack registered. */
export interface BuiltStack extends Deployment<Record<string, unknown>> {
  /** Stacks whose outputs were read. */
  references: string[];
}

/** Builds the staging stack with some settings changed under mocks; a setting that is undefined is left out. */
export async function buildStaging(
  changed: FileConfig = {},
  { stack = "staging", mode = "update" }: { stack?: string; mode?: "preview" | "update" } = {},
): Promise<BuiltStack> {
  const settings: FileConfig = { ...staging, "nfm:eks": eksSettings, ...changed };
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  const identity = { organization: "acme", project: "nfm", stack };
  const references: string[] = [];
  const program = () => buildStack(load(Object.fromEntries(entries), [passwordKey]), identity);
  const deployment = await deploy(program, {
    ...petAnswers,
    mode,
    stack,
    outputs: (type, name, inputs) => {
      if (type === referenceType) references.push(inputs.name as string);
      const special: Record<string, Values> = {
        [scopeType]: { scopeArn },
        [referenceType]: { outputs: { scopeArn } },
      };
      return { ...petAnswers.outputs?.(type, name, inputs), ...special[type] };
    },
    components: (type, name, inputs) => ({
      ...petAnswers.components?.(type, name, inputs),
      ...(type === "awsx:ec2:Vpc" ? vpcIds : {}),
    }),
  });
  return { ...deployment, references };
}

/** The staging stack with other settings of its cluster. */
export function buildStagingWith(eks: FileConfig, more: FileConfig = {}): Promise<BuiltStack> {
  return buildStaging({ "nfm:eks": { ...eksSettings, ...eks }, ...more });
}

/** The staging stack on a cluster that exists, with its default monitor. */
export function buildStagingOn(cluster: FileConfig, more: FileConfig = {}): Promise<BuiltStack> {
  const existingCluster = { cluster: "pets", kubernetesVersion: "1.34", ...cluster };
  const settings = { "nfm:eks": undefined, "nfm:monitors": undefined };
  return buildStaging({ ...settings, "nfm:existingCluster": existingCluster, ...more });
}

/** Identifiers of the local resources of each monitor, and of the remote ones after an arrow. */
export function watched(registrations: Registration[]): Record<string, string[]> {
  const ids = (value: unknown) => ((value ?? []) as { identifier: string }[]).map((each) => each.identifier);
  const monitors = registrations.filter(({ type }) => type === monitorType);
  return Object.fromEntries(
    monitors.map(({ name, inputs }) => {
      const remotes = ids(inputs.remoteResources).map((id) => `> ${id}`);
      return [name.replace("-monitor", ""), [...ids(inputs.localResources), ...remotes]];
    }),
  );
}

/** ARN of a resource of EC2 in the stack's account and Region. */
export function ec2Arn(resource: string): string {
  return `arn:aws:ec2:ap-northeast-1:123456789012:${resource}`;
}
