import assert from "node:assert/strict";
import type { PetAdoptionClusterArgs, PetEdge } from "../../components/pet-adoption-cluster/index.ts";
import { petEdges } from "../../components/pet-adoption-cluster/edges.ts";
import { DestinationCategory } from "../../components/nfm/index.ts";
import { defaultPets, deployPets, password } from "../support/pet-adoption.ts";
import { seenFlows } from "../support/pet-load.ts";
import { sortEdges } from "../support/pet-topology.ts";

const shapes = (edges: PetEdge[]) =>
  sortEdges(edges.map(({ from, to, port, targetPort, flows }) => ({ from, to, port, targetPort, flows })));

const options = {
  workload: "simulated",
  egress: "nat",
  database: "inCluster",
  ingress: false,
  privateUpdater: true,
  load: true,
} as const;

describe("petEdges", () => {
  it("is the table of the simulated workload, word for word, or plan, diagram and monitors show another topology", () => {
    const rows = petEdges(options).map(
      (edge) =>
        `${edge.from} > ${edge.to} ${String(edge.port)}:${String(edge.targetPort)} ${edge.categories.join("+")}`,
    );
    assert.deepEqual(rows, [
      "payforadoption > dynamodb 443:443 AMAZON_DYNAMODB",
      "payforadoption > petdatabase 5432:5432 INTER_AZ+INTRA_AZ",
      "payforadoption > petsearch 80:8080 INTER_AZ+INTRA_AZ",
      "petfood > dynamodb 443:443 AMAZON_DYNAMODB",
      "petlistadoptions > petdatabase 5432:5432 INTER_AZ+INTRA_AZ",
      "petlistadoptions > petsearch 80:8080 INTER_AZ+INTRA_AZ",
      "petsearch > dynamodb 443:443 AMAZON_DYNAMODB",
      "petsite > payforadoption 80:8080 INTER_AZ+INTRA_AZ",
      "petsite > petfood 80:8080 INTER_AZ+INTRA_AZ",
      "petsite > petlistadoptions 80:8080 INTER_AZ+INTRA_AZ",
      "petsite > petsearch 80:8080 INTER_AZ+INTRA_AZ",
      "petsite > ssm 443:443 UNCLASSIFIED",
      "s3client > s3 443:443 AMAZON_S3",
      "trafficgenerator > petsite 80:8080 INTER_AZ+INTRA_AZ",
    ]);
  });

  it("shows every category that flows within a Region can have, so that the map has something of each", () => {
    const seen = new Set(petEdges(options).flatMap((edge) => edge.categories));
    const { IntraAz, InterAz, AmazonS3, AmazonDynamoDb, Unclassified } = DestinationCategory;
    assert.deepEqual([...seen].sort(), [AmazonDynamoDb, AmazonS3, InterAz, IntraAz, Unclassified].sort());
  });

  it("counts services behind interface endpoints as neighbours, since their addresses are the VPC's", () => {
    const ssm = petEdges({ ...options, egress: "endpoints" }).find((edge) => edge.to === "ssm");
    assert.deepEqual(ssm?.categories, ["INTER_AZ", "INTRA_AZ"]);
  });

  it("adds for the workshop's images what only they call, and nothing to the internet where there is none", () => {
    const full = { ...options, workload: "full", database: "rds" } as const;
    const simulated = new Set(
      petEdges({ ...options, database: "rds" }).map((edge) => `${edge.from} ${edge.to}`),
    );
    const added = petEdges(full)
      .map((edge) => `${edge.from} ${edge.to}`)
      .filter((edge) => !simulated.has(edge));
    assert.deepEqual(added, [
      "payforadoption execute-api",
      "payforadoption internet",
      "payforadoption secretsmanager",
      "payforadoption sqs",
      "payforadoption ssm",
      "petfood events",
      "petfood ssm",
      "petlistadoptions secretsmanager",
      "petschema database",
      "petsearch ssm",
    ]);
    const isolated = petEdges({ ...full, egress: "endpoints" });
    assert.deepEqual(
      isolated.filter((edge) => edge.target === "internet"),
      [],
    );
  });

  it("says that nothing flows while the load is off, but for what visitors of an ingress make, and health checks", () => {
    const rows = (more: object) =>
      petEdges({ ...options, load: false, ...more }).map(({ from, to, flows }) => `${from} > ${to} ${flows}`);
    const among = (found: string[], flows: string) =>
      found.filter((each) => each.endsWith(` ${flows}`)).map((each) => each.slice(0, -flows.length - 1));
    assert.deepEqual(among(rows({}), "off").length, rows({}).length);
    const visited = rows({ ingress: true });
    assert.deepEqual(among(visited, "always"), ["loadbalancer > petsite"]);
    assert.deepEqual(among(visited, "visits"), [
      "payforadoption > petsearch",
      "petlistadoptions > petsearch",
      "petsite > payforadoption",
      "petsite > petfood",
      "petsite > petlistadoptions",
      "petsite > petsearch",
    ]);
    // The workshop's services are one with what they call, so visitors make all of it but what is ours.
    const full = { workload: "full", database: "rds" };
    assert.deepEqual(among(rows(full), "once"), ["petschema > database"]);
    assert.deepEqual(among(rows(full), "off").length, rows(full).length - 1);
    const visitedFull = rows({ ...full, ingress: true });
    assert.deepEqual(among(visitedFull, "off"), ["s3client > s3", "trafficgenerator > petsite"]);
    assert.deepEqual(among(visitedFull, "visits").length, visitedFull.length - 4);
  });

  it("keeps its flows without a way to the internet: payforadoption waits for amazon.com and goes on without", () => {
    const isolated = petEdges({ ...options, workload: "full", database: "rds", egress: "endpoints" });
    assert.deepEqual([...new Set(isolated.map(({ flows }) => flows))].sort(), ["always", "once"]);
    assert.ok(isolated.some(({ from, to }) => from === "payforadoption" && to === "sqs"));
  });

  it("has no edge twice", () => {
    for (const workload of ["simulated", "full"] as const) {
      for (const privateUpdater of [true, false]) {
        const edges = petEdges({ ...options, workload, database: "rds", ingress: true, privateUpdater });
        const keys = edges.map((edge) => `${edge.from} ${edge.to} ${String(edge.port)}`);
        assert.equal(new Set(keys).size, keys.length);
      }
    }
  });
});

