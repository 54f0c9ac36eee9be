import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { renderText } from "../../plan/index.ts";
import { planOf } from "./analyse.ts";
import { app, eksSite, env, kubeOf, template } from "./eks-site.ts";
import type { Program } from "./simulate.ts";

/** The lines of a section of a plan's text, without its title. */
function section(program: (p: Program) => void, title: string): string[] {
  const text = renderText(planOf(program));
  const from = text.indexOf(`\n${title}`);
  assert.notEqual(from, -1, title);
  return text
    .slice(from + 1, text.indexOf("\n\n", from))
    .split("\n")
    .slice(1);
}

const addOn = (p: Program, inputs: Values) =>
  p.resource("aws:eks/addon:Addon", "nfm", { addonName: "aws-network-flow-monitoring-agent", ...inputs });
const who = "Who calls whom";

describe("clusters in the text of a plan", () => {
  it("show what is not in the program as such", () => {
    assert.deepEqual(
      section((p) => {
        addOn(p, { clusterName: "theirs" });
        p.resource("aws:eks/nodeGroup:NodeGroup", "ours", { clusterName: "theirs" });
      }, "What Network Flow Monitor will watch").slice(2, 7),
      [
        "  cluster  theirs  not in this program",
        "           nodes: a number not in the program in zones that are not in this program (ours); one",
        "             agent on each",
        "  agents   nfm  add-on, installs and sends",
        "           without credentials of their own: with those of the nodes",
      ],
    );
    const without = section(
      (p) => addOn(p, { clusterName: "theirs" }),
      "What Network Flow Monitor will watch",
    );
    assert.equal(without[3], "           its nodes are not in this program");
  });

  it("show nodes of another version, Auto Mode, Fargate, and who serves Pod Identity elsewhere", () => {
    const lines = section((p) => {
      const cluster = p.resource("aws:eks/cluster:Cluster", "c", {
        computeConfig: { enabled: true },
        name: "c",
        version: "1.35",
      });
      const subnet = p.resource("aws:ec2/subnet:Subnet", "s", { availabilityZone: "ap-northeast-1a" });
      p.resource("aws:eks/nodeGroup:NodeGroup", "old", {
        clusterName: cluster.out("name"),
        scalingConfig: { desiredSize: 2 },
        subnetIds: [subnet.id],
        version: "1.34",
      });
      p.resource("aws:eks/fargateProfile:FargateProfile", "quiet", {
        clusterName: "c",
        selectors: [{ namespace: "quiet" }],
      });
      addOn(p, {
        clusterName: "theirs",
        podIdentityAssociations: [
          {
            roleArn: "arn:aws:iam::123456789012:role/r",
            serviceAccount: "aws-network-flow-monitor-agent-service-account",
          },
        ],
      });
    }, "What Network Flow Monitor will watch");
    assert.deepEqual(lines.slice(5, 10), [
      "           nodes: 2 in ap-northeast-1a (old, Kubernetes 1.34); as many as the pods need in zones",
      "             that are not in this program (EKS Auto Mode)",
      "           ! nothing here puts the agent into it: none of its flows are seen",
      "           ! not seen: pods of quiet on Fargate (quiet): the agent does not run there",
      "  cluster  theirs  not in this program",
    ]);
    assert.equal(
      lines[12],
      "           with credentials from EKS Pod Identity, served by an agent that is not in this program",
    );
  });
});

describe("calls in the text of a plan", () => {
  it("carry the namespace as soon as there are two, and say what does not flow and why", () => {
    const lines = section((p) => {
      eksSite(p, {
        more: (kube) => {
          const variables = { A: "http://cart.shop/", B: "http://far.other.svc/", C: "https://example.org" };
          kube("Deployment", "job", { spec: { template: template("job", env(variables)) } }, "back");
          kube("Deployment", "off", {
            spec: { replicas: 0, template: template("off", env({ A: "http://cart.shop" })) },
          });
          kube("NetworkPolicy", "deny", {
            spec: { podSelector: { matchLabels: { app: "site" } }, policyTypes: ["Egress"] },
          });
          kube("CronJob", "tick", {
            spec: {
              jobTemplate: { spec: { template: template("tick", env({ A: "http://pool.ntp.org" })) } },
            },
          });
        },
      });
    }, who);
    assert.deepEqual(lines.slice(0, -5), [
      "  AMAZON_DYNAMODB",
      "    shop/cart → AWS service dynamodb:443, by gateway endpoint net-dynamodb",
      "  INTER_AZ, INTRA_AZ",
      "    back/job → Service other/far:80, not in this program",
      "    back/job → shop/cart:80 (8080 on the pods)",
      "  UNCLASSIFIED",
      "    back/job → example.org:443 on the Internet, by NAT gateway net-nat, net-igw",
      "    shop/tick → pool.ntp.org:80 on the Internet, by NAT gateway net-nat, net-igw, on schedule",
      "  nothing flows",
      "    shop/site → shop/cart:80 (8080 on the pods): NetworkPolicy deny does not let it through",
      "    shop/off → shop/cart:80 (8080 on the pods): off has no pods",
    ]);
  });

  it("stand apart for each cluster, and say when there are none", () => {
    const two = section((p) => {
      addOn(p, { clusterName: "theirs" });
      for (const name of ["one", "two"]) {
        const provider = p.resource("pulumi:providers:kubernetes", name, { kubeconfig: "{}" });
        const kube = kubeOf(p, provider);
        const own: typeof kube = (kind, called, content) => kube(kind, called, content, name);
        app(own, "cart");
        app(own, "site", env({ CART: "http://cart/", HOST: "http://172.16.0.1/" }));
      }
    }, who);
    const calls = (name: string) => [
      `  cluster ${name}`,
      "    INTER_AZ, INTRA_AZ",
      "      site → cart:80 (8080 on the pods)",
      "    category not to be told from the program",
      "      site → addresses 172.16.0.1/32:80: where that is, is not in this program",
    ];
    assert.deepEqual(two.slice(0, 10), [...calls("one"), ...calls("two")]);
    const none = section((p) => {
      addOn(p, { clusterName: "theirs" });
      app(kubeOf(p), "alone");
    }, who);
    assert.equal(none[0], "  no call of a pod is in the program");
  });

  it("leave out what Helm and manifest files bring, and say so", () => {
    const { notes } = planOf((p) => {
      p.resource("kubernetes:helm.sh/v3:Release", "chart", { chart: "x" });
      p.resource("kubernetes:yaml/v2:ConfigFile", "file", {}, { component: true });
    });
    assert.deepEqual(notes, [
      "What Helm charts and manifest files put into the cluster is not in this plan, nor are its calls: chart, file.",
    ]);
  });
});
