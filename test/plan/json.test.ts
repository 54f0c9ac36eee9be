import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { secret, UNKNOWN } from "../../engine/values.ts";
import { makePlan, renderJson, type Plan } from "../../plan/index.ts";
import { planOf } from "./analyse.ts";
import { assertGolden } from "./golden.ts";
import { simulate, type Program } from "./simulate.ts";
import { site } from "./site.ts";

const schema = JSON.parse(readFileSync(new URL("../../plan/schema.json", import.meta.url), "utf8")) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

/** What the schema finds wrong with a plan, through its JSON. */
function problems(plan: unknown): string[] {
  validate(JSON.parse(typeof plan === "string" ? plan : JSON.stringify(plan)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

/** A program with every kind of value, option and resource. */
function everything(p: Program): void {
  site(p, { endpointPort: 443 });
  const provider = p.resource("pulumi:providers:aws", "tokyo", {});
  const shared = p.resource("aws:networkflowmonitor/scope:Scope", "shared", {}, { read: "s-1" });
  p.resource(
    "x:y:Z",
    "all",
    {
      secret: secret("hunter2hunter2"),
      unknown: UNKNOWN,
      plain: { $reference: "no" },
      text: p.text("a ", shared.out("arn"), " b"),
      number: 1.5,
      nothing: null,
      asset: { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", path: "a.txt" },
      archive: { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", path: "b" },
    },
    {
      dependsOn: [shared],
      options: {
        protect: true,
        retainOnDelete: false,
        deleteBeforeReplace: true,
        ignoreChanges: ["a"],
        replaceOnChanges: ["b"],
        additionalSecretOutputs: ["c"],
        aliases: ["urn:pulumi:dev::shop::x:y:Z::old"],
        customTimeouts: { create: "60m" },
        deletedWith: shared.urn,
        importId: "i-1",
        provider: `${provider.urn}::${UNKNOWN}`,
        providers: { aws: `${provider.urn}::${UNKNOWN}` },
        version: "1.2.3",
      },
    },
  );
  if (!p.dryRun) p.resource("x:y:Z", "late", {});
  p.output("list", ["a", shared.id]);
}

describe("a plan as JSON", () => {
  it("has sorted keys and a newline at the end, to the byte", () => {
    const json = renderJson(planOf((p) => site(p)));
    assertGolden("site.json.txt", json);
    assert.ok(json.endsWith("}\n"));
    const check = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if (!Array.isArray(value)) assert.deepEqual(Object.keys(value), Object.keys(value).sort());
      Object.values(value).forEach(check);
    };
    check(JSON.parse(json));
  });

  it("validates against the published schema, whatever stands in it", () => {
    assert.deepEqual(problems(renderJson(planOf((p) => site(p)))), []);
    assert.deepEqual(problems(renderJson(planOf(everything))), []);
    assert.deepEqual(problems(renderJson(planOf(() => undefined))), []);
    assert.deepEqual(
      problems(renderJson(planOf((p) => p.resource("aws:eks/cluster:Cluster", "c", {}), "eu-west-3"))),
      [],
    );
  });

  it("is refused by the schema when a part is missing, unknown or of another kind", () => {
    const plan = planOf(everything);
    const changed = (change: (copy: Plan) => void): string[] => {
      const copy = structuredClone(plan);
      change(copy);
      return problems(copy);
    };
    assert.notDeepEqual(
      changed((copy) => delete (copy as Partial<Plan>).routes),
      [],
    );
    assert.notDeepEqual(
      changed((copy) => Object.assign(copy, { extra: 1 })),
      [],
    );
    assert.notDeepEqual(
      changed((copy) => Object.assign(copy, { schemaVersion: 2 })),
      [],
    );
    assert.notDeepEqual(
      changed((copy) => Object.assign(copy.resources[0]!, { inputs: { a: { $guess: "x" } } })),
      [],
    );
    assert.notDeepEqual(
      changed((copy) => Object.assign(copy.resources[0]!, { inputs: { a: { $secret: "x" } } })),
      [],
    );
    assert.notDeepEqual(
      changed((copy) => Object.assign(copy.resources[0]!, { label: undefined })),
      [],
    );
    assert.notDeepEqual(
      changed((copy) => Object.assign(copy.cost.items[0]!, { state: "free" })),
      [],
    );
  });

  it("holds no made-up id and no secret", () => {
    const { preview, update } = simulate(everything);
    const json = renderJson(
      makePlan(preview, update, { project: "shop", stack: "dev", region: "ap-northeast-1" }),
    );
    for (const { value } of update.generated) assert.ok(!json.includes(value), value);
    assert.ok(!json.includes("hunter2"));
    assert.ok(!json.includes(UNKNOWN));
  });
});