describe("PetAdoptionCluster's edges", () => {
  const cases: Record<string, PetAdoptionClusterArgs> = {
    "by default": {},
    "with a database in RDS": { database: { kind: "rds", password } },
    "with a database in Aurora": { database: { kind: "aurora", password } },
    "without traffic": { loadRoundsPerMinute: 0 },
    "without traffic and with a database in RDS": {
      loadRoundsPerMinute: 0,
      database: { kind: "rds", password },
    },
    "without traffic and with an ingress": {
      loadRoundsPerMinute: 0,
      ingress: { allowedCidrs: ["0.0.0.0/0"] },
    },
    "with Auto Mode": { compute: "autoMode" },
    "without a way to the internet": { network: { egress: "endpoints" }, imageRegistry: "mirror.example/x" },
    "with an ingress": { ingress: { allowedCidrs: ["0.0.0.0/0"] } },
    "in another namespace": { namespace: "pets" },
  };
  for (const [title, args] of Object.entries(cases)) {
    it(`are what the planned Kubernetes resources do, ${title}, or the table promises flows that never come`, async () => {
      const { registrations, result } = await deployPets(args);
      assert.deepEqual(seenFlows(registrations), shapes(result.edges));
    });
  }

  it("differ from the resources as soon as one call is missing or added, so the comparison can fail", async () => {
    const { registrations, result } = await defaultPets();
    const seen = seenFlows(registrations);
    assert.notDeepEqual(seen.slice(1), shapes(result.edges));
    const without = registrations.filter((each) => each.name !== "pets-s3client");
    assert.notDeepEqual(seenFlows(without), shapes(result.edges));
    const traffic = registrations.filter((each) => each.name !== "pets-trafficgenerator");
    assert.deepEqual(seenFlows(traffic).find(({ to }) => to === "petsearch")?.flows, "off");
  });
});
