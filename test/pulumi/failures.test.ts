import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { needCli } from "./cli.ts";
import { known, type Known } from "./failures.ts";
import { errors, scopeOnly } from "./support.ts";
import { openWorld, type Config, type Stack, type World } from "./world.ts";

const monitoring = (localResources: object[]): Config => ({
  ...scopeOnly({ mode: "create" }),
  "nfm:monitors": { web: { localResources } },
});

/** Settings that our components refuse, so that nothing of AWS is asked: the one line that the user reads. */
const settings: { row: string; config: Config; line: RegExp }[] = [
  {
    row: "C2: a type of resource as the provider's documents spell it",
    config: monitoring([{ type: "AWS::EC2::AvailabilityZone", identifier: "ap-northeast-1a" }]),
    line: /^nfm:monitors\.web\.localResources\[0\]\.type: .*allowed: .*AWS::AvailabilityZone.*fix: /,
  },
  {
    row: "A9: a zone by its id, which results have, in place of its name",
    config: monitoring([{ type: "AWS::AvailabilityZone", identifier: "apne1-az4" }]),
    line: /^nfm:monitors\.web\.localResources\[0\]\.identifier: got "apne1-az4"; allowed: .*fix: /,
  },
];

/** The same for ways to put the agent onto a cluster. */
const ways: { row: string; way: string; line: RegExp }[] = [
  {
    row: "B1 and B2: the service account of add-on 1.0.0",
    way: "rollout for the old service account",
    line: /^agent\.serviceAccount: .*fix: remove it: add-ons after 1\.0\.0 refuse this name/,
  },
  {
    row: "B3: names that look right",
    way: "rollout for a service account that looks right",
    line: /^agent\.serviceAccount: .*the add-on's name says monitoring, its service account says monitor/,
  },
  {
    row: "B4: an agent that hides memory limits on Bottlerocket",
    way: "rollout of an agent before 1.1.6 on Bottlerocket",
    line: /^agent\.agentVersion: .*second cgroup2.*fix: take a later one/,
  },
  {
    row: "B5, B6, B7, B10 and B13: an agent before 1.1.0",
    way: "rollout of an agent before 1.1.0",
    line: /^agent\.agentVersion: .*no OpenMetrics settings and no Container Network Observability; fix: /,
  },
  {
    row: "B8: nodes without instance metadata",
    way: "rollout on hybrid nodes",
    line: /^agent\.nodes: .*fix: add nodes on EC2 Linux.*the agent asks EC2 for its Region/,
  },
  {
    row: "B15: two ways to bind the service account",
    way: "rollout with two ways to bind",
    line: /^agent\.oidcProviderArn: .*one thing alone binds the service account; fix: /,
  },
];

describe("known failures that settings can bring about, under the real engine", function () {
  this.timeout(60_000);
  let world: World;

  async function open(context: Mocha.Context, folder?: string): Promise<Stack> {
    world = await openWorld(await needCli(context), ["aws"], folder === undefined ? {} : { folder });
    return world.stack("dev", {});
  }

  /** Asserts that a preview stops with one line, which says what is wrong and what to do. */
  async function stops(stack: Stack, config: Config, line: RegExp): Promise<void> {
    stack.configure({ "aws:region": "ap-northeast-1", ...config });
    const ended = await stack.run(["preview"]);
    assert.notEqual(ended.code, 0);
    assert.equal(errors(ended).length, 1, ended.output);
    assert.match(errors(ended)[0] ?? "", line);
  }

  describe("in a stack's file", () => {
    let stack: Stack;
    before(async function () {
      stack = await open(this);
    });
    after(() => world.close());
    for (const { row, config, line } of settings) it(row, () => stops(stack, config, line));
  });

  describe("in a program", () => {
    let stack: Stack;
    before(async function () {
      stack = await open(this, join(import.meta.dirname, "programs", "agent"));
    });
    after(() => world.close());
    for (const { row, way, line } of ways) it(row, () => stops(stack, { "agent:way": way }, line));
  });
});

describe("the list of known failures", () => {
  const here = import.meta.dirname;
  const tests = readdirSync(here)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(here, file), "utf8"))
    .join("\n");
  const ids = Object.keys(known);

  it("has each of them once, by its number", () => {
    const numbers = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
    assert.deepEqual(ids, [...numbers("A", 11), ...numbers("B", 15), ...numbers("C", 7)]);
  });

  it("names a test of this folder for each that infrastructure can meet, and why for every other", () => {
    const missing = Object.entries<Known>(known).flatMap(([id, { shownBy = [], notMet }]) => {
      if ((shownBy.length === 0) === (notMet === undefined)) return [`${id}: either tests or a reason`];
      return shownBy.filter((title) => !tests.includes(title)).map((title) => `${id}: no test "${title}"`);
    });
    assert.deepEqual(missing, []);
  });
});
