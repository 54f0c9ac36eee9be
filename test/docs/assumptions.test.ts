import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { awsModels } from "../../engine/models/index.ts";

interface Assumption {
  id: string;
  claim: string;
  basis: string;
  source: string;
  code: string[];
  settle: string;
}

const root = new URL("../../", import.meta.url);

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), "utf8"));
}

const register = readJson("docs/assumptions.json") as { assumptions: Assumption[] };
const ids = register.assumptions.map(({ id }) => id);

function cited(): { model: string; cites: string[] }[] {
  const { resources, components, invokes } = awsModels();
  return [
    ...[...resources.values(), ...components.values()].map(({ type, cites }) => ({ model: type, cites })),
    ...[...invokes.values()].map(({ token, cites }) => ({ model: token, cites })),
  ];
}

describe("the register of assumptions", () => {
  it("has every field in every entry, as its schema says", () => {
    const validate = new Ajv2020({ allErrors: true }).compile(
      readJson("docs/assumptions.schema.json") as object,
    );
    assert.equal(validate(register), true, JSON.stringify(validate.errors, null, 2));
  });

  it("gives each claim one id, in order, so that a citation means one entry", () => {
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  it("names only code that exists, so that a reader finds what depends on a claim", () => {
    const missing = register.assumptions.flatMap(({ id, code }) =>
      code.filter((path) => !existsSync(new URL(path, root))).map((path) => `${id}: ${path}`),
    );
    assert.deepEqual(missing, []);
  });

  it("backs every model: none cites nothing, or an entry that is not there", () => {
    const problems = cited().flatMap(({ model, cites }) => {
      if (cites.length === 0) return [`${model} cites nothing`];
      return cites.filter((id) => !ids.includes(id)).map((id) => `${model} cites ${id}`);
    });
    assert.deepEqual(problems, []);
    assert.ok(cited().length > 50);
  });

  it("names the engine's models in the entries that they cite", () => {
    const citedIds = new Set(cited().flatMap(({ cites }) => cites));
    const silent = register.assumptions
      .filter(({ id }) => citedIds.has(id))
      .filter(({ code }) => !code.some((path) => path.startsWith("engine/models/")))
      .map(({ id }) => id);
    assert.deepEqual(silent, []);
  });
});
