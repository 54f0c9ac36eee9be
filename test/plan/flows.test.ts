import assert from "node:assert/strict";
import type { Value, Values } from "../../engine/values.ts";
import { planOf } from "./analyse.ts";
import { app, env, kubeOf, template, type Kube } from "./eks-site.ts";
import type { Program } from "./simulate.ts";

/** The calls of a program's pods, one line each, with what shows them. */
function calls(program: (kube: Kube, p: Program) => void): string[] {
  const { flows = [] } = planOf((p) => program(kubeOf(p), p));
  return flows.map(({ from, to, port, targetPort, shownBy }) => {
    const ports = `${port ?? "?"}${targetPort === undefined ? "" : `>${targetPort}`}`;
    return `${from.name} > ${to.kind} ${to.name} ${ports}: ${shownBy.join("; ")}`;
  });
}

/** What one container with the given environment calls, where a Service `cart` listens at 80 for pods at 8080. */
function callsWith(variables: Record<string, Value>, container: Values = {}): string[] {
  return calls((kube) => {
    app(kube, "cart");
    kube("Deployment", "site", { spec: { template: template("site", { ...env(variables), ...container }) } });
  });
}

const toCart = (by: string) => `site > pods cart 80>8080: ${by}`;

describe("who calls whom", () => {
  it("is read from names of the cluster's DNS, in every length that resolves, and from no others", () => {
    for (const host of ["cart", "cart.shop", "cart.shop.svc", "cart.shop.svc.cluster.local"])
      assert.deepEqual(callsWith({ X: `http://${host}/api` }), [toCart("env X")], host);
    assert.deepEqual(callsWith({ X: "http://cart.other.svc/api" }), ["site > service cart 80: env X"]);
    for (const text of [
      "cart",
      "http://carts/",
      "http://localhost:80",
      "http://169.254.170.23/v1",
      "cart:8080x",
    ])
      assert.deepEqual(callsWith({ X: text }), [], text);
  });

  it("is read from pairs of host and port, and from hosts with the port in the variable beside", () => {
    assert.deepEqual(callsWith({ X: "cart:80,cart.shop:80" }), [toCart("env X")]);
    assert.deepEqual(callsWith({ CART_HOST: "cart", CART_PORT: "80" }), [toCart("env CART_HOST")]);
    assert.deepEqual(callsWith({ CART_HOST: "cart" }), [toCart("env CART_HOST")]);
    assert.deepEqual(callsWith({ CART_ADDR: "cart", CART_PORT: "9" }), ["site > pods cart 9: env CART_ADDR"]);
    assert.deepEqual(callsWith({ CART: "cart.shop.svc.cluster.local" }), [toCart("env CART")]);
  });

  it("takes the usual port of a URL's scheme, and the port that it names", () => {
    const databases = calls((kube) => {
      kube("Service", "db", { spec: { ports: [{ port: 5432 }], selector: { app: "db" } } });
      kube("StatefulSet", "db", { spec: { template: template("db") } });
      const variables = env({ A: "postgres://u:p@db/x", B: "jdbc:postgresql://db:5432/x" });
      kube("Deployment", "site", { spec: { template: template("site", variables) } });
    });
    assert.deepEqual(databases, ["site > pods db 5432: env A; env B"]);
  });

  it("is read from commands and arguments, with Kubernetes' variables in them", () => {
    const found = callsWith({ HOST: "cart" }, { args: ["$(HOST):80"], command: ["run", "--to"] });
    assert.deepEqual(found, [toCart("command; env HOST")]);
    assert.deepEqual(callsWith({}, { command: ["curl", "http://cart/"] }), [toCart("command")]);
    assert.deepEqual(callsWith({}, { command: ["sh", "-c", "curl http://${cart}/"] }), []);
  });

  it("is read from ConfigMaps that a container mounts or takes its environment from, but not from comments", () => {
    const found = calls((kube) => {
      app(kube, "cart");
      kube("ConfigMap", "files", {
        data: { a: "# see http://cart/\n// http://cart/\nnothing", b: "to http://cart/;" },
      });
      kube("ConfigMap", "plain", { data: { URL: "http://cart/", OTHER: "x" } });
      kube("ConfigMap", "unused", { data: { a: "http://cart/" } });
      const pod = (name: string, container: Values, spec: Values = {}) =>
        kube("Deployment", name, { spec: { template: template(name, container, spec) } });
      const mounts = { volumeMounts: [{ mountPath: "/x", name: "v" }] };
      pod("mounts", mounts, { volumes: [{ configMap: { name: "files" }, name: "v" }] });
      const sources: Values[] = [{ configMap: { name: "files" } }, { secret: { name: "s" } }];
      pod("projects", mounts, { volumes: [{ name: "v", projected: { sources } }] });
      pod("ignores", {}, { volumes: [{ configMap: { name: "files" }, name: "v" }] });
      pod("takes-all", { envFrom: [{ configMapRef: { name: "plain" } }] });
      const key = { configMapKeyRef: { key: "URL", name: "plain" } };
      pod("takes-one", { env: [{ name: "MINE", valueFrom: key }] });
      pod("takes-other", {
        env: [{ name: "MINE", valueFrom: { configMapKeyRef: { ...key.configMapKeyRef, key: "OTHER" } } }],
      });
    });
    assert.deepEqual(found, [
      "mounts > pods cart 80>8080: b of ConfigMap files",
      "projects > pods cart 80>8080: b of ConfigMap files",
      "takes-all > pods cart 80>8080: env URL",
      "takes-one > pods cart 80>8080: env MINE",
    ]);
  });

  it("follows names that Pulumi chooses, and other names for a host", () => {
    const found = calls((kube, p) => {
      kube("Deployment", "cart", { spec: { template: template("cart") } });
      const service = p.resource("kubernetes:core/v1:Service", "chosen", {
        kind: "Service",
        metadata: { namespace: "shop" },
        spec: { ports: [{ port: 80 }], selector: { app: "cart" } },
      });
      kube("Service", "alias", { spec: { externalName: "www.example.com", type: "ExternalName" } });
      const url = p.text(
        "http://",
        service.out("metadata.name", (token) => `chosen-${token}`),
        ".shop/x",
      );
      const variables = env({ A: url, B: "https://alias/" });
      kube("Deployment", "site", { spec: { template: template("site", variables) } });
    });
    assert.deepEqual(found, ["site > internet www.example.com 443: env B", "site > pods cart 80: env A"]);
  });

  it("has the ports of headless Services as clients name them, and named ports as the pods number them", () => {
    const found = calls((kube) => {
      const ports = [{ containerPort: 9000, name: "web" }];
      kube("StatefulSet", "db", { spec: { template: template("db", { ports }) } });
      const selector = { app: "db" };
      kube("Service", "db", { spec: { clusterIP: "None", ports: [{ port: 5432 }], selector } });
      kube("Service", "web", { spec: { ports: [{ port: 80, targetPort: "web" }], selector } });
      const variables = env({ A: "db-0.db.shop.svc:5433", B: "http://web/" });
      kube("Deployment", "site", { spec: { template: template("site", variables) } });
    });
    assert.deepEqual(found, ["site > pods db 5433: env A", "site > pods db 80>9000: env B"]);
  });

  it("comes from pods of every kind, once or on a schedule too, and from none that are switched off", () => {
    const { flows = [] } = planOf((p) => {
      const kube = kubeOf(p);
      app(kube, "cart");
      const inner = template("x", env({ URL: "http://cart/" }));
      const off = { replicas: 0, template: inner };
      kube("CronJob", "nightly", { spec: { jobTemplate: { spec: { template: inner } } } });
      kube("CronJob", "asleep", { spec: { jobTemplate: { spec: { template: inner } }, suspend: true } });
      kube("Job", "seed", { spec: { template: inner } });
      kube("DaemonSet", "every", { spec: { template: inner } });
      kube("Pod", "alone", { spec: inner.spec ?? null });
      kube("Rollout", "custom", { spec: { replicas: 3, template: inner } });
      kube("Deployment", "stopped", { spec: off });
      kube("Deployment", "first", {
        spec: {
          template: {
            spec: {
              containers: [{ name: "x" }],
              initContainers: [{ name: "i", ...env({ U: "http://cart/" }) }],
            },
          },
        },
      });
    });
    assert.deepEqual(
      flows.map(({ from, runs, state, reason }) => [from.name, runs, state, reason]),
      [
        ["alone", "always", "open", undefined],
        ["asleep", "on schedule", "off", "asleep has no pods"],
        ["custom", "always", "open", undefined],
        ["every", "always", "open", undefined],
        ["first", "always", "open", undefined],
        ["nightly", "on schedule", "open", undefined],
        ["seed", "once", "open", undefined],
        ["stopped", "always", "off", "stopped has no pods"],
      ],
    );
    assert.deepEqual(
      flows.filter(({ state }) => state === "off").map(({ categories }) => categories),
      [[], []],
    );
  });

  it("does not count calls to oneself, and shows public hosts only where somebody would follow them", () => {
    const found = calls((kube) => {
      app(kube, "site", env({ SELF: "http://site/", OUT: "https://api.example.org:8443/x", TEXT: "a.b.c" }));
      kube("ConfigMap", "f", { data: { x: "https://docs.example.org" } });
    });
    assert.deepEqual(found, ["site > internet api.example.org 8443: env OUT"]);
  });

  it("comes through load balancers of Services, Ingresses, bindings and AWS's target groups", () => {
    const found = calls((kube, p) => {
      kube("Deployment", "site", { spec: { template: template("site") } });
      const spec = (type: string, more: Values = {}) => ({
        spec: { ports: [{ port: 80, targetPort: 8080, ...more }], selector: { app: "site" }, type },
      });
      kube("Service", "balanced", spec("LoadBalancer"));
      kube("Service", "noded", spec("NodePort", { name: "web", nodePort: 30080 }));
      const backend = { service: { name: "noded", port: { number: 80 } } };
      kube("Ingress", "by-number", { spec: { defaultBackend: backend } });
      const named = { service: { name: "noded", port: { name: "web" } } };
      kube("Ingress", "by-name", { spec: { rules: [{ http: { paths: [{ backend: named }] } }] } });
      kube("TargetGroupBinding", "binding", { spec: { serviceRef: { name: "noded", port: 80 } } });
      const group = p.resource("aws:lb/targetGroup:TargetGroup", "group", { port: 30080 });
      const balancer = p.resource("aws:lb/loadBalancer:LoadBalancer", "alb", {});
      p.resource("aws:lb/listener:Listener", "http", {
        defaultActions: [{ targetGroupArn: group.out("arn"), type: "forward" }],
        loadBalancerArn: balancer.out("arn"),
      });
      p.resource("aws:lb/targetGroup:TargetGroup", "other", { port: 30081 });
    });
    assert.deepEqual(found, [
      "balanced > pods site 80>8080: Service balanced",
      "binding > pods site 8080: TargetGroupBinding binding",
      "by-name > pods site 8080: Ingress by-name",
      "by-number > pods site 8080: Ingress by-number",
      "alb > pods site 30080>8080: target group group",
    ]);
  });
});
