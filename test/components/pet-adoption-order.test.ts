import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { one } from "../support/deploy.ts";
import { defaultPets, deployPets, password, waitsFor } from "../support/pet-adoption.ts";

const deploymentType = "kubernetes:apps/v1:Deployment";
const containersOf = ({ inputs }: { inputs: Values }) =>
  (((inputs.spec as Values).template as Values).spec as Values).containers as Values[];

describe("PetAdoptionCluster's workload order", () => {
  const orders = [
    [
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::pets-petsite",
      "pets-coredns",
      "the documented order",
    ],
    [
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::pets-petsite",
      "pets-nodes-1",
      "the documented order",
    ],
    [
      `${deploymentType}::pets-petsearch`,
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::pets-petsearch",
      "pods without credentials for good",
    ],
    [
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::pets-petsearch",
      "aws:iam/rolePolicy:RolePolicy::pets-petsearch",
      "pods with a role that may do nothing yet",
    ],
    [`${deploymentType}::pets-petsite`, "pets-coredns", "nginx that finds no name"],
    [
      `${deploymentType}::pets-petsite`,
      "kubernetes:core/v1:Service::pets-petfood",
      "nginx that finds no name",
    ],
    [
      `${deploymentType}::pets-petsite`,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::pets-default-deny",
      "pods that run unprotected",
    ],
    [
      `${deploymentType}::pets-petsite`,
      "pets-kubernetes",
      "resources in whatever cluster the kubeconfig names",
    ],
    [`${deploymentType}::pets-petsite`, "pets-nodes-2", "a destroy that takes nodes away under pods"],
    ["kubernetes:core/v1:Namespace::pets-petsite", "pets-cluster", "a destroy that takes the API away first"],
  ] as const;
  for (const [later, earlier, failure] of orders) {
    it(`${later} waits for ${earlier}, or: ${failure}`, async () => {
      const { registrations } = await defaultPets();
      assert.ok(waitsFor(registrations, later, earlier));
    });
  }

  it("makes Pulumi wait for no Service: it would wait for pods that wait for it", async () => {
    const { registrations } = await defaultPets();
    const services = registrations.filter((each) => each.inputs.kind === "Service");
    assert.equal(services.length, 6);
    for (const { inputs } of services) {
      assert.deepEqual((inputs.metadata as Values).annotations, { "pulumi.com/skipAwait": "true" });
    }
  });

  it("applies every Kubernetes resource through the cluster's own provider", async () => {
    const { registrations } = await defaultPets();
    const provider = one(registrations, "pulumi:providers:kubernetes");
    const resources = registrations.filter((each) => each.type.startsWith("kubernetes:"));
    for (const each of resources)
      assert.equal(each.provider, `${provider.urn}::pets-kubernetes-id`, each.name);
    assert.ok(resources.length > 30);
  });

  it("gives the password of a database to pods by a secret, and shows it nowhere in plain text", async () => {
    const { registrations } = await deployPets({ database: { kind: "rds", password } });
    const text = JSON.stringify(registrations.map(({ inputs }) => withoutSecrets(inputs)));
    assert.ok(!text.includes(password), "the password is in a plain input");
    const deployment = one(registrations, deploymentType, "pets-petlistadoptions");
    assert.ok(
      waitsFor(
        registrations,
        `${deploymentType}::pets-petlistadoptions`,
        "kubernetes:core/v1:Secret::pets-petdatabase",
      ),
    );
    const variable = (containersOf(deployment)[1]!.env as Values[]).find(
      (each) => each.name === "PGPASSWORD",
    );
    assert.equal(((variable!.valueFrom as Values).secretKeyRef as Values).key, "password");
    // Pulumi names it, so that another password is another secret and the pods start anew.
    const secret = one(registrations, "kubernetes:core/v1:Secret", "pets-petdatabase");
    assert.equal((secret.inputs.metadata as Values).name, undefined);
  });
});

/** Inputs without what is marked as a secret. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return "[marked]";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}
