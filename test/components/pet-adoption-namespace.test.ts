import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import type { PetAdoptionClusterArgs } from "../../components/pet-adoption-cluster/index.ts";
import type { Registration } from "../support/deploy.ts";
import { deployPets, images, password, waitsFor } from "../support/pet-adoption.ts";

const keyOf = ({ type, name }: Registration) => `${type}::${name}`;
const metadataOf = ({ inputs }: Registration) => (inputs.metadata ?? {}) as Record<string, string>;
const podOf = ({ inputs }: Registration) => ((inputs.spec as Values).template as Values).spec as Values;

/** Names of the ConfigMaps and Secrets that a pod mounts or reads. */
function namedBy(pod: Registration): string[] {
  const found = JSON.stringify(podOf(pod)).matchAll(/"(?:configMap|secretKeyRef)":\{"name":"([^"]+)"/g);
  return [...new Set([...found].map(([, name = ""]) => name))];
}

const cases: Record<string, PetAdoptionClusterArgs> = {
  simulated: {},
  "simulated, with a database outside": { database: { kind: "rds", password } },
  full: { workload: "full", images, database: { password } },
};

for (const [title, args] of Object.entries(cases)) {
  describe(`the namespace of PetAdoptionCluster's workload (${title})`, () => {
    let registrations: Registration[];
    before(async () => {
      ({ registrations } = await deployPets(args));
    });

    const ofKind = (kind: string) => registrations.filter((each) => each.inputs.kind === kind);
    const pods = () => [...ofKind("Deployment"), ...ofKind("Job")];
    const assertOrder = (later: Registration, earlier: Registration) => {
      const message = `${keyOf(later)} does not wait for ${keyOf(earlier)}`;
      assert.ok(waitsFor(registrations, keyOf(later), keyOf(earlier)), message);
    };

    it("is there before all that is in it, or the API refuses that", () => {
      const [namespace] = ofKind("Namespace");
      const inside = registrations.filter((each) => metadataOf(each).namespace === "petsite");
      assert.ok(inside.length > 30);
      for (const each of inside) assertOrder(each, namespace!);
    });

    it("has its policies before any pod, which would run unprotected", () => {
      for (const pod of pods()) for (const policy of ofKind("NetworkPolicy")) assertOrder(pod, policy);
    });

    it("has what a pod names before that pod, which would not start until it comes", () => {
      assert.ok(pods().flatMap(namedBy).length > 0);
      for (const pod of pods()) {
        const { serviceAccountName } = podOf(pod);
        const account = ofKind("ServiceAccount").find((each) => metadataOf(each).name === serviceAccountName);
        assertOrder(pod, account!);
        for (const name of namedBy(pod)) {
          const named = [...ofKind("ConfigMap"), ...ofKind("Secret")];
          assertOrder(
            pod,
            named.find((each) => metadataOf(each).name === name)!,
          );
        }
      }
    });

    it("has its Services before any pod, which would find no name and give up", () => {
      for (const pod of pods()) for (const service of ofKind("Service")) assertOrder(pod, service);
    });
  });
}
