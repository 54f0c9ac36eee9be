import assert from "node:assert/strict";
import { secret, SIGNATURE, signatures, UNKNOWN } from "../../engine/values.ts";
import { findLeaks, makePlan } from "../../plan/index.ts";
import type { PlanValue } from "../../plan/value.ts";
import { simulate, tokenOf, type Program } from "./simulate.ts";

const facts = { project: "shop", stack: "dev", region: "ap-northeast-1" };

/** The inputs of the resource called `x` in the plan of a program. */
function inputsOfX(program: (p: Program) => void): Record<string, PlanValue> {
  const { preview, update } = simulate(program);
  const plan = makePlan(preview, update, facts);
  assert.deepEqual(findLeaks(plan, update.generated), []);
  return plan.resources.find(({ name }) => name === "x")!.inputs;
}

function bucket(p: Program) {
  const made = p.resource("aws:s3/bucket:Bucket", "logs");
  return { made, arn: made.out("arn", (token) => `arn:aws:s3:::logs-${token}`) };
}

describe("values of two passes", () => {
  it("keep what the preview knows and name the outputs where it does not", () => {
    const inputs = inputsOfX((p) => {
      const { made, arn } = bucket(p);
      p.resource("a:b:C", "x", {
        known: "${HOME}",
        id: made.id,
        arn,
        list: ["a", arn],
        nested: { arn, n: 1 },
      });
    });
    assert.deepEqual(inputs, {
      known: "${HOME}",
      id: { $reference: "${logs.id}" },
      arn: { $reference: "${logs.arn}" },
      list: ["a", { $reference: "${logs.arn}" }],
      nested: { arn: { $reference: "${logs.arn}" }, n: 1 },
    });
  });

  it("name outputs inside longer text and JSON, and escape what only looks like a reference", () => {
    const inputs = inputsOfX((p) => {
      const { arn } = bucket(p);
      p.resource("a:b:C", "x", {
        policy: p.text(`{"Condition":"\${aws:username}","Resource":["`, arn, `","`, arn, `/*"]}`),
      });
    });
    assert.deepEqual(inputs.policy, {
      $text: '{"Condition":"$${aws:username}","Resource":["${logs.arn}","${logs.arn}/*"]}',
    });
  });

  it("show what program code took apart as computed from the output, never a piece of it", () => {
    const inputs = inputsOfX((p) => {
      const { arn } = bucket(p);
      p.resource("a:b:C", "x", {
        tail: p.apply(arn, (text) => text.split(":::")[1] ?? ""),
        upper: p.apply(arn, (text) => text.toUpperCase()),
        sentence: p.apply(arn, (text) => `name: ${text.split(":::")[1] ?? ""}, end`),
      });
    });
    assert.deepEqual(inputs, {
      tail: { $computed: ["logs.arn"] },
      upper: { $computed: ["logs.arn"] },
      sentence: { $text: "name: <computed from logs.arn>, end" },
    });
  });

  it("name one output, always the same, when a piece occurs in several", () => {
    const inputs = inputsOfX((p) => {
      const made = p.resource("aws:s3/bucket:Bucket", "logs");
      const name = made.out("name", (token) => `logs-${token}`);
      made.out("arn", () => `arn:aws:s3:::logs-${tokenOf(made.urn, "name")}`);
      p.resource("a:b:C", "x", { piece: p.apply(name, (text) => text.slice(2)) });
    });
    assert.deepEqual(inputs, { piece: { $computed: ["logs.arn"] } });
  });

  it("show as computed what a digest, an encoding, a number or a constant hides", () => {
    const inputs = inputsOfX((p) => {
      const { arn } = bucket(p);
      p.resource("a:b:C", "x", {
        base64: p.apply(arn, (text) => Buffer.from(`run ${text}`).toString("base64")),
        constant: p.apply(arn, () => "constant"),
        length: p.apply(arn, (text) => text.length),
        structure: p.apply(arn, (text) => ({
          digest: "9f86d081884c7d65",
          encoded: Buffer.from(`run run run ${text}`).toString("base64"),
          effect: "Allow",
          resource: text,
        })),
        untraced: p.apply(arn, () => ({ effect: "Allow" })),
      });
    });
    const nothing = { $computed: [] };
    assert.deepEqual(inputs, {
      base64: nothing,
      constant: nothing,
      length: nothing,
      structure: {
        digest: nothing,
        encoded: nothing,
        effect: "Allow",
        resource: { $reference: "${logs.arn}" },
      },
      untraced: nothing,
    });
  });

  it("name the resources that an untraceable value depends on", () => {
    const { preview, update } = simulate((p) => {
      const { arn } = bucket(p);
      p.resource("a:b:C", "x", { count: p.apply(arn, () => 3) });
    });
    for (const { resources } of [preview, update]) {
      resources[1]!.propertyDependencies = { count: [resources[0]!.urn] };
    }
    const plan = makePlan(preview, update, facts);
    assert.deepEqual(plan.resources.find(({ name }) => name === "x")!.inputs, {
      count: { $computed: ["logs"] },
    });
  });

  it("fill an unknown list as a whole, and never by position when the lengths differ", () => {
    const inputs = inputsOfX((p) => {
      const { made } = bucket(p);
      p.resource("a:b:C", "x", {
        grown: p.dryRun ? [UNKNOWN] : ["first", made.id],
        whole: p.apply(made.id, (id) => [id, "b"]),
        object: p.dryRun ? { a: UNKNOWN } : { a: made.id, b: "only later" },
        shape: p.dryRun ? { a: UNKNOWN } : "text",
        gone: p.dryRun ? UNKNOWN : null,
      });
    });
    const nothing = { $computed: [] };
    assert.deepEqual(inputs, {
      grown: [nothing],
      whole: [{ $reference: "${logs.id}" }, "b"],
      object: { a: { $reference: "${logs.id}" } },
      shape: { a: nothing },
      gone: nothing,
    });
  });

  it("show an input that the update leaves out as computed", () => {
    const inputs = inputsOfX((p) => p.resource("a:b:C", "x", p.dryRun ? { ipv6: UNKNOWN } : {}));
    assert.deepEqual(inputs, { ipv6: { $computed: [] } });
  });

  it("turn keys that hold made-up values back too", () => {
    const inputs = inputsOfX((p) => {
      const { made } = bucket(p);
      p.resource("a:b:C", "x", { byId: p.apply(made.id, (id) => ({ [id]: "yes", other: id })) });
    });
    assert.deepEqual(inputs.byId, { "${logs.id}": "yes", other: { $reference: "${logs.id}" } });
  });

  it("are all computed without a second pass", () => {
    const { preview } = simulate((p) => p.resource("a:b:C", "x", { id: bucket(p).made.id }));
    const plan = makePlan(preview, undefined, facts);
    assert.deepEqual(plan.resources.find(({ name }) => name === "x")!.inputs, { id: { $computed: [] } });
    assert.deepEqual(plan.notes, [
      "No simulated update was run, so values that depend on new resources are not traced.",
    ]);
  });

  it("name the output of a remote component outside of it, and its children inside", () => {
    const { preview, update } = simulate((p) => {
      const net = p.resource("awsx:ec2:Vpc", "net", {}, { remote: true });
      const inside = { constructedBy: net, parent: net };
      const subnet = p.resource("aws:ec2/subnet:Subnet", "net-public-1", {}, inside);
      p.resource("aws:ec2/route:Route", "net-route", { subnetId: subnet.id }, inside);
      p.outputsOf(net, p.dryRun ? {} : { publicSubnetIds: [subnet.id] });
      p.resource("a:b:C", "x", { subnetId: subnet.id });
    });
    const plan = makePlan(preview, update, facts);
    const inputs = Object.fromEntries(plan.resources.map((resource) => [resource.name, resource.inputs]));
    assert.deepEqual(inputs["net-route"], { subnetId: { $reference: "${net-public-1.id}" } });
    assert.deepEqual(inputs.x, { subnetId: { $reference: "${net.publicSubnetIds[0]}" } });
    assert.deepEqual(plan.resources.find(({ name }) => name === "net")!.outputs, {
      publicSubnetIds: [{ $reference: "${net-public-1.id}" }],
    });
  });

  it("keep secrets secret wherever they stand", () => {
    const inputs = inputsOfX((p) => {
      p.resource("a:b:C", "x", {
        password: secret("hunter2hunter2"),
        nested: { list: [secret({ token: "t0ken-t0ken" })] },
        unknown: p.dryRun ? UNKNOWN : secret("made in the update"),
        leaked: 'user:hunter2hunter2 and {"a":"t0ken-t0ken"}',
        output: { [SIGNATURE]: signatures.output, secret: true, value: "shown to nobody" },
      });
    });
    assert.deepEqual(inputs, {
      password: { $secret: true },
      nested: { list: [{ $secret: true }] },
      unknown: { $secret: true },
      leaked: { $text: 'user:[secret] and {"a":"[secret]"}' },
      output: { $secret: true },
    });
  });

  it("mark resources, assets, archives, outputs and objects that look like marks", () => {
    const inputs = inputsOfX((p) => {
      const { made } = bucket(p);
      p.resource("a:b:C", "x", {
        resource: { [SIGNATURE]: signatures.resourceReference, urn: made.urn, id: made.id },
        elsewhere: { [SIGNATURE]: signatures.resourceReference, urn: "urn:pulumi:dev::shop::a:b:C::gone" },
        asset: { [SIGNATURE]: signatures.asset, hash: "ab12", path: "./site.zip" },
        archive: {
          [SIGNATURE]: signatures.archive,
          assets: { a: { [SIGNATURE]: signatures.asset, text: "hello" } },
        },
        output: { [SIGNATURE]: signatures.output, dependencies: [made.urn] },
        known: { [SIGNATURE]: signatures.output, value: "plain" },
        schema: { $reference: "no" },
      });
    });
    assert.deepEqual(inputs, {
      resource: { $reference: "${logs}" },
      elsewhere: { $computed: ["gone"] },
      asset: { $asset: { hash: "ab12", path: "./site.zip" } },
      archive: { $archive: { assets: { a: { $asset: { text: "hello" } } } } },
      output: { $computed: ["logs"] },
      known: "plain",
      schema: { $plain: { $reference: "no" } },
    });
  });

  it("show paths of the project relative to it", () => {
    const { preview, update } = simulate((p) => {
      p.resource("a:b:C", "x", {
        file: { [SIGNATURE]: signatures.asset, path: "/home/me/shop/a.zip" },
        dir: "/home/me/shop",
      });
    });
    const plan = makePlan(preview, update, { ...facts, directory: "/home/me/shop" });
    assert.deepEqual(plan.resources[0]!.inputs, {
      file: { $asset: { path: { $text: "./a.zip" } } },
      dir: { $text: "." },
    });
  });
});
