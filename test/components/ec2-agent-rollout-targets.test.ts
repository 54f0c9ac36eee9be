import assert from "node:assert/strict";
import fc from "fast-check";
import { associationTargets, inGroups } from "../../components/ec2-agent-rollout/targets.ts";

const instanceId = fc.stringMatching(/^[0-9a-f]{17}$/).map((digits) => `i-${digits}`);
const ids = fc.uniqueArray(instanceId, { maxLength: 320 });

describe("inGroups", () => {
  it("keeps every id, once, in order, in full groups of 50 but for the last, or an instance gets no agent", () => {
    fc.assert(
      fc.property(ids, (values) => {
        const groups = inGroups(values);
        assert.deepEqual(groups.flat(), values);
        assert.deepEqual(
          groups.slice(0, -1).map((group) => group.length),
          groups.slice(0, -1).map(() => 50),
        );
        const last = groups.at(-1)?.length ?? 50;
        assert.ok(last >= 1 && last <= 50);
      }),
    );
  });

  it("changes only the last group when an id is added at the end, so that no other instance is touched", () => {
    fc.assert(
      fc.property(ids, instanceId, (values, added) => {
        const before = inGroups(values);
        const after = inGroups([...values, added]);
        const full = Math.floor(values.length / 50);
        assert.deepEqual(after.slice(0, full), before.slice(0, full));
        assert.deepEqual(after.slice(full), [[...values.slice(full * 50), added]]);
      }),
    );
  });

  it("leaves the groups before it as they are when an id is removed", () => {
    fc.assert(
      fc.property(fc.uniqueArray(instanceId, { minLength: 1, maxLength: 320 }), fc.nat(), (values, seed) => {
        const removed = seed % values.length;
        const before = Math.floor(removed / 50);
        const left = values.filter((_, index) => index !== removed);
        assert.deepEqual(inGroups(left).slice(0, before), inGroups(values).slice(0, before));
      }),
    );
  });

  it("cuts at 50 exactly", () => {
    const lengths = (count: number) =>
      inGroups(Array.from({ length: count }, () => "i")).map((group) => group.length);
    assert.deepEqual([0, 1, 50, 51, 100, 101].map(lengths), [[], [1], [50], [50, 1], [50, 50], [50, 50, 1]]);
  });
});

describe("associationTargets", () => {
  it("gives each tag its own association, so that tags are alternatives, and numbers each kind by itself", () => {
    const instanceIds = Array.from({ length: 51 }, (_, index) => `i-${String(index).padStart(17, "0")}`);
    const targets = associationTargets({
      tags: [
        { key: "App", values: ["web", "api"] },
        { key: "App", values: ["batch"] },
      ],
      instanceIds,
      autoScalingGroupNames: ["blue", "green"],
    });
    assert.deepEqual(targets, [
      { suffix: "tag-1", key: "tag:App", values: ["web", "api"], mayMatchNothing: true },
      { suffix: "tag-2", key: "tag:App", values: ["batch"], mayMatchNothing: true },
      { suffix: "ids-1", key: "InstanceIds", values: instanceIds.slice(0, 50), mayMatchNothing: false },
      { suffix: "ids-2", key: "InstanceIds", values: instanceIds.slice(50), mayMatchNothing: false },
      {
        suffix: "groups-1",
        key: "tag:aws:autoscaling:groupName",
        values: ["blue", "green"],
        mayMatchNothing: false,
      },
    ]);
  });
});
