import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { agentConfiguration } from "../../components/eks-agent-rollout/configuration.ts";
import { EksAgentRollout, type EksAgentRolloutArgs } from "../../components/eks-agent-rollout/index.ts";
import { validateEksAgentRollout } from "../../components/eks-agent-rollout/validate.ts";
import { deploy, one } from "../support/deploy.ts";
import { addonType, answers, everything, least } from "../support/eks-agent-rollout.ts";

/** A quantity as Kubernetes writes it. Source: Kubernetes API reference, `Quantity`. */
const quantity = { type: "string", pattern: "^\\d+(\\.\\d+)?(m|[kMGTPE]|[KMGTPE]i)?$" };
const amounts = {
  type: "object",
  properties: { cpu: quantity, memory: quantity },
  required: ["cpu", "memory"],
  additionalProperties: false,
};

/**
 * What is known of the settings that the add-on takes. AWS publishes the whole schema only by
 * `aws eks describe-addon-configuration`, which nobody here has asked: a fuller one may refuse what this one takes.
 *
 * - OPEN_METRICS and its address are texts, the port is a whole number: CloudWatch User Guide, "Export metrics to
 *   third-party tools" (names, types, 0 to 65535).
 * - Further variables, `resources`, `tolerations` and the other keys: values.yaml of the chart
 *   `amazon-network-flow-monitor-agent`, repository aws/network-flow-monitor-agent, version 1.1.4, of which the add-on is
 *   built; that the add-on takes them alike is inferred (assumption nfm-eks-agent-configuration).
 * - What stands in `resources` and `tolerations`: Kubernetes API reference, `ResourceRequirements` and `Toleration`.
 */
const known = {
  type: "object",
  properties: {
    env: {
      type: "object",
      properties: {
        OPEN_METRICS: { enum: ["on", "off"] },
        OPEN_METRICS_ADDRESS: { type: "string" },
        OPEN_METRICS_PORT: { type: "integer", minimum: 0, maximum: 65_535 },
        RUST_LOG: { type: "string" },
        LOG_REPORTS: { type: "string" },
        DISABLE_PUBLISHING: { enum: ["true", "false"] },
      },
      required: ["OPEN_METRICS", "OPEN_METRICS_ADDRESS", "OPEN_METRICS_PORT"],
      additionalProperties: false,
    },
    resources: {
      type: "object",
      properties: { requests: amounts, limits: amounts },
      required: ["requests", "limits"],
      additionalProperties: false,
    },
    tolerations: {
      type: "array",
      items: {
        type: "object",
        properties: {
          key: { type: "string", minLength: 1 },
          operator: { enum: ["Equal", "Exists"] },
          value: { type: "string" },
          effect: { enum: ["NoSchedule", "PreferNoSchedule", "NoExecute"] },
          tolerationSeconds: { type: "integer", minimum: 0 },
        },
        additionalProperties: false,
      },
    },
    affinity: { type: "object" },
    nodeSelector: { type: "object" },
    podAnnotations: { type: "object", additionalProperties: { type: "string" } },
    podLabels: { type: "object", additionalProperties: { type: "string" } },
    priorityClassName: { type: "string" },
  },
  additionalProperties: false,
};

const fits = new Ajv2020({ strict: true, allErrors: true }).compile(known);

function problems(text: unknown): string[] {
  fits(JSON.parse(text as string));
  return (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

const amount = fc.record({
  cpu: fc.constantFrom("10m", "0.5", "1", "2", "0.001"),
  memory: fc.constantFrom("1Mi", "200Mi", "1Gi", "5000000", "1k"),
});
const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);

/** Arguments about the add-on's settings, right and wrong ones: the validator says which. */
const settings: fc.Arbitrary<Partial<EksAgentRolloutArgs>> = fc.record(
  {
    openMetrics: fc.record(
      {
        enabled: fc.boolean(),
        address: fc.constantFrom("127.0.0.1", "0.0.0.0", "10.0.0.9", "::1"),
        port: fc.integer({ min: -1, max: 70_000 }),
      },
      { requiredKeys: [] },
    ),
    resources: fc.record({ requests: amount, limits: amount }),
    tolerations: fc.array(
      fc.record(
        {
          key: label,
          operator: fc.constantFrom("Equal", "Exists"),
          value: label,
          effect: fc.constantFrom("NoSchedule", "PreferNoSchedule", "NoExecute"),
          tolerationSeconds: fc.nat({ max: 9999 }),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    ),
    configuration: fc
      .record(
        {
          env: fc.record(
            { RUST_LOG: label, LOG_REPORTS: fc.constantFrom("on", "off") },
            { requiredKeys: [] },
          ),
          nodeSelector: fc.dictionary(label, label, { maxKeys: 2 }),
          podAnnotations: fc.dictionary(label, label, { maxKeys: 2 }),
          priorityClassName: label,
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  },
  { requiredKeys: [] },
);

describe("the settings that an EksAgentRollout sends", () => {
  it("fit what is known of the add-on's schema by default and with all of them, as they reach AWS", async () => {
    for (const args of [least, everything]) {
      const { registrations } = await deploy(() => new EksAgentRollout("eks", args), answers);
      assert.deepEqual(problems(one(registrations, addonType, "eks-agent").inputs.configurationValues), []);
    }
  });

  it("fit it whatever is asked for and not refused, or an add-on is refused after the cluster was built", () => {
    let sent = 0;
    fc.assert(
      fc.property(settings, (given) => {
        const args: EksAgentRolloutArgs = { ...least, ...given };
        if (validateEksAgentRollout(args, "eks").length > 0) return;
        sent += 1;
        assert.deepEqual(problems(agentConfiguration(args)), []);
      }),
      { numRuns: 500 },
    );
    assert.ok(sent > 50, `only ${String(sent)} were taken, so hardly anything was checked`);
  });

  it("would not fit it with one part of another kind, so the check can fail", () => {
    const right = JSON.parse(agentConfiguration(everything)) as Record<string, Record<string, unknown>>;
    const env = (changed: object) => ({ ...right, env: { ...right.env, ...changed } });
    const requests = { cpu: 1, memory: "150Mi" };
    const mutated: [object, string][] = [
      [env({ OPEN_METRICS: true }), "/env/OPEN_METRICS must be equal to one of the allowed values"],
      [env({ OPEN_METRICS_PORT: "9109" }), "/env/OPEN_METRICS_PORT must be integer"],
      [env({ OPEN_METRICS_PORT: 65_536 }), "/env/OPEN_METRICS_PORT must be <= 65535"],
      [env({ OPEN_METRICS_ADDRESS: 0 }), "/env/OPEN_METRICS_ADDRESS must be string"],
      [env({ OPENMETRICS: "on" }), "/env must NOT have additional properties"],
      [{ ...right, env: {} }, "/env must have required property 'OPEN_METRICS'"],
      [{ ...right, resources: { ...right.resources, requests } }, "/resources/requests/cpu must be string"],
      [
        { ...right, tolerations: [{ operator: "Equals" }] },
        "/tolerations/0/operator must be equal to one of the allowed values",
      ],
      [{ ...right, toleration: [] }, " must NOT have additional properties"],
    ];
    for (const [value, problem] of mutated) {
      const found = problems(JSON.stringify(value));
      assert.ok(found.includes(problem), `${problem}: ${found.join("; ")}`);
    }
  });
});
