import { EksAgentRollout, local, Monitor, Scope } from "../../../components/index.ts";
import { PetAdoptionCluster } from "../../../components/workloads.ts";

const scope = new Scope("nfm", { targets: [{ accountId: "123456789012", region: "ap-northeast-1" }] });
const pets = new PetAdoptionCluster("pets", { apiCidrs: ["198.51.100.7/32"] });
new EksAgentRollout(
  "agent",
  {
    cluster: pets.clusterName,
    kubernetesVersion: pets.clusterVersion,
    agentVersion: "v1.1.6-eksbuild.1",
    podIdentityAgent: "adopt",
  },
  { dependsOn: pets.ready },
);
new Monitor("cluster", {
  scopeArn: scope.scopeArn,
  localResources: [local.eksCluster(pets.clusterArn)],
});

/** Who calls whom, as the component's own table has it. */
export const edges = pets.edges;
