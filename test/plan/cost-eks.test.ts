import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { renderText } from "../../plan/index.ts";
import { planOf } from "./analyse.ts";
import { kubeOf, template } from "./eks-site.ts";
import type { Program } from "./simulate.ts";

/** What, count, amount and state of every item. */
function items(program: (p: Program) => void, region?: string): unknown[] {
  return planOf(program, region).cost.items.map(({ what, count, monthly, state }) => [
    what,
    count,
    monthly,
    state,
  ]);
}

const cluster = (p: Program, name: string, inputs: Values = {}) =>
  p.resource("aws:eks/cluster:Cluster", name, inputs);

describe("what an EKS cluster starts to cost", () => {
  it("is six times as much once its version is out of standard support on every day since the days were read", () => {
    const program = (p: Program) => {
      cluster(p, "new", { version: "1.35" });
      cluster(p, "old", { version: "1.33" });
      cluster(p, "ended", { version: "1.30" });
      cluster(p, "upgraded", { upgradePolicy: { supportType: "STANDARD" }, version: "1.33" });
      p.resource("aws:eks/cluster:Cluster", "theirs", { version: "1.33" }, { read: "theirs" });
    };
    assert.deepEqual(items(program), [
      ["EKS control planes", 2, 146, "priced"],
      ["EKS control planes in extended support", 2, 876, "priced"],
    ]);
    const { cost } = planOf(program);
    assert.deepEqual(
      cost.items.map(({ price }) => price?.amount),
      [0.1, 0.6],
    );
    assert.deepEqual(cost.leavesOut.slice(1), [
      "From 2027-03-27 Kubernetes 1.35 is in extended support: new then costs $438.00 a month instead of $73.00.",
    ]);
  });

  it("names the day of extended support for each version, and says where none is known", () => {
    const later = (inputs: Values) => planOf((p) => cluster(p, "c", inputs)).cost.leavesOut[1];
    assert.equal(
      later({ version: "1.34" }),
      "From 2026-12-02 Kubernetes 1.34 is in extended support: c then costs $438.00 a month instead of $73.00.",
    );
    assert.equal(
      later({ version: "1.99" }),
      "Counted at standard support: c, of version 1.99; extended support costs six times as much.",
    );
    assert.equal(
      later({}),
      "Counted at standard support: c, of a version not in the program; extended support costs six times as much.",
    );
    assert.equal(later({ upgradePolicy: { supportType: "STANDARD" }, version: "1.35" }), undefined);
  });

  it("is by use for logs, Auto Mode's nodes and what claims ask for, and counts balancers of Services", () => {
    const program = (p: Program) => {
      cluster(p, "c", { computeConfig: { enabled: true }, enabledClusterLogTypes: ["api"], version: "1.33" });
      const kube = kubeOf(p);
      kube("Service", "open", { spec: { type: "LoadBalancer" } });
      kube("Service", "inner", { spec: {} });
      const volumeClaimTemplates = [{ metadata: { name: "data" } }];
      kube("StatefulSet", "db", { spec: { template: template("db"), volumeClaimTemplates } });
      kube("StatefulSet", "stateless", { spec: { template: template("x") } });
    };
    assert.deepEqual(items(program), [
      ["EKS control planes in extended support", 1, 438, "priced"],
      ["EKS control-plane logs, by data taken in and kept", 1, undefined, "by use"],
      ["EKS Auto Mode nodes, by instance with a fee on top", 1, undefined, "by use"],
      ["Load balancers that Services ask for", 1, 17.74, "priced"],
      ["Volumes that claims in the cluster ask for, by size", 1, undefined, "by use"],
    ]);
  });

  it("counts databases by class and engine, twice with a standby, and guesses no price", () => {
    const program = (p: Program) => {
      const instance = (name: string, inputs: Values) =>
        p.resource("aws:rds/instance:Instance", name, inputs);
      const small = { engine: "postgres", instanceClass: "db.t4g.micro" };
      instance("one", { ...small, allocatedStorage: 20, storageType: "gp3" });
      instance("two", { ...small, allocatedStorage: 50, multiAz: true, storageType: "gp3" });
      instance("bare", {});
      p.resource("aws:rds/cluster:Cluster", "aurora", { engine: "aurora-postgresql" });
      p.resource("aws:rds/clusterInstance:ClusterInstance", "member", {
        engine: "aurora-postgresql",
        instanceClass: "db.t4g.medium",
      });
      p.resource("aws:dynamodb/table:Table", "used", { billingMode: "PAY_PER_REQUEST" });
      p.resource("aws:dynamodb/table:Table", "reserved", {});
      p.resource("aws:sqs/queue:Queue", "queue", {});
      p.resource("aws:secretsmanager/secret:Secret", "secret", {});
    };
    const rest = [
      ["Aurora storage, by data and requests", 1, undefined, "by use"],
      ["DynamoDB tables with capacity of their own", 1, undefined, "price unknown"],
      ["DynamoDB tables, by data and requests", 1, undefined, "by use"],
      ["SQS queues, by request", 1, undefined, "by use"],
      ["Secrets Manager secrets, by secret and request", 1, undefined, "by use"],
    ];
    assert.deepEqual(items(program), [
      ["RDS aurora-postgresql db.t4g.medium", 1, 82.49, "priced"],
      ["RDS engine not given class not given", 1, undefined, "price unknown"],
      ["RDS postgres db.t4g.micro", 3, undefined, "price unknown"],
      ["RDS storage gp3", 120, undefined, "price unknown"],
      ["RDS storage type not given", undefined, undefined, "price unknown"],
      ...rest,
    ]);
    assert.deepEqual(items(program, "us-east-1").slice(2, 4), [
      ["RDS postgres db.t4g.micro", 3, 35.04, "priced"],
      ["RDS storage gp3", 120, 13.8, "priced"],
    ]);
  });

  it("is shown with the page and the date of each price", () => {
    const text = renderText(
      planOf((p) => cluster(p, "old", { version: "1.33" })),
      { verbose: true },
    );
    assert.ok(
      text.includes(
        "  - EKS control planes in extended support: $0.60 per hour, Amazon EKS pricing, Region: every\n" +
          "    Region; read in AWS containers blog, extended support, 2024-04",
      ),
    );
  });
});
