// The agent on a cluster that is as bare as EKS makes it, in the ways in which people put it there.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EksAgentRollout } from "../../../../components/eks-agent-rollout/index.ts";

const region = "ap-northeast-1";
const namespace = "amazon-network-flow-monitor";
const config = new pulumi.Config();
const way = config.require("way");

const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const role = new aws.iam.Role("cluster", { assumeRolePolicy });
const attachment = new aws.iam.RolePolicyAttachment("cluster", {
  role: role.name,
  policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
});
const subnetIds = ["subnet-11111111111111111", "subnet-22222222222222222"];
const cluster = new aws.eks.Cluster(
  "bare",
  { name: "bare", roleArn: role.arn, version: "1.35", vpcConfig: { subnetIds } },
  { dependsOn: attachment },
);
const own = { kubernetesVersion: "1.35", agentVersion: "v1.1.6-eksbuild.1", region };
const addon = { clusterName: cluster.name, addonName: "aws-network-flow-monitoring-agent", region };
const account = "aws-network-flow-monitor-agent-service-account";

const retired = "aws-network-flow-monitoring-agent-service-account";
/** An association for the agent's service account, made by something else. */
const association = {
  clusterName: cluster.name,
  namespace,
  serviceAccount: account,
  roleArn: role.arn,
  region,
};

switch (way) {
  case "rollout":
    new EksAgentRollout("agent", { ...own, cluster: cluster.name });
    break;
  case "two rollouts":
    new EksAgentRollout("agent", { ...own, cluster: cluster.name });
    new EksAgentRollout("again", { ...own, cluster: cluster.name, podIdentityAgent: "adopt" });
    break;
  case "rollout without the agent of Pod Identity":
    new EksAgentRollout("agent", { ...own, cluster: cluster.name, podIdentityAgent: "adopt" });
    break;
  case "rollout beside an association":
    new EksAgentRollout(
      "agent",
      { ...own, cluster: cluster.name },
      { dependsOn: new aws.eks.PodIdentityAssociation("other", association) },
    );
    break;
  case "rollout that keeps what is there":
    new EksAgentRollout("agent", { ...own, cluster: cluster.name, conflictsOnCreate: "NONE" });
    break;
  case "rollout on a cluster that is not there":
    new EksAgentRollout("agent", { ...own, cluster: "nobody" });
    break;
  case "rollout on nodes whose metadata is off":
    new EksAgentRollout("agent", { ...own, cluster: cluster.name });
    break;
  case "rollout for the old service account":
    new EksAgentRollout("agent", { ...own, cluster: cluster.name, serviceAccount: retired });
    break;
  case "rollout for a service account that looks right":
    new EksAgentRollout("agent", {
      ...own,
      cluster: cluster.name,
      serviceAccount: "network-flow-monitoring-agent",
    });
    break;
  case "rollout of an agent before 1.1.6 on Bottlerocket":
    new EksAgentRollout("agent", {
      ...own,
      cluster: cluster.name,
      agentVersion: "v1.1.3-eksbuild.1",
      nodes: ["bottlerocket"],
    });
    break;
  case "rollout of an agent before 1.1.0":
    new EksAgentRollout("agent", { ...own, cluster: cluster.name, agentVersion: "v1.0.2-eksbuild.2" });
    break;
  case "rollout on hybrid nodes":
    new EksAgentRollout("agent", { ...own, cluster: cluster.name, nodes: ["hybrid"] });
    break;
  case "rollout with two ways to bind":
    new EksAgentRollout("agent", {
      ...own,
      cluster: cluster.name,
      oidcProviderArn: "arn:aws:iam::123456789012:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0",
    });
    break;
  case "an association after the add-on's own":
    new aws.eks.PodIdentityAssociation("other", association, {
      dependsOn: new EksAgentRollout("agent", { ...own, cluster: cluster.name }),
    });
    break;
  case "the old service account":
    new aws.eks.Addon("agent", {
      ...addon,
      podIdentityAssociations: [{ serviceAccount: retired, roleArn: role.arn }],
    });
    break;
  case "AWS's sample, with the namespace as the name":
    new aws.eks.Addon("agent", { ...addon, addonName: namespace });
    break;
  case "DNS before nodes":
    new aws.eks.Addon("dns", { ...addon, addonName: "coredns" });
    break;
  case "nodes without policies":
    new aws.eks.NodeGroup("nodes", {
      clusterName: cluster.name,
      nodeRoleArn: role.arn,
      subnetIds,
      scalingConfig: { desiredSize: 1, minSize: 1, maxSize: 1 },
      region,
    });
    break;
  case "nothing":
    break;
  default:
    throw new pulumi.RunError(`agent:way: ${way} is not one of the ways`);
}
