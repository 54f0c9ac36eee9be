import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import type { PetAdoptionClusterArgs } from "../../components/pet-adoption-cluster/index.ts";
import { manifestProblems } from "../support/manifest-schema.ts";
import { deployPets, images, password } from "../support/pet-adoption.ts";

const cases: Record<string, PetAdoptionClusterArgs> = {
  "the simulated workload": {},
  "the full workload": { workload: "full", images, database: { password } },
  "Auto Mode": { compute: "autoMode" },
  "an ingress and a database outside": {
    ingress: { allowedCidrs: ["0.0.0.0/0"] },
    database: { kind: "rds", password },
  },
};

async function manifests(args: PetAdoptionClusterArgs): Promise<Values[]> {
  const { registrations } = await deployPets(args);
  return registrations
    .filter((each) => each.type.startsWith("kubernetes:"))
    .map((each) => plain(each.inputs) as Values);
}

/** The manifest as it reaches Kubernetes, without Pulumi's mark around a secret. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return (value as Values).value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

describe("PetAdoptionCluster's manifests", () => {
  for (const [title, args] of Object.entries(cases)) {
    it(`fit the OpenAPI document of Kubernetes, for ${title}, or the API refuses or silently drops fields`, async () => {
      const all = await manifests(args);
      assert.ok(all.length > 20);
      for (const manifest of all) {
        assert.deepEqual(
          manifestProblems(manifest),
          [],
          `${manifest.kind as string} ${JSON.stringify(manifest.metadata)}`,
        );
      }
    });
  }

  it("would not fit with a field of a wrong type, a missing one or an unknown one", async () => {
    const all = await manifests({});
    const broken = (kind: string, change: (spec: Values) => void): string[] => {
      const manifest = structuredClone(all.find((each) => each.kind === kind)!);
      change(manifest.spec as Values);
      return manifestProblems(manifest);
    };
    assert.deepEqual(
      broken("Deployment", (spec) => (spec.replicas = "2")),
      ["type /spec/replicas"],
    );
    assert.deepEqual(
      broken("Deployment", (spec) => delete spec.selector),
      ["required /spec"],
    );
    assert.deepEqual(
      broken("Deployment", (spec) => (spec.replica = 2)),
      ["unknown /spec/replica"],
    );
    assert.deepEqual(
      broken("Service", (spec) => ((spec.ports as Values[])[0]!.target = 1)),
      ["unknown /spec/ports/0/target"],
    );
    assert.deepEqual(manifestProblems({ apiVersion: "v2", kind: "Pod" }), ["no schema for v2 Pod"]);
  });
});
