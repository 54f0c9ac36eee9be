import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { load, problemsOf, texts } from "./stack.ts";
import { run } from "./support.ts";

describe("a stack's configuration", () => {
  it("reaches the program as the CLI writes it: numbers as spelled, objects as JSON with sorted keys", () => {
    const dev =
      "config:\n  shop:zip: 01234\n  shop:on: true\n  shop:b: {z: [1, x], a: {c: 2, b: null}}\n  aws:region: eu-west-1\n  shop:config:old: '1'\n";
    const stack = load({ dev });
    assert.deepEqual(texts(stack), {
      "shop:zip": "01234",
      "shop:on": "true",
      "shop:b": '{"a":{"b":null,"c":2},"z":[1,"x"]}',
      "aws:region": "eu-west-1",
      "shop:old": "1",
    });
    assert.deepEqual([stack.name, stack.organization, stack.assumptions], ["dev", "organization", []]);
  });

  it("gets the project's defaults where it sets nothing", () => {
    const project =
      "config:\n  size: small\n  zones: {type: array, items: {type: string}, default: [a, b]}\n  aws:region: {value: eu-west-1}\n";
    const stack = load({ project, dev: "config:\n  shop:size: large\n" });
    assert.deepEqual(texts(stack), {
      "shop:size": "large",
      "shop:zones": '["a","b"]',
      "aws:region": "eu-west-1",
    });
  });

  it("is overridden by what the command line gives, with or without namespace", () => {
    const stack = load({
      dev: "config:\n  shop:size: small\n",
      overrides: { size: "large", "aws:region": "us-east-2" },
    });
    assert.deepEqual(texts(stack), { "shop:size": "large", "aws:region": "us-east-2" });
  });

  it("with several problems gives them all, in the CLI's words", () => {
    const project =
      "config:\n  needed: {type: string}\n  count: {type: integer}\n  on: {type: boolean}\n  list: {type: array, items: {type: integer}}\n  map: {type: object}\n  hidden: {type: string, secret: true}\n";
    const dev =
      "config:\n  shop:count: many\n  shop:on: 'yes'\n  shop:list: [1, x]\n  shop:map: [1]\n  shop:hidden: plain\n  bare: 1\n";
    assert.deepEqual(problemsOf({ project, dev }), [
      "Pulumi.dev.yaml: config.bare: has no namespace: write shop:bare",
      "Stack 'dev' is missing configuration value 'needed'",
      "Stack 'dev' with configuration key 'count' must be of type 'integer'",
      "Stack 'dev' with configuration key 'on' must be of type 'boolean'",
      "Stack 'dev' with configuration key 'list' must be of type 'array<integer>'",
      "Stack 'dev' with configuration key 'map' must be of type 'object'",
      "Stack 'dev' with configuration key 'hidden' must be encrypted as it's secret",
    ]);
  });

  it("accepts numbers and booleans spelled as text", () => {
    const project = "config:\n  count: {type: integer}\n  on: {type: boolean}\n";
    assert.deepEqual(texts(load({ project, dev: "config:\n  shop:count: '-3'\n  shop:on: 'false'\n" })), {
      "shop:count": "-3",
      "shop:on": "false",
    });
  });
});

describe("which stack", () => {
  it("that is unknown gets the known ones and the nearest", () => {
    const files = { "Pulumi.prod.yaml": "", "Pulumi.staging.yaml": "config: {}\n", "Pulumi.dev.yaml": "" };
    assert.deepEqual(problemsOf({ files, stack: "stagin" }), [
      'stack "stagin" is unknown: this project has dev, prod, staging; did you mean staging?',
    ]);
    assert.deepEqual(problemsOf({ files, stack: "elsewhere" }), [
      'stack "elsewhere" is unknown: this project has dev, prod, staging',
    ]);
  });

  it("may be any in a project without stack files, as in most public examples", () => {
    assert.deepEqual(texts(load({ stack: "whatever" })), {});
  });

  it("may be given with its organization", () => {
    const { name, organization } = load({ stack: "acme/shop/dev", dev: "config: {}\n" });
    assert.deepEqual([name, organization], ["dev", "acme"]);
  });

  it("is looked for in stackConfigDir", () => {
    const stack = load({
      project: "stackConfigDir: stacks\n",
      files: { "stacks/Pulumi.dev.yaml": "config:\n  shop:a: 1\n" },
    });
    assert.deepEqual(texts(stack), { "shop:a": "1" });
  });
});

