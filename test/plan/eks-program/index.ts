import { EksAgentRollout, local, Monitor, Scope } from "../../../components/index.ts";
import { PetAdoptionCluster, type PetAdoptionClusterArgs } from "../../../components/workloads.ts";

const api = { apiCidrs: ["198.51.100.7/32"] };
const password = "a-password-for-plans";
const images = Object.fromEntries(
  ["petsite", "petsearch", "payforadoption", "petlistadoptions", "petfood"].map((service) => [
    service,
    `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/${service}:1`,
  ]),
);

/** The cluster in the shapes that change who calls whom, by which way, or whether anything flows. */
const shapes: Record<string, PetAdoptionClusterArgs> = {
  pets: api,
  walled: {
    ...api,
    network: { egress: "endpoints" },
    imageRegistry: "mirror.example/x",
    compute: "autoMode",
  },
  old: {
    ...api,
    version: "1.33",
    database: { kind: "rds", password },
    namespace: "animals",
    loadRoundsPerMinute: 0,
  },
  visited: { ...api, loadRoundsPerMinute: 0, ingress: { allowedCidrs: ["203.0.113.0/24"] } },
  full: { ...api, workload: "full", images, database: { kind: "aurora", password } },
};

const clusters = Object.entries(shapes).map(
  ([name, args]) => [name, new PetAdoptionCluster(name, args)] as const,
);
const scope = new Scope("nfm", { targets: [{ accountId: "123456789012", region: "ap-northeast-1" }] });
const pets = clusters[0]?.[1];
if (pets !== undefined) {
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
}

/** Who calls whom in each cluster, as the component's own table has it. */
export const edges = Object.fromEntries(clusters.map(([name, cluster]) => [name, cluster.edges]));
