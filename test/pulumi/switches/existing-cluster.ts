import assert from "node:assert/strict";
import { counting, part, sections, together, without, type Switch } from "../switching.ts";
import type { Config } from "../world.ts";

const existing = (change: object) => part("nfm:existingCluster", change);
const provider = (id: string) =>
  `arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/${id}`;

/** A cluster in a VPC that exists, without a workload, so that it is quickly made. */
export const guest: Config = {
  "aws:region": "ap-northeast-1",
  "nfm:workload": "eks",
  "nfm:eks": {
    apiCidrs: ["203.0.113.10/32"],
    compute: "autoMode",
    runsInsideVpc: true,
    version: "1.33",
    vpc: {
      availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
      cidrBlock: "10.0.0.0/16",
      privateSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
      vpcId: "vpc-0123456789abcdef0",
    },
    workload: "none",
  },
  "nfm:agent": { agentVersion: "clusterDefault" },
  "nfm:scope": { mode: "create" },
  "nfm:monitors": {},
};

const { vpc } = guest["nfm:eks"] as { vpc: object };

/** What is switched of a VPC and a cluster that exist, each from where the one before ended. */
export const existingSwitches: Switch[] = [
  {
    title:
      "more ranges of a VPC that exists may reach the Kubernetes API; its other facts change nothing before use",
    change: part("nfm:eks", {
      vpc: {
        ...vpc,
        cidrBlock: "10.0.0.0/15",
        dataSubnetIds: ["subnet-0123456789abcdef5", "subnet-0123456789abcdef6"],
        egress: "natPerZone",
        endpoints: ["s3"],
        publicSubnetCidrs: ["10.0.8.0/24", "10.0.9.0/24"],
        publicSubnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
      },
    }),
    does: ["update SecurityGroupIngressRule pets-api"],
  },
  {
    title: "another key for its secrets is another cluster, made before the old one goes and at last its key",
    change: part("nfm:eks", {
      secretsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-8444-555555555555",
    }),
    does(done) {
      assert.equal(done.at(-1), "delete Key pets-secrets");
      counting({
        "create Addon": 1,
        "create Cluster": 1,
        "create SecurityGroupIngressRule": 1,
        "delete Addon": 1,
        "delete Cluster": 1,
        "delete Key": 1,
        "delete SecurityGroupIngressRule": 1,
      })(done);
    },
    overlaps: ["Addon", "Cluster", "SecurityGroupIngressRule"],
  },
  {
    title: "the agent gets onto a cluster that exists before the stack's own goes, and its role stays",
    change: together(
      without("nfm:eks"),
      sections({ "nfm:existingCluster": { cluster: "bare", kubernetesVersion: "1.33" } }),
    ),
    does: counting({
      "create Addon": 2,
      "delete Addon": 1,
      "delete Cluster": 1,
      "delete Role": 2,
      "delete RolePolicyAttachment": 7,
      "delete SecurityGroupIngressRule": 1,
    }),
    overlaps: ["Addon"],
  },
  {
    title:
      "another Kubernetes version of it brings the agent's default for that, and its Pod Identity agent changes",
    change: existing({
      kubernetesVersion: "1.34",
      podIdentityAgentConfiguration: '{"agent":{"additionalArgs":{"-b":"169.254.170.23"}}}',
      podIdentityAgentVersion: "v1.3.8-eksbuild.2",
    }),
    does: ["update Addon agent-agent", "update Addon agent-pod-identity-agent"],
  },
  {
    title:
      "its OIDC provider gives the right to publish, and the Pod Identity agent is no longer the stack's",
    change: existing({
      credentials: "irsa",
      egress: "endpoints",
      endpoints: ["ec2", "ecr.api", "ecr.dkr", "eks-auth", "networkflowmonitorreports", "s3", "sts"],
      nodes: ["linux", "bottlerocket"],
      oidcProviderArn: provider("0123456789ABCDEF0123456789ABCDEF"),
      podIdentityAgentConfiguration: undefined,
      podIdentityAgentVersion: undefined,
    }),
    does: ["delete Addon agent-pod-identity-agent", "update Addon agent-agent", "update Role agent-role"],
  },
  {
    title: "the agent gets onto another cluster before it leaves this one, by a role that trusts the other",
    change: existing({ cluster: "other", oidcProviderArn: provider("FEDCBA9876543210FEDCBA9876543210") }),
    does: ["create Addon agent-agent", "delete Addon agent-agent", "update Role agent-role"],
    overlaps: ["Addon"],
  },
  {
    title: "Pod Identity, whose agent is there, gives the right to publish instead",
    change: existing({ credentials: "podIdentity", oidcProviderArn: undefined, podIdentityAgent: "adopt" }),
    does: ["update Addon agent-agent", "update Role agent-role"],
  },
  {
    title:
      "a cluster of the stack's own comes back, in another VPC, before the agent leaves the one that exists",
    change: together(
      without("nfm:existingCluster"),
      sections({ "nfm:eks": guest["nfm:eks"] }),
      part("nfm:eks", {
        vpc: {
          ...vpc,
          availabilityZones: ["ap-northeast-1a", "ap-northeast-1d"],
          privateSubnetIds: ["subnet-0123456789abcdef7", "subnet-0123456789abcdef8"],
          vpcId: "vpc-0123456789abcdef9",
        },
      }),
    ),
    does: counting({
      "create Addon": 1,
      "create Cluster": 1,
      "create Key": 1,
      "create Role": 2,
      "create RolePolicyAttachment": 7,
      "create SecurityGroupIngressRule": 1,
      "delete Addon": 1,
    }),
    overlaps: ["Addon"],
  },
];
