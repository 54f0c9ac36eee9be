import assert from "node:assert/strict";
import { UNKNOWN, type Values } from "../../engine/values.ts";
import { inputProblems } from "./provider/input-problems.ts";
import { inputSchema } from "./provider/schema.ts";

function problemsOf(type: string, inputs: Values): string[] {
  const schema = inputSchema(type);
  assert.ok(schema !== undefined);
  return inputProblems(type, "web", schema, inputs);
}

describe("what the simulated provider's Check refuses", () => {
  const group = (more: Values) =>
    problemsOf("aws:autoscaling/group:Group", { maxSize: 2, minSize: 1, ...more });
  const monitor = (local: Values) =>
    problemsOf("aws:networkflowmonitor/monitor:Monitor", {
      monitorName: "web",
      scopeArn: "arn",
      localResources: [local],
    });

  it("looks at every level: keys, what must be there, and kinds of values", () => {
    assert.deepEqual(
      group({
        launchTemplate: { id: "lt-1", versio: "1" },
        tags: [{ key: "Name", value: "web" }],
        vpcZoneIdentifiers: "subnet-1",
        instanceRefresh: {
          strategy: "Rolling",
          preferences: { minHealthyPercentage: "all", skipMatching: "perhaps" },
        },
        suspendedProcesses: [["AZRebalance"]],
        instanceMaintenancePolicy: "careful",
        name: { first: "web" },
      }),
      [
        "Invalid or unknown key. Examine values at 'web.launchTemplate.versio'.",
        'Missing required argument. The argument "propagateAtLaunch" is required. Examine values at ' +
          "'web.tags[0].propagateAtLaunch'.",
        "Attribute must be a list. Examine values at 'web.vpcZoneIdentifiers'.",
        `cannot parse "all" as number. Examine values at 'web.instanceRefresh.preferences.minHealthyPercentage'.`,
        `cannot parse "perhaps" as boolean. Examine values at 'web.instanceRefresh.preferences.skipMatching'.`,
        "Attribute must be a single value, not a list. Examine values at 'web.suspendedProcesses[0]'.",
        "Expected Object Type. Expected object, got string. Examine values at 'web.instanceMaintenancePolicy'.",
        "Attribute must be a single value, not a map. Examine values at 'web.name'.",
      ],
    );
    assert.deepEqual(problemsOf("aws:autoscaling/group:Group", { maxSize: 2 }), [
      `Missing required argument. The argument "minSize" is required. Examine values at 'web.minSize'.`,
    ]);
    assert.deepEqual(problemsOf("aws:iam/role:Role", { assumeRolePolicy: "{}", tags: "none" }), [
      "Attribute must be a map. Examine values at 'web.tags'.",
    ]);
  });

  it("lets through what can be read as the kind that is wanted, what is not known yet, and words of any enumeration", () => {
    assert.deepEqual(
      group({
        maxSize: "2",
        capacityRebalance: "true",
        name: 5,
        launchTemplate: UNKNOWN,
        tags: [{ key: "Name", value: UNKNOWN, propagateAtLaunch: true }],
        metricsGranularity: "2Minutes",
        __defaults: ["name"],
      }),
      [],
    );
  });

  it("sees no key that is too much where the real provider would not, but what is missing", () => {
    assert.deepEqual(monitor({ type: "AWS::Region", identifier: "eu-west-1", colour: "red" }), []);
    assert.deepEqual(monitor({ type: "AWS::Region" }), [
      `Missing required argument. The argument "identifier" is required. Examine values at 'web.localResources[0].identifier'.`,
    ]);
  });
});
