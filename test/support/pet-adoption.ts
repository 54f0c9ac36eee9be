import type { Value, Values } from "../../engine/values.ts";
import {
  PetAdoptionCluster,
  type PetAdoptionClusterArgs,
} from "../../components/pet-adoption-cluster/index.ts";
import { deploy, type Deployment, type DeployOptions, type Registration } from "./deploy.ts";

const zones = ["a", "c", "d"];

/** What awsx answers: lists in the order of the zones. */
function vpcAnswer(name: string): Values {
  const ids = (kind: string) => zones.map((_, i) => `subnet-${name}-${kind}-${String(i + 1)}`);
  const subnets = (base: number) =>
    zones.map((zone, i) => ({
      availabilityZone: `ap-northeast-1${zone}`,
      cidrBlock: `10.0.${String(i * 128 + base)}.0/24`,
    }));
  return {
    vpcId: `vpc-${name}`,
    publicSubnetIds: ids("public"),
    privateSubnetIds: ids("private"),
    isolatedSubnetIds: ids("isolated"),
    publicSubnets: subnets(0),
    privateSubnets: subnets(1),
    isolatedSubnets: subnets(2),
    routeTables: ["public", "private", "isolated"].map((kind) => ({ id: `rtb-${name}-${kind}` })),
  };
}

function clusterAnswer(name: string): Values {
  const vpcConfig = { clusterSecurityGroupId: `sg-${name}` };
  const arn = `arn:aws:eks:ap-northeast-1:123456789012:cluster/${name}-eks`;
  const exec = { command: "aws", args: ["eks", "get-token", "--cluster-name", `${name}-eks`] };
  return {
    eksCluster: { name: `${name}-eks`, arn, vpcConfig },
    kubeconfigJson: JSON.stringify({ users: [{ name: "aws", user: { exec } }] }),
    oidcProviderUrl: "https://oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF",
    autoModeNodeRoleName: `${name}-auto-node`,
  };
}

const componentAnswers: Record<string, (name: string) => Values> = {
  "awsx:ec2:Vpc": vpcAnswer,
  "eks:index:Cluster": clusterAnswer,
  "eks:index:ManagedNodeGroup": (name) => ({
    nodeGroup: { resources: [{ autoscalingGroups: [{ name: `asg-${name}` }] }] },
  }),
};

/** ARN of a resource: that of an OIDC provider is read by whoever trusts it, any other is only handed on. */
function arnOf(type: string, name: string, { url }: Values): string {
  if (type !== "aws:iam/openIdConnectProvider:OpenIdConnectProvider")
    return `arn:aws:simulated:ap-northeast-1:123456789012:${name}`;
  return `arn:aws:iam::123456789012:oidc-provider/${text(url).replace("https://", "")}`;
}

/** Outputs of AWS's and Kubernetes' resources that the component reads. */
function outputs(type: string, name: string, inputs: Values): Values {
  const arn = arnOf(type, name, inputs);
  const latest: Values = type === "aws:ec2/launchTemplate:LaunchTemplate" ? { latestVersion: 7 } : {};
  const bucket: Values =
    type === "aws:s3/bucket:Bucket"
      ? { bucket: `${name}-physical`, bucketRegionalDomainName: `${name}.s3.example` }
      : {};
  const host = { endpoint: `${name}.example`, address: `${name}.example`, port: 5432 };
  return {
    arn,
    name: `${name}-physical`,
    url: `https://${name}.example`,
    dnsName: `${name}.example`,
    ...host,
    ...latest,
    ...bucket,
  };
}

function call(token: string, inputs: Values): Values {
  const answers: Record<string, Values> = {
    "aws:index/getRegion:getRegion": { region: "ap-northeast-1" },
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
    "aws:eks/getAddonVersion:getAddonVersion": {
      version: `v0-${text(inputs.addonName)}-default`,
    },
  };
  const answer = answers[token];
  if (answer === undefined) throw new Error(`nobody answers ${token}`);
  return answer;
}

/** Answers for everything that the component asks. */
export const petAnswers: DeployOptions = {
  outputs,
  call,
  components: (type, name) => componentAnswers[type]?.(name) ?? {},
};

/** Arguments that are valid for each workload. */
export const image = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/pet:1";
/** One image for each service. */
export const images = {
  petsite: image,
  petsearch: image,
  payforadoption: image,
  petlistadoptions: image,
  petfood: image,
};
/** Where Pulumi runs. */
export const apiCidrs = ["198.51.100.7/32"];
/** A password that is long enough. */
export const password = "0123456789abcdef";
/** An existing VPC. */
export const existingVpc = {
  vpcId: "vpc-0aaaaaaaaaaaaaaaa",
  cidrBlock: "10.1.0.0/16",
  privateSubnetIds: ["subnet-0a0000000000000a1", "subnet-0a0000000000000c1"],
  availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
};

/** Deploys one cluster called `pets`. */
export function deployPets(
  args: PetAdoptionClusterArgs = {},
  mode: "preview" | "update" = "update",
): Promise<Deployment<PetAdoptionCluster>> {
  return deploy(() => new PetAdoptionCluster("pets", { apiCidrs, ...args }), { ...petAnswers, mode });
}

let byDefault: Promise<Deployment<PetAdoptionCluster>> | undefined;

/** One cluster with every default, deployed once for all tests that only read it. */
export function defaultPets(): Promise<Deployment<PetAdoptionCluster>> {
  byDefault ??= deployPets();
  return byDefault;
}

/** Text of an input, for messages and keys. */
export function text(value: Value | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether one registration waits for another, straight or through others; a provider's users wait for it too. */
export function waitsFor(registrations: Registration[], later: string, earlier: string): boolean {
  const byUrn = new Map(registrations.map((each) => [each.urn, each]));
  const named = (name: string) => {
    const found = registrations.filter((each) => `${each.type}::${each.name}` === name || each.name === name);
    if (found.length !== 1) throw new Error(`${String(found.length)} registrations are called ${name}`);
    return found[0]!.urn;
  };
  const target = named(earlier);
  const seen = new Set<string>();
  const queue = [named(later)];
  for (let urn = queue.pop(); urn !== undefined; urn = queue.pop()) {
    if (seen.has(urn)) continue;
    seen.add(urn);
    const each = byUrn.get(urn);
    const provider = each?.provider.slice(0, each.provider.lastIndexOf("::"));
    queue.push(...(each?.dependencies ?? []), ...(provider ? [provider] : []));
  }
  return seen.has(target) && target !== named(later);
}
