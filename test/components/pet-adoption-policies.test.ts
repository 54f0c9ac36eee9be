import assert from "node:assert/strict";
import fc from "fast-check";
import type { PetAdoptionClusterArgs, PetEdge } from "../../components/pet-adoption-cluster/index.ts";
import { networkPolicies } from "../../components/pet-adoption-cluster/workload/policies.ts";
import type { Values } from "../../engine/values.ts";
import { one, type Registration } from "../support/deploy.ts";
import { allows, type Endpoint } from "../support/network-policies.ts";
import { defaultPets, deployPets, password, waitsFor } from "../support/pet-adoption.ts";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const publicAddress = "52.94.0.1";
const databaseAddress = "10.0.2.77";
const balancerAddress = "10.0.0.77";
const podIdentity = { address: "169.254.170.23" };

const specsOf = (registrations: Registration[]) =>
  registrations.filter((each) => each.type === policyType).map((each) => each.inputs.spec as Values);

const pod = (app: string): Endpoint => ({ labels: { app } });

function ends(edge: PetEdge): { from: Endpoint; to: Endpoint } {
  const from = edge.from === "loadbalancer" ? { address: balancerAddress } : pod(edge.from);
  const outside = { address: edge.target === "database" ? databaseAddress : publicAddress };
  return { from, to: edge.target === "pods" ? pod(edge.to) : outside };
}

const tcp = { protocol: "TCP" } as const;

describe("PetAdoptionCluster's network policies", () => {
  const cases: Record<string, PetAdoptionClusterArgs> = {
    simulated: {},
    "simulated with an ingress": { ingress: { allowedCidrs: ["0.0.0.0/0"] } },
    "simulated with RDS": { database: { kind: "rds", password } },
  };
  for (const [title, args] of Object.entries(cases)) {
    it(`let every edge through, and DNS and credentials for whoever calls AWS (${title}), or pods hang`, async () => {
      const { registrations, result } = await deployPets(args);
      const specs = specsOf(registrations);
      for (const edge of result.edges) {
        const { from, to } = ends(edge);
        const label = `${edge.from} > ${edge.to}`;
        assert.ok(allows(specs, { from, to, ...tcp, port: edge.targetPort }), label);
        if ("address" in from) continue;
        for (const protocol of ["TCP", "UDP"] as const) {
          for (const resolver of ["172.20.0.10", "10.0.1.9", "169.254.20.10"]) {
            assert.ok(
              allows(specs, { from, to: { address: resolver }, protocol, port: 53 }),
              `${label} ${protocol} DNS`,
            );
          }
        }
        if (edge.target !== "awsService") continue;
        for (const port of [80, 443])
          assert.ok(allows(specs, { from, to: podIdentity, ...tcp, port }), `${label} credentials`);
      }
    });

    it(`let nothing else through between pods, or to other ports (${title}), or they are decoration`, async () => {
      const { registrations, result } = await deployPets(args);
      const specs = specsOf(registrations);
      const inside = result.edges.filter((edge) => edge.from !== "loadbalancer");
      const apps = [
        ...new Set(inside.flatMap((edge) => [edge.from, ...(edge.target === "pods" ? [edge.to] : [])])),
      ];
      const known = new Set(result.edges.map((edge) => `${edge.from} ${edge.to} ${String(edge.targetPort)}`));
      for (const from of [...apps, "stranger"]) {
        for (const to of apps) {
          for (const port of [80, 443, 5432, 8080]) {
            const allowed = allows(specs, { from: pod(from), to: pod(to), ...tcp, port });
            assert.equal(
              allowed,
              known.has(`${from} ${to} ${String(port)}`),
              `${from} > ${to}:${String(port)}`,
            );
          }
        }
      }
    });
  }

  it("let a pod that calls no service of AWS reach neither credentials nor the internet", async () => {
    const { registrations } = await defaultPets();
    const specs = specsOf(registrations);
    for (const app of ["petlistadoptions", "trafficgenerator", "petdatabase"]) {
      assert.ok(!allows(specs, { from: pod(app), to: podIdentity, ...tcp, port: 80 }), app);
      assert.ok(!allows(specs, { from: pod(app), to: { address: publicAddress }, ...tcp, port: 443 }), app);
    }
  });

  it("let nobody reach the node's metadata, where the node's role is", async () => {
    const { registrations, result } = await defaultPets();
    const specs = specsOf(registrations);
    for (const { from } of result.edges) {
      assert.ok(
        !allows(specs, { from: pod(from), to: { address: "169.254.169.254" }, ...tcp, port: 80 }),
        from,
      );
    }
  });

  it("let nobody from outside the namespace in", async () => {
    const { registrations } = await defaultPets();
    const specs = specsOf(registrations);
    for (const port of [8080, 5432]) {
      const attempt = { from: { address: "10.0.1.9" }, to: pod("petsite"), ...tcp, port };
      assert.ok(!allows(specs, attempt));
    }
  });

  it("are enforced: by the network plugin's add-on, and with Auto Mode by its ConfigMap before any pod", async () => {
    const groups = await defaultPets();
    const { vpcCniOptions } = one(groups.registrations, "eks:index:Cluster").inputs;
    assert.equal((vpcCniOptions as Values).enableNetworkPolicy, true);
    const auto = await deployPets({ compute: "autoMode" });
    const config = one(auto.registrations, "kubernetes:core/v1:ConfigMap", "pets-network-policy");
    assert.deepEqual(config.inputs.data, { "enable-network-policy-controller": "true" });
    assert.deepEqual(config.inputs.metadata, { name: "amazon-vpc-cni", namespace: "kube-system" });
    const pods = auto.registrations.filter((each) => each.inputs.kind === "Deployment");
    assert.ok(pods.length > 5);
    for (const { type, name } of pods)
      assert.ok(waitsFor(auto.registrations, `${type}::${name}`, "pets-network-policy"), name);
  });
});

describe("networkPolicies", () => {
  const app = fc.constantFrom("a", "b", "c", "d");
  const edge = fc.record({ from: app, to: app, targetPort: fc.constantFrom(80, 443, 8080) });

  it("lets through exactly what any table of edges says, or another table than ours would be enforced wrongly", () => {
    fc.assert(
      fc.property(fc.array(edge, { minLength: 1, maxLength: 8 }), (table) => {
        const edges: PetEdge[] = table.map((each) => ({
          ...each,
          port: each.targetPort,
          target: "pods",
          categories: [],
          flows: "always",
        }));
        const policies = networkPolicies(edges, { database: [], loadBalancer: [] });
        const specs = Object.values(policies) as unknown as Values[];
        for (const from of ["a", "b", "c", "d"]) {
          for (const to of ["a", "b", "c", "d"]) {
            for (const port of [80, 443, 8080]) {
              const wanted = table.some(
                (each) => each.from === from && each.to === to && each.targetPort === port,
              );
              assert.equal(allows(specs, { from: pod(from), to: pod(to), ...tcp, port }), wanted);
            }
          }
        }
      }),
    );
  });
});