describe("secrets of a stack file", () => {
  const dev =
    "config:\n  shop:text: {secure: AAAA}\n  shop:port: {secure: AAAA}\n  shop:on: {secure: AAAA}\n  shop:db: {user: admin, password: {secure: AAAA}, keys: [{secure: BBBB}, plain]}\n";
  const project =
    "config:\n  text: {type: string}\n  port: {type: integer}\n  on: {type: boolean}\n  db: {type: object}\n";

  it("are never decrypted: a placeholder of the declared type takes their place, marked as secret", () => {
    const stack = load({ dev, project });
    assert.deepEqual(
      [...stack.config],
      [
        ["shop:text", { text: "[secret]", secret: true, json: false }],
        ["shop:port", { text: "0", secret: true, json: false }],
        ["shop:on", { text: "false", secret: true, json: false }],
        [
          "shop:db",
          {
            text: '{"keys":["[secret]","plain"],"password":"[secret]","user":"admin"}',
            secret: true,
            json: true,
          },
        ],
      ],
    );
    assert.deepEqual(stack.assumptions, [
      "The secret shop:text is not decrypted: the program gets the placeholder [secret] in its place.",
      "The secret shop:port is not decrypted: the program gets the placeholder 0 in its place.",
      "The secret shop:on is not decrypted: the program gets the placeholder false in its place.",
      "The secret shop:db is not decrypted: the program gets the placeholder [secret] in its place.",
    ]);
  });

  it("that are declared as a list or an object parse as such", () => {
    const lists = "config:\n  names: {type: array, items: {type: string}}\n  map: {type: object}\n";
    const stack = load({
      project: lists,
      dev: "config:\n  shop:names: {secure: A}\n  shop:map: {secure: A}\n",
    });
    assert.deepEqual(texts(stack), { "shop:names": "[]", "shop:map": "{}" });
  });

  it("take the answers' value, and stay secret", () => {
    const stack = load({
      dev,
      project,
      answers: { config: { "shop:port": 5432, "shop:db": { user: "u" } } },
    });
    assert.deepEqual(stack.config.get("shop:port"), { text: "5432", secret: true, json: false });
    assert.deepEqual(stack.config.get("shop:db"), { text: '{"user":"u"}', secret: true, json: true });
    assert.ok(stack.assumptions.includes("The secret shop:port has the value that the answers give."));
  });
});

describe("ESC environments", () => {
  const dev = "environment:\n  - base\n  - acme/prod: {merge: false}\nconfig:\n  shop:db: {user: own}\n";

  it("are not opened: what they provide is missing, and said to be", () => {
    const stack = load({ dev, project: "config:\n  needed: {type: string}\n" });
    assert.deepEqual(texts(stack), { "shop:db": '{"user":"own"}' });
    assert.deepEqual(stack.assumptions, [
      "The ESC environment base is not opened: what it provides is missing, unless --answers gives it.",
      "The ESC environment acme/prod is not opened: what it provides is missing, unless --answers gives it.",
    ]);
  });

  it("provide what the answers give, below the stack's own values, later ones above earlier ones", () => {
    const esc = {
      base: { pulumiConfig: { size: "small", "aws:region": "eu-west-1" }, environmentVariables: { A: "1" } },
      "acme/prod": {
        pulumiConfig: { size: "large", db: { user: "theirs", port: 1 } },
        environmentVariables: {},
      },
    };
    const stack = load({ dev, answers: { esc } });
    assert.deepEqual(texts(stack), {
      "shop:db": '{"port":1,"user":"own"}',
      "shop:size": "large",
      "aws:region": "eu-west-1",
    });
    assert.deepEqual(stack.environmentVariables, { A: "1" });
    assert.deepEqual(stack.assumptions, [
      "The ESC environment base provides what the answers give.",
      "The ESC environment acme/prod provides what the answers give.",
    ]);
  });

  it("written into the stack file are used as far as they are literal", () => {
    const inline =
      "environment:\n  imports: [base]\n  values:\n    pulumiConfig:\n      size: large\n      key: {fn::secret: x}\n      name: ${base.name}\n      list: [a, '${b}']\n    environmentVariables:\n      A: 1\n      B: ${b}\n";
    const stack = load({
      dev: inline,
      answers: { esc: { base: { pulumiConfig: {}, environmentVariables: {} } } },
    });
    assert.deepEqual(texts(stack), { "shop:size": "large" });
    assert.deepEqual(stack.environmentVariables, { A: "1" });
    assert.deepEqual(stack.assumptions.slice(1), [
      "The ESC value pulumiConfig.key is computed by the service: it is missing.",
      "The ESC value pulumiConfig.name is computed by the service: it is missing.",
      "The ESC value pulumiConfig.list is computed by the service: it is missing.",
      "The ESC value environmentVariables.B is computed by the service: it is missing.",
    ]);
  });
});

describe("what the program sees", () => {
  it("includes secret answers and variables of ESC", async () => {
    const result = await run("features", { answers: { config: { "features:password": "open" } } });
    assert.equal((result.stackOutputs.password as { value: string }).value, "open");
  });
});
