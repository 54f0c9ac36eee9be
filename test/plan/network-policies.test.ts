import assert from "node:assert/strict";
import fc from "fast-check";
import type { Value, Values } from "../../engine/values.ts";
import { planOf } from "./analyse.ts";
import { app, env, kubeOf, template, type Kube } from "./eks-site.ts";

const to = (name: string): Values => ({ podSelector: { matchLabels: { app: name } } });
const tcp = (port: Value): Values => ({ port, protocol: "TCP" });

function policy(kube: Kube, name: string, spec: Values, namespace = "shop"): void {
  kube("NetworkPolicy", name, { spec }, namespace);
}

/** Calls of a program with a caller `site`, and the called `cart` and `till`, each behind a Service 80 > 8080. */
function calls(
  policies: (kube: Kube) => void,
  variables: Record<string, Value> = { CART: "http://cart/" },
): string[] {
  const { flows = [] } = planOf((p) => {
    const kube = kubeOf(p);
    app(kube, "cart");
    app(kube, "till");
    kube("Namespace", "shop", { metadata: { labels: { team: "red" }, name: "shop" } });
    const container = env(variables);
    kube("Deployment", "site", { spec: { template: template("site", container) } });
    policies(kube);
  });
  return flows.map(({ from, to: end, port, state, reason, shownBy }) =>
    [`${from.name} > ${end.name} ${port ?? "?"} ${state}`, reason ?? shownBy.join("; ")].join(": "),
  );
}

const open = ["site > cart 80 open: env CART"];
const shut = (...names: string[]) => {
  const by = names.length === 1 ? `NetworkPolicy ${names[0]} does` : `NetworkPolicies ${names.join(", ")} do`;
  return [`site > cart 80 closed: ${by} not let it through`];
};

