import * as aws from "@pulumi/aws";
import { EksAgentRollout, type EksAgentRolloutArgs } from "../../../components/eks-agent-rollout/index.ts";

const pinned = { kubernetesVersion: "1.35", agentVersion: "v1.1.6-eksbuild.1" };

function rollout(name: string, args: Omit<EksAgentRolloutArgs, keyof typeof pinned>): EksAgentRollout {
  return new EksAgentRollout(name, { ...pinned, ...args });
}

function association(name: string, clusterName: string, region?: string): void {
  new aws.eks.PodIdentityAssociation(name, {
    clusterName,
    namespace: "amazon-network-flow-monitor",
    serviceAccount: "aws-network-flow-monitor-agent-service-account",
    roleArn: "arn:aws:iam::123456789012:role/mine",
    ...(region === undefined ? {} : { region }),
  });
}

// One cluster twice: by name, and by an ARN in the program's own Region.
rollout("first", { cluster: "pets" });
rollout("second", {
  cluster: "arn:aws:eks:ap-northeast-1:123456789012:cluster/pets",
  podIdentityAgent: "adopt",
});

// A service account that is bound by the add-on, and once more.
rollout("bound", { cluster: "shop" });
association("again", "shop");

// One that is left to somebody else, who binds it twice.
rollout("free", { cluster: "games", credentials: "alreadyBound" });
association("one", "games");
association("two", "games");

// The same add-on for Pod Identity, whoever makes it.
rollout("served", { cluster: "books" });
new aws.eks.Addon("server", { clusterName: "books", addonName: "eks-pod-identity-agent" });

// Clusters of one name in two Regions, and what is bound in the other one.
rollout("here", { cluster: "far" });
rollout("there", { cluster: "arn:aws:eks:us-east-1:123456789012:cluster/far" });
rollout("alone", { cluster: "near", credentials: "alreadyBound" });
association("near", "near");
rollout("mine", { cluster: "arn:aws:eks:us-east-1:123456789012:cluster/near" });
association("other", "shop", "eu-west-1");
