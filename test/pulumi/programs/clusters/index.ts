// Two of each component of the EKS side in one program.
import { EksAgentRollout } from "../../../../components/eks-agent-rollout/index.ts";
import { Monitor } from "../../../../components/monitor/index.ts";
import { PetAdoptionCluster } from "../../../../components/pet-adoption-cluster/index.ts";
import { Scope } from "../../../../components/scope/index.ts";

const region = "ap-northeast-1";
const scope = new Scope("nfm", { region, onDestroy: "delete" });
for (const name of ["cats", "dogs"]) {
  const pets = new PetAdoptionCluster(name, {
    apiCidrs: ["203.0.113.0/24"],
    network: { availabilityZones: [`${region}a`, `${region}c`] },
    forceDestroy: true,
  });
  new EksAgentRollout(
    `${name}-agent`,
    {
      cluster: pets.clusterName,
      kubernetesVersion: pets.clusterVersion,
      agentVersion: "clusterDefault",
      podIdentityAgent: "adopt",
      region,
    },
    { dependsOn: pets.ready },
  );
  const localResources = [{ type: "AWS::EKS::Cluster" as const, identifier: pets.clusterArn }];
  new Monitor(name, { scopeArn: scope.scopeArn, localResources, region });
}