describe("network policies", () => {
  it("close what a program configures, from either end, unless one of them lets it through", () => {
    const site = { podSelector: { matchLabels: { app: "site" } }, policyTypes: ["Egress"] };
    assert.deepEqual(
      calls((kube) => policy(kube, "deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] })),
      shut("deny"),
    );
    assert.deepEqual(
      calls((kube) => policy(kube, "in", { podSelector: { matchLabels: { app: "cart" } } })),
      shut("in"),
    );
    assert.deepEqual(
      calls((kube) => {
        policy(kube, "deny", { podSelector: {}, policyTypes: ["Egress"] });
        policy(kube, "out", { ...site, egress: [{ ports: [tcp(443)] }] });
      }),
      shut("deny", "out"),
    );
    assert.deepEqual(
      calls((kube) => {
        policy(kube, "deny", { podSelector: {}, policyTypes: ["Egress"] });
        policy(kube, "out", { ...site, egress: [{ ports: [tcp(8080)] }] });
      }),
      open,
    );
  });

  it("select by labels, expressions, namespaces, ranges and ports as Kubernetes does", () => {
    const egress = (rule: Values) =>
      calls((kube) => policy(kube, "p", { egress: [rule], podSelector: {}, policyTypes: ["Egress"] }));
    const expression = (key: string, operator: string, values: string[] = []) => ({
      to: [{ podSelector: { matchExpressions: [{ key, operator, values }] } }],
    });
    const lets: Values[] = [
      {},
      { to: [{ podSelector: {} }] },
      expression("app", "In", ["cart", "x"]),
      expression("app", "NotIn", ["x"]),
      expression("app", "Exists"),
      expression("tier", "DoesNotExist"),
      { to: [{ namespaceSelector: { matchLabels: { team: "red" } } }] },
      {
        to: [
          { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } }, podSelector: {} },
        ],
      },
      { to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] },
      { ports: [{ endPort: 9000, port: 8000 }] },
      { ports: [tcp("web")] },
      { ports: [tcp(80)] },
    ];
    const not: Values[] = [
      expression("app", "In", ["x"]),
      expression("app", "NotIn", ["cart"]),
      expression("tier", "Exists"),
      expression("app", "DoesNotExist"),
      { to: [to("other")] },
      { to: [{ namespaceSelector: { matchLabels: { team: "blue" } } }] },
      { ports: [{ port: 8080, protocol: "UDP" }] },
      { ports: [{ endPort: 8079, port: 8000 }] },
      { ports: [tcp(443)] },
    ];
    for (const rule of lets)
      assert.equal(egress(rule)[0]?.split(":")[0], "site > cart 80 open", JSON.stringify(rule));
    for (const rule of not) assert.deepEqual(egress(rule), shut("p"), JSON.stringify(rule));
  });

  it("of another namespace, or for the other direction, close nothing", () => {
    assert.deepEqual(
      calls((kube) => {
        policy(kube, "far", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }, "elsewhere");
        policy(kube, "in", { podSelector: { matchLabels: { app: "site" } } });
        policy(kube, "out", {
          egress: [],
          podSelector: { matchLabels: { app: "cart" } },
          policyTypes: ["Egress"],
        });
      }),
      open,
    );
  });

  it("keep pods from AWS and the Internet where no rule names a range or everybody", () => {
    const outside = (rule: Values) =>
      calls((kube) => policy(kube, "p", { egress: [rule], podSelector: {} }), { URL: "https://example.org" });
    assert.deepEqual(outside({ to: [to("cart")] }), [
      "site > example.org 443 closed: NetworkPolicy p does not let it through",
    ]);
    assert.deepEqual(outside({ ports: [tcp(443)], to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }), [
      "site > example.org 443 unknown: the nodes are not in this program",
    ]);
  });

  it("show calls by themselves when they name both ends and a port, with the Service's port", () => {
    const named = calls((kube) => {
      const egress: Values[] = [
        { ports: [tcp(8080), { port: 53, protocol: "UDP" }, tcp(53)], to: [to("till"), to("site")] },
        { ports: [tcp(5432)], to: [{ ipBlock: { cidr: "10.9.0.0/24" } }] },
        {
          ports: [tcp(443)],
          to: [{ ipBlock: { cidr: "0.0.0.0/0" } }, { ipBlock: { cidr: "169.254.1.1/32" } }],
        },
        { ports: [tcp(9999)], to: [{ podSelector: {} }] },
        { to: [to("cart")] },
      ];
      policy(kube, "site", {
        egress,
        podSelector: { matchLabels: { app: "site" } },
        policyTypes: ["Egress"],
      });
      const ingress = [{ from: [to("till")], ports: [tcp(8080)] }];
      policy(kube, "cart", { ingress, podSelector: { matchLabels: { app: "cart" } } });
    }, {});
    assert.deepEqual(named, [
      "site > 10.9.0.0/24 5432 unknown: where that is, is not in this program",
      "site > till 80 open: NetworkPolicy site",
      "till > cart 80 open: NetworkPolicy cart",
    ]);
  });

  it("show no call that the other end refuses", () => {
    const named = calls((kube) => {
      const egress = [{ ports: [tcp(8080)], to: [to("till")] }];
      policy(kube, "site", {
        egress,
        podSelector: { matchLabels: { app: "site" } },
        policyTypes: ["Egress"],
      });
      policy(kube, "till", { ingress: [], podSelector: { matchLabels: { app: "till" } } });
    }, {});
    assert.deepEqual(named, []);
  });

  it("never close more when a rule that lets everything through is added", () => {
    const rules = fc.record({
      ports: fc.array(fc.constantFrom(tcp(80), tcp(443), tcp("web")), { maxLength: 2 }),
      to: fc.array(fc.constantFrom(to("cart"), to("till"), { ipBlock: { cidr: "0.0.0.0/0" } }), {
        maxLength: 2,
      }),
    });
    const types = fc.constantFrom<Value[]>(["Egress"], ["Ingress", "Egress"]);
    fc.assert(
      fc.property(fc.array(rules, { maxLength: 3 }), types, (egress, policyTypes) => {
        const everything = { egress: [...egress, {}], ingress: [{}], podSelector: {}, policyTypes };
        const found = calls((kube) => policy(kube, "p", everything));
        assert.ok(found.some((call) => call.startsWith("site > cart 80 open")));
      }),
      { numRuns: 60 },
    );
  });
});
