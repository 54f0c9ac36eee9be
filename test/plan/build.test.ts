import assert from "node:assert/strict";
import { UNKNOWN } from "../../engine/values.ts";
import { findLeaks, makePlan } from "../../plan/index.ts";
import { planOf } from "./analyse.ts";
import { simulate } from "./simulate.ts";

const facts = { project: "shop", stack: "dev", region: "ap-northeast-1" };

describe("the resources of a plan", () => {
  it("leave the stack out, know their parent and the component around them, and are sorted by URN", () => {
    const plan = planOf((p) => {
      const stack = p.resource("pulumi:pulumi:Stack", "shop-dev", {}, { component: true });
      const box = p.resource("my:index:Box", "box", {}, { component: true, parent: stack });
      const role = p.resource("aws:iam/role:Role", "role", {}, { parent: box });
      p.resource("aws:iam/rolePolicy:RolePolicy", "policy", {}, { parent: role, dependsOn: [role, stack] });
      p.resource("aws:iam/role:Role", "alone", {}, { parent: stack });
    });
    const urn = (chain: string) => `urn:pulumi:dev::shop::pulumi:pulumi:Stack$${chain}`;
    const role = urn("my:index:Box$aws:iam/role:Role::role");
    assert.deepEqual(
      plan.resources.map(({ urn, parent, component, dependsOn }) => ({ urn, parent, component, dependsOn })),
      [
        { urn: urn("aws:iam/role:Role::alone"), parent: undefined, component: undefined, dependsOn: [] },
        {
          urn: urn("my:index:Box$aws:iam/role:Role$aws:iam/rolePolicy:RolePolicy::policy"),
          parent: role,
          component: urn("my:index:Box::box"),
          dependsOn: [role],
        },
        { urn: role, parent: urn("my:index:Box::box"), component: urn("my:index:Box::box"), dependsOn: [] },
        { urn: urn("my:index:Box::box"), parent: undefined, component: undefined, dependsOn: [] },
      ],
    );
    assert.deepEqual(plan.summary.types, { "aws:iam/role:Role": 2, "aws:iam/rolePolicy:RolePolicy": 1 });
    assert.deepEqual([plan.summary.create, plan.summary.components, plan.summary.read], [3, 1, 0]);
  });

  it("come from the preview alone; what only the update made is listed apart", () => {
    const { preview, update } = simulate((p) => {
      p.resource("a:b:C", p.dryRun ? "only-preview" : "only-update", {});
      p.resource("a:b:C", "both", {});
    });
    const plan = makePlan(preview, update, facts);
    assert.deepEqual(
      plan.resources.map(({ name }) => name),
      ["both", "only-preview"],
    );
    assert.deepEqual(plan.madeAtDeployTime, [
      { urn: "urn:pulumi:dev::shop::a:b:C::only-update", type: "a:b:C", name: "only-update" },
    ]);
    assert.equal(plan.summary.madeAtDeployTime, 1);
  });

  it("show the id of what is read, and of nothing else", () => {
    const plan = planOf((p) => {
      p.resource("a:b:C", "old", {}, { read: "id-1" });
      p.resource("a:b:C", "older", {}, { read: UNKNOWN });
      p.resource("a:b:C", "new", {});
    });
    assert.deepEqual(
      plan.resources.map(({ name, read, id }) => [name, read, id]),
      [
        ["new", false, undefined],
        ["old", true, "id-1"],
        ["older", true, undefined],
      ],
    );
  });

  it("name providers by label, keep versions apart, and pass the other options on", () => {
    const plan = planOf((p) => {
      const provider = p.resource(
        "pulumi:providers:kubernetes",
        "k8s",
        {},
        { options: { version: "4.0.0" } },
      );
      const known = `${provider.urn}::${UNKNOWN}`;
      const options = {
        protect: true,
        provider: known,
        providers: { b: known, a: "urn:x::y::z::far::id" },
        version: "7.1.0",
      };
      p.resource("aws:s3/bucket:Bucket", "b", {}, { options });
    });
    assert.deepEqual(
      plan.resources.map(({ options }) => options),
      [{ protect: true, provider: "k8s", providers: { a: "far", b: "k8s" } }, {}],
    );
    assert.deepEqual(plan.plugins, ["aws 7.1.0", "kubernetes 4.0.0"]);
  });

  it("list assumptions, messages and paths without the folder of the project, once and sorted", () => {
    const { preview, update } = simulate((p) => p.resource("a:b:C", "x", {}));
    preview.assumptions = ["b", "a of /home/me/shop", "b"];
    preview.diagnostics = [
      { severity: "error", message: "in /home/me/shop/index.ts", urn: "urn:x" },
      { severity: "debug", message: "noise" },
    ];
    const plan = makePlan(preview, update, { ...facts, directory: "/home/me/shop" });
    assert.deepEqual(plan.assumptions, ["a of .", "b"]);
    assert.deepEqual(plan.diagnostics, [{ severity: "error", message: "in ./index.ts", urn: "urn:x" }]);
  });
});

describe("the notes of a plan", () => {
  it("name what was made up in a message of the program, since it may look like a real id", () => {
    const { preview, update } = simulate((p) => p.resource("aws:ec2/vpc:Vpc", "v", {}));
    const made = update.generated[0]!.value;
    update.outcome = "failed";
    update.diagnostics = [{ severity: "error", message: `late ${made}` }];
    assert.deepEqual(
      makePlan(preview, update, facts).notes.filter((note) => note.includes("late")),
      ["The simulated update failed, so some values are not traced: late <simulated>"],
    );
  });
});

describe("the search for leaks", () => {
  it("finds made-up values and their tokens in values and keys, anywhere", () => {
    const value = "vpc-0a1b2c3d4e5f60718";
    const generated = [{ value, urn: "urn:x", property: "id" }];
    const data = { a: [`x ${value}`, "fine"], b: { [value]: 1 }, c: "0A1B2C3D4E5F60718", d: null };
    assert.deepEqual(findLeaks(data, generated), ["a.0", `b.${value}`, "c"]);
  });
});
