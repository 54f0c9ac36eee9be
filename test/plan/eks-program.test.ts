import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { RunResult } from "../../engine/types.ts";
import { findLeaks, makePlan, type Plan } from "../../plan/index.ts";
import type { Flow } from "../../plan/flows.ts";
import { bagOf, bagsOf, stringOf, type PlanValue } from "../../plan/value.ts";
import { runFolder } from "../support/run-program.ts";

const folder = fileURLToPath(new URL("eks-program", import.meta.url));

/** One row of a table: who, whom, at which port, in which categories; those of what does not flow are not compared. */
function row(
  [from, to, port, targetPort]: readonly [unknown, unknown, unknown, unknown],
  categories: string[],
  isOff: boolean,
): string {
  const call = `${String(from)} > ${String(to)} ${String(port)}:${String(targetPort)}`;
  return `${call} ${isOff ? "off" : categories.join("+")}`;
}

describe("the plan of a program with clusters of every shape", function () {
  this.timeout(120_000);
  let plan: Plan;
  let update: RunResult;

  before(async () => {
    const [preview, updated] = await Promise.all([runFolder(folder, "preview"), runFolder(folder, "update")]);
    update = updated;
    assert.deepEqual([preview.outcome, update.outcome], ["succeeded", "succeeded"]);
    plan = makePlan(preview, update, {
      project: "pets",
      stack: "test",
      region: "ap-northeast-1",
      directory: folder,
    });
  });

  /** The `app` label of the pods behind a label of the plan. */
  const appOf = (label: string | undefined) => {
    const spec = bagOf(plan.resources.find((each) => each.label === label)?.inputs.spec);
    return stringOf(bagOf(bagOf(bagOf(spec?.template)?.metadata)?.labels)?.app);
  };
  const seen = (cluster: string) =>
    (plan.flows ?? [])
      .filter((flow) => flow.cluster === `${cluster}-cluster-eksCluster`)
      .map((flow: Flow) => {
        const from = flow.from.kind === "pods" ? appOf(flow.from.label) : "loadbalancer";
        const to = flow.to.kind === "pods" ? appOf(flow.to.label) : flow.to.name;
        const ends = flow.to.kind === "database" ? "database" : to;
        const ports = [flow.port, flow.targetPort ?? flow.port] as const;
        return row([from, ends, ...ports], flow.categories, flow.state === "off");
      })
      .sort();
  /** The table that the component itself gives as an output. */
  const table = (cluster: string) =>
    bagsOf(bagOf(plan.outputs.edges)?.[cluster])
      .map(({ from, to, port, targetPort, categories, flows }) =>
        row([from, to, port, targetPort], (categories as PlanValue[]).map(String), flows === "off"),
      )
      .sort();

  for (const cluster of ["pets", "walled", "old", "visited"]) {
    it(`derives from the resources of ${cluster} the calls that its maker had in mind, categories too`, () => {
      assert.ok(table(cluster).length > 10);
      assert.deepEqual(seen(cluster), table(cluster));
    });
  }

  it("says of a cluster whose load is off what rests, and why, or the plan promises flows that never come", () => {
    const resting = (cluster: string) =>
      (plan.flows ?? [])
        .filter((flow) => flow.cluster === `${cluster}-cluster-eksCluster` && flow.state === "off")
        .map(({ from, to, reason }) => `${from.name} > ${to.name}: ${reason ?? ""}`)
        .sort();
    const site = "petsite-frontend-dotnet";
    const clients = [
      "payforadoption > dynamodb: at rest while PAUSE_SECONDS is 0",
      "petfood > dynamodb: at rest while PAUSE_SECONDS is 0",
      "petsearch > dynamodb: at rest while PAUSE_SECONDS is 0",
      `${site} > ssm: at rest while PAUSE_SECONDS is 0`,
      "s3client > s3: at rest while PAUSE_SECONDS is 0",
      `trafficgenerator > ${site}: at rest while PAUSE_SECONDS is 0`,
    ];
    const databases = (name: string) =>
      ["payforadoption", "petlistadoptions"].map(
        (from) => `${from} > ${name}: at rest while PAUSE_SECONDS is 0`,
      );
    const passedOn = [
      ...["payforadoption", "petlistadoptions"].map(
        (by) => `${by} > petsearch: at rest while nothing calls ${by}`,
      ),
      ...["payforadoption", "petfood", "petlistadoptions", "petsearch"].map(
        (to) => `${site} > ${to}: at rest while nothing calls ${site}`,
      ),
    ];
    assert.deepEqual(resting("pets"), []);
    assert.deepEqual(resting("old"), [...clients, ...databases("old-database"), ...passedOn].sort());
    assert.deepEqual(resting("visited"), [...clients, ...databases("petdatabase")].sort());
  });

  it("derives of the workshop's images all but what they call without being told", () => {
    const found = new Set(seen("full"));
    const missed = table("full").filter((call) => !found.has(call));
    assert.deepEqual(missed, ["payforadoption > internet 443:443 UNCLASSIFIED"]);
    assert.equal(found.size, table("full").length - missed.length);
  });

  it("says of every cluster where its nodes are and how long its version is supported", () => {
    const clusters = (plan.watch.clusters ?? []).map(({ label, version, support, nodes, namespaces }) => [
      label,
      version,
      support?.state,
      nodes.map(({ zones, count }) => `${count ?? "?"} in ${zones.join(", ")}`),
      namespaces,
    ]);
    const zones = ["1 in ap-northeast-1a", "1 in ap-northeast-1c"];
    const later = "standard or extended";
    assert.deepEqual(clusters, [
      ["full-cluster-eksCluster", "1.35", later, zones, ["petsite"]],
      ["old-cluster-eksCluster", "1.33", "extended", zones, ["animals"]],
      ["pets-cluster-eksCluster", "1.35", later, zones, ["petsite"]],
      ["visited-cluster-eksCluster", "1.35", later, zones, ["petsite"]],
      ["walled-cluster-eksCluster", "1.35", later, ["? in ap-northeast-1a, ap-northeast-1c"], ["petsite"]],
    ]);
  });

  it("sends from the nodes of the one cluster that has the agent", () => {
    assert.deepEqual(
      plan.watch.agents.map(({ state, podIdentity, hosts }) => [
        state,
        podIdentity,
        hosts.map(({ label, zones, mayPublish }) => `${label} ${String(zones)} ${mayPublish}`),
      ]),
      [
        [
          "sends",
          "pets-eks-pod-identity-agent",
          ["NodeGroup::pets-nodes-1 ap-northeast-1a yes", "NodeGroup::pets-nodes-2 ap-northeast-1c yes"],
        ],
      ],
    );
  });

  it("leaves no value of a resource without a word on where it comes from, and makes none up", () => {
    assert.ok(!JSON.stringify(plan.resources).includes('{"$computed":[]}'));
    assert.deepEqual(findLeaks(plan, update.generated), []);
    const proxy = plan.resources.find(({ label }) => label === "pets-cluster-kube-proxy");
    assert.equal(proxy?.inputs.addonVersion, "<newest version of kube-proxy for Kubernetes 1.35>");
  });

  it("validates against the published schema, and says what the machine needs", () => {
    const schema = JSON.parse(
      readFileSync(new URL("../../plan/schema.json", import.meta.url), "utf8"),
    ) as object;
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
    validate(JSON.parse(JSON.stringify(plan)));
    assert.deepEqual(validate.errors ?? [], []);
    assert.ok(
      plan.notes.includes(
        "The AWS CLI must be on the PATH, in previews too: eks:index:Cluster (full-cluster, old-cluster, " +
          "pets-cluster, visited-cluster, walled-cluster) runs `aws --version`, and its kubeconfig runs `aws eks get-token`. " +
          "This plan needs neither.",
      ),
    );
  });
});
