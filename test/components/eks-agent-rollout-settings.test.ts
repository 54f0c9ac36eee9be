import assert from "node:assert/strict";
import { linesOf } from "../support/eks-agent-rollout.ts";

describe("EksAgentRollout, the agent's own settings", () => {
  it("refuses OpenMetrics settings that the agent would refuse or that open nothing", () => {
    const openMetrics = { enabled: "on", address: "localhost", port: 65_536 };
    assert.deepEqual(linesOf({ openMetrics }), [
      'agent.openMetrics.enabled: got "on"; allowed: true or false; fix: choose one of them, without quotes',
      'agent.openMetrics.address: got "localhost"; allowed: an IPv4 address; ' +
        'fix: use "127.0.0.1", or "0.0.0.0" and security groups that let only the scraper in',
      "agent.openMetrics.port: got 65536; allowed: a whole number, 1 to 65535; fix: leave it out for 9109",
    ]);
    for (const port of [0, -1, 1.5, "9109"]) assert.equal(linesOf({ openMetrics: { port } }).length, 1);
    for (const port of [1, 65_535]) assert.deepEqual(linesOf({ openMetrics: { port } }), []);
    for (const address of ["0.0.0.0", "9.10.99.100", "199.200.249.250", "255.255.255.255"]) {
      assert.deepEqual(linesOf({ openMetrics: { address } }), []);
    }
    for (const address of ["256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4/8", "", "x1.2.3.4", 7]) {
      assert.equal(linesOf({ openMetrics: { address } }).length, 1, String(address));
    }
  });

  it("refuses port 80 on every address, which the Pod Identity agent holds a part of", () => {
    const open = { address: "0.0.0.0", port: 80 };
    const line =
      "agent.openMetrics.port: got 80; allowed: another port than 80 on 0.0.0.0, where the Pod Identity agent " +
      "listens on every node; fix: leave it out for 9109";
    assert.deepEqual(linesOf({ openMetrics: open }), [line]);
    assert.deepEqual(linesOf({ openMetrics: open, credentials: "alreadyBound" }), [line]);
    assert.deepEqual(linesOf({ openMetrics: { port: 80 } }), []);
    const oidcProviderArn =
      "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";
    assert.deepEqual(linesOf({ openMetrics: open, credentials: "irsa", oidcProviderArn }), []);
  });

  it("refuses settings that are no JSON object", () => {
    for (const text of ["{", "[]", "null", "7", '"x"', "", { env: {} }, ["{}"]]) {
      const rest =
        "allowed: the text of a JSON object; fix: write it with JSON.stringify, or as text in quotes";
      assert.deepEqual(linesOf({ configuration: text, podIdentityAgentConfiguration: text }), [
        `agent.podIdentityAgentConfiguration: got ${JSON.stringify(text)}; ${rest}`,
        `agent.configuration: got ${JSON.stringify(text)}; ${rest}`,
      ]);
    }
  });

  it("refuses settings that have an argument of their own, another service account, or silence the agent", () => {
    const settings = {
      env: {
        OPEN_METRICS: "on",
        OPEN_METRICS_ADDRESS: "0.0.0.0",
        OPEN_METRICS_PORT: 1,
        DISABLE_PUBLISHING: "true",
        RUST_LOG: true,
      },
      resources: {},
      serviceAccount: { name: "mine" },
      tolerations: [],
    };
    const own = (key: string, given: string) =>
      `agent.configuration.env.${key}: got ${given}; allowed: nothing; fix: use the argument openMetrics`;
    assert.deepEqual(linesOf({ configuration: JSON.stringify(settings) }), [
      "agent.configuration.resources: got {}; allowed: nothing; fix: use the argument resources",
      'agent.configuration.serviceAccount: got {"name":"mine"}; allowed: nothing: the role trusts ' +
        "aws-network-flow-monitor-agent-service-account only; fix: remove it",
      "agent.configuration.tolerations: got []; allowed: nothing; fix: use the argument tolerations",
      own("OPEN_METRICS", '"on"'),
      own("OPEN_METRICS_ADDRESS", '"0.0.0.0"'),
      own("OPEN_METRICS_PORT", "1"),
      'agent.configuration.env.DISABLE_PUBLISHING: got "true"; allowed: "false": an agent that does not publish shows ' +
        "no flow; fix: remove it, or the whole rollout",
      "agent.configuration.env.RUST_LOG: got true; allowed: text or a number; fix: put it in quotes",
    ]);
    assert.equal(linesOf({ configuration: '{"env":[],"tolerations":[]}' }).length, 2);
    assert.deepEqual(linesOf({ configuration: '{"env":[]}' }), [
      "agent.configuration.env: got []; allowed: a JSON object; fix: give each setting by its name",
    ]);
    assert.deepEqual(linesOf({ configuration: '{"nodeSelector":{}}' }), []);
    const good = { env: { DISABLE_PUBLISHING: "false", RUST_LOG: "info", N: 7 }, nodeSelector: { a: "b" } };
    assert.deepEqual(linesOf({ configuration: JSON.stringify(good) }), []);
  });

  it("refuses amounts that Kubernetes refuses, that are only half given, or that exceed their limit", () => {
    const good = { requests: { cpu: "50m", memory: "100Mi" }, limits: { cpu: "0.5", memory: "200Mi" } };
    assert.deepEqual(linesOf({ resources: good }), []);
    assert.deepEqual(linesOf({ resources: { ...good, requests: good.limits } }), []);
    const smallest = { cpu: "1m", memory: "1" };
    assert.deepEqual(linesOf({ resources: { requests: smallest, limits: smallest } }), []);
    const fix = "fix: give both amounts of requests and of limits, in quotes";
    const cpu = "allowed: processor such as 500m, 0.5 or 1";
    const memory = "allowed: memory in bytes, Ki, Mi or Gi, such as 200Mi";
    assert.deepEqual(
      linesOf({ resources: { requests: { cpu: 1 }, limits: { cpu: "2 cores", memory: "0" } } }),
      [
        `agent.resources.requests.cpu: got 1; ${cpu}; ${fix}`,
        `agent.resources.limits.cpu: got "2 cores"; ${cpu}; ${fix}`,
        `agent.resources.requests.memory: got nothing; ${memory}; ${fix}`,
        `agent.resources.limits.memory: got "0"; ${memory}; ${fix}`,
      ],
    );
    assert.equal(linesOf({ resources: {} }).length, 4);
    const more = { requests: { cpu: "501m", memory: "1Gi" }, limits: good.limits };
    assert.deepEqual(linesOf({ resources: more }), [
      'agent.resources.requests.cpu: got "501m"; allowed: at most the limit, 0.5; fix: raise the limit',
      'agent.resources.requests.memory: got "1Gi"; allowed: at most the limit, 200Mi; fix: raise the limit',
    ]);
    assert.deepEqual(linesOf({ resources: "small" }), [
      'agent.resources: got "small"; allowed: requests and limits, each with cpu and memory; ' +
        "fix: leave it out for the add-on's own",
    ]);
  });

  it("accepts the tolerations that Kubernetes accepts", () => {
    const tolerations = [
      { operator: "Exists" },
      { key: "a" },
      { key: "example.com/a-b", operator: "Equal", value: "" },
      { key: "a", operator: "Exists", effect: "NoSchedule" },
      { key: "a", value: "b.c-d_e", effect: "PreferNoSchedule" },
      { key: "a", effect: "NoExecute", tolerationSeconds: 0 },
      { key: "x".repeat(317), value: "x".repeat(63) },
    ];
    assert.deepEqual(linesOf({ tolerations }), []);
  });

  it("refuses the tolerations that Kubernetes refuses", () => {
    const seconds = (index: number, given: string) =>
      `agent.tolerations[${String(index)}].tolerationSeconds: got ${given}; `;
    const key =
      'allowed: the key of a taint, or nothing with operator "Exists"; fix: take it from `kubectl describe node`';
    const tolerations = [
      {},
      { key: "" },
      { key: "a b", operator: "Exists" },
      { key: "a", operator: "exists", effect: "NoRun" },
      { key: "a", operator: "Exists", value: "b" },
      { key: "a", value: "b c" },
      { key: "a", value: 1 },
      { key: "a", tolerationSeconds: 5 },
      { key: "a", effect: "NoExecute", tolerationSeconds: -1 },
      { key: "a", effect: "NoExecute", tolerationSeconds: 1.5 },
      { key: "x".repeat(318), value: "x".repeat(64) },
    ];
    assert.deepEqual(linesOf({ tolerations }), [
      `agent.tolerations[0].key: got nothing; ${key}`,
      `agent.tolerations[1].key: got ""; ${key}`,
      `agent.tolerations[2].key: got "a b"; ${key}`,
      'agent.tolerations[3].operator: got "exists"; allowed: Equal or Exists; fix: choose one of them',
      'agent.tolerations[3].effect: got "NoRun"; allowed: NoSchedule, PreferNoSchedule or NoExecute; fix: choose one of them',
      'agent.tolerations[4].value: got "b"; allowed: nothing with operator "Exists"; fix: remove it, or set operator to "Equal"',
      'agent.tolerations[5].value: got "b c"; allowed: the value of a taint; fix: take it from `kubectl describe node`',
      "agent.tolerations[6].value: got 1; allowed: the value of a taint; fix: take it from `kubectl describe node`",
      `${seconds(7, "5")}allowed: nothing but with effect "NoExecute"; fix: remove it`,
      `${seconds(8, "-1")}allowed: whole seconds, 0 or more; fix: leave it out for no limit`,
      `${seconds(9, "1.5")}allowed: whole seconds, 0 or more; fix: leave it out for no limit`,
      `agent.tolerations[10].key: got "${"x".repeat(318)}"; ${key}`,
      `agent.tolerations[10].value: got "${"x".repeat(64)}"; allowed: the value of a taint; ` +
        "fix: take it from `kubectl describe node`",
    ]);
  });
});
