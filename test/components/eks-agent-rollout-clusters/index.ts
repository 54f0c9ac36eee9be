import * as aws from "@pulumi/aws";
import {
  EksAgentCredentials,
  EksAgentNodes,
  EksAgentRollout,
} from "../../../components/eks-agent-rollout/index.ts";

const subnetIds = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
const roleArn = "arn:aws:iam::123456789012:role/cluster";
const cluster = new aws.eks.Cluster("made", { roleArn, version: "1.35", vpcConfig: { subnetIds } });
const nodes = new aws.eks.NodeGroup("nodes", {
  clusterName: cluster.name,
  nodeRoleArn: roleArn,
  scalingConfig: { desiredSize: 1, maxSize: 1, minSize: 1 },
  subnetIds,
});

/** A cluster of this program, whose name only an update knows, and one of somebody else's. */
const rollouts = [
  new EksAgentRollout(
    "made",
    {
      cluster: cluster.arn,
      kubernetesVersion: cluster.version,
      agentVersion: "clusterDefault",
      tags: { team: "net" },
    },
    { dependsOn: nodes },
  ),
  new EksAgentRollout("found", {
    cluster: "arn:aws:eks:ap-northeast-1:123456789012:cluster/found",
    kubernetesVersion: "1.34",
    agentVersion: "v1.1.6-eksbuild.1",
    credentials: EksAgentCredentials.Irsa,
    oidcProviderArn:
      "arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF",
    nodes: [EksAgentNodes.Bottlerocket],
  }),
];

/** What an importing program would go on with. */
export default { versions: rollouts.map((each) => each.agentVersion) };
