import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { renderText } from "../../plan/index.ts";
import { planOf } from "./analyse.ts";
import { app, eksSite, env, kubeOf, template, type Kube } from "./eks-site.ts";
import type { Program } from "./simulate.ts";

/** Flows of a program's pods, one line each, with the reason where nothing flows. */
function states(program: (kube: Kube, p: Program) => void): string[] {
  const { flows = [] } = planOf((p) => program(kubeOf(p), p));
  return flows.map(
    ({ from, to, state, reason }) =>
      `${from.name} > ${to.name} ${state}${reason === undefined ? "" : `: ${reason}`}`,
  );
}

/** A loop as shells have it, around one call, as often as the variable says. */
const loop = 'while :; do if [ "$PAUSE" -gt 0 ]; then wget "$URL"; sleep "$PAUSE"; else sleep 60; fi; done';
const client = (pause: string, url: string): Values => ({
  command: ["sh", "-c", loop],
  ...env({ PAUSE: pause, URL: url }),
});

/** A web server that passes calls on to another Service. */
function proxy(kube: Kube, name: string, to: string, more: Values[] = []): void {
  kube("ConfigMap", name, { data: { "nginx.conf": `location / {\n  proxy_pass http://${to}/;\n}` } });
  const volumes = [{ name, configMap: { name } }];
  const { metadata = null, spec } = template(
    name,
    { volumeMounts: [{ mountPath: "/etc", name }] },
    { volumes },
  );
  const containers = [...((spec as Values).containers as Values[]), ...more];
  kube("Deployment", name, { spec: { template: { metadata, spec: { ...(spec as Values), containers } } } });
  kube("Service", name, { spec: { ports: [{ port: 80, targetPort: 8080 }], selector: { app: name } } });
}

/** A client that is given a pause, two servers behind one another, and one that answers. */
function chain(pause: string, more: (kube: Kube, p: Program) => void = () => undefined) {
  return (kube: Kube, p: Program) => {
    app(kube, "cart");
    proxy(kube, "shop", "cart");
    proxy(kube, "site", "shop");
    kube("Deployment", "load", { spec: { template: template("load", client(pause, "http://site/")) } });
    more(kube, p);
  };
}

const open = ["load > site open", "shop > cart open", "site > shop open"];
const resting = [
  "load > site off: at rest while PAUSE is 0",
  "shop > cart off: at rest while nothing calls shop",
  "site > shop off: at rest while nothing calls site",
];

describe("pods at rest", () => {
  it("are those whose command asks a variable that is 0, and what they alone would have called", () => {
    assert.deepEqual(states(chain("20")), open);
    assert.deepEqual(states(chain("0")), resting);
  });

  it("are none of those that something else calls: a load balancer, other pods, or themselves in a ring", () => {
    const balanced = chain("0", (kube) => {
      const spec = {
        ports: [{ port: 80, targetPort: 8080 }],
        selector: { app: "site" },
        type: "LoadBalancer",
      };
      kube("Service", "public", { spec });
    });
    assert.deepEqual(states(balanced), [
      resting[0],
      "public > site open",
      "shop > cart open",
      "site > shop open",
    ]);
    const called = chain("0", (kube) => {
      kube("Deployment", "other", { spec: { template: template("other", env({ X: "http://shop/" })) } });
    });
    assert.deepEqual(states(called), [resting[0], "other > shop open", "shop > cart open", resting[2]]);
    const ring = chain("0", (kube) => {
      proxy(kube, "a", "b");
      proxy(kube, "b", "a");
    });
    assert.deepEqual(states(ring).slice(0, 2), ["a > b open", "b > a open"]);
  });

  it("are not told from what only looks so: no gate, another variable, a number above 0, a server of one's own", () => {
    const once = (container: Values) =>
      states((kube) => {
        app(kube, "site");
        kube("Deployment", "load", { spec: { template: template("load", container) } });
      });
    const call = env({ PAUSE: "0", URL: "http://site/" });
    assert.deepEqual(once({ command: ["sh", "-c", loop], ...call }), [resting[0]]);
    for (const text of [
      'wget "$URL"',
      loop.replaceAll("PAUSE", "OTHER"),
      'if [ "$PAUSE" -ge 0 ]; then :; fi',
    ])
      assert.deepEqual(once({ command: ["sh", "-c", text], ...call }), ["load > site open"]);
    const server = states((kube) => {
      app(kube, "cart");
      app(kube, "shop", env({ CART: "http://cart/" }));
      kube("Deployment", "load", { spec: { template: template("load", client("0", "http://shop/")) } });
    });
    // What a program does by itself beside answering is not in its configuration.
    assert.deepEqual(server, ["load > shop off: at rest while PAUSE is 0", "shop > cart open"]);
  });

  it("rest container by container: what another container calls, or a role alone allows, still flows", () => {
    const found = states((kube) => {
      app(kube, "cart");
      proxy(kube, "shop", "cart", [{ name: "beside", ...client("0", "http://cart/") }]);
      proxy(kube, "site", "cart", [{ name: "beside", ...client("0", "http://shop/") }]);
    });
    assert.deepEqual(found, [
      "shop > cart off: at rest while nothing calls shop",
      "site > cart open",
      "site > shop off: at rest while PAUSE is 0",
    ]);
    const withRole = planOf((p) => {
      eksSite(p, {
        more: (kube) => {
          const spec = { serviceAccountName: "cart" };
          const quiet = { command: ["sh", "-c", loop], ...env({ PAUSE: "0" }) };
          kube("Deployment", "quiet", { spec: { template: template("quiet", quiet, spec) } });
        },
      });
    });
    const ofQuiet = (withRole.flows ?? []).filter(({ from }) => from.name === "quiet");
    assert.deepEqual(
      ofQuiet.map(({ to, state }) => [to.name, state]),
      [["dynamodb", "open"]],
    );
  });

  it("are said in the text under what does not flow, with no category, or the plan promises flows that never come", () => {
    const text = renderText(
      planOf((p) => {
        eksSite(p, {
          more: (kube) => {
            kube("Deployment", "load", { spec: { template: template("load", client("0", "http://site/")) } });
          },
        });
      }),
    );
    const section = text.slice(text.indexOf("Who calls whom")).split("\n").slice(0, 12);
    const at = section.indexOf("  nothing flows");
    assert.equal(section[at + 1], "    load → site:80 (8080 on the pods): at rest while PAUSE is 0");
  });
});
