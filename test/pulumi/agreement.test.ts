import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isProviderType, STACK_TYPE } from "../../engine/urn.ts";
import type { Values } from "../../engine/values.ts";
import type { Plan } from "../../plan/index.ts";
import { ended, startIn } from "../cli/project.ts";
import { needCli, type Cli } from "./cli.ts";
import { madeUp, ofCli, ofPlan } from "./normalise.ts";
import { succeeds } from "./support.ts";
import { allPackages, openWorld, shipped, shippedStacks, type Config, type World } from "./world.ts";

/** What both engines say of a resource. */
interface Said {
  type: string;
  parent: string;
  inputs: Values;
}

type Preview = Record<string, Said>;

const programs = join(import.meta.dirname, "programs");
const region = { "aws:region": "ap-northeast-1" };
const compared: { name: string; stack?: string; folder?: string; config: Config }[] = [
  ...shippedStacks.map((name) => ({ name: `the stack ${name}`, stack: name, config: shipped(name) })),
  {
    name: "the stack dev in private subnets with NAT",
    config: { ...shipped("dev"), "nfm:ec2": { network: "private", egress: "nat", availabilityZoneCount: 3 } },
  },
  { name: "a program with plain resources", folder: join(programs, "plain"), config: region },
  { name: "a program with awsx", folder: join(programs, "awsx"), config: region },
  { name: "a program with secrets and references", folder: join(programs, "web"), config: region },
];

describe("the offline plan and the real engine's preview", function () {
  this.timeout(120_000);
  let cli: Cli;
  let world: World;
  before(async function () {
    cli = await needCli(this);
  });
  afterEach(() => world.close());

  for (const { name, stack = "dev", folder, config } of compared) {
    it(`agree on every resource of ${name}`, async () => {
      world = await openWorld(cli, allPackages, { folder, wholeSdk: true });
      const real = await realPreview(world, stack, config);
      const planned = await printedPlan(world, stack, real);
      assert.deepEqual(Object.keys(planned).sort(), Object.keys(real).sort());
      for (const [urn, said] of Object.entries(real)) assert.deepEqual(planned[urn], said, urn);
    });
  }

  it("are made comparable by one file of at most 40 lines", () => {
    const lines = readFileSync(join(import.meta.dirname, "normalise.ts"), "utf8")
      .trimEnd()
      .split("\n");
    assert.ok(lines.length <= 40, `${lines.length} lines`);
    world = { close: () => Promise.resolve() } as World;
  });
});

async function realPreview(world: World, name: string, config: Config): Promise<Preview> {
  const stack = await world.stack(name, config);
  const { stdout } = await succeeds(stack, "preview", "--json");
  const { steps } = JSON.parse(stdout) as {
    steps: { urn: string; newState: { type: string; parent?: string; inputs?: Values } }[];
  };
  const states = steps.filter(({ newState }) => !isProviderType(newState.type));
  const names = states.flatMap(({ newState }) => madeUp(newState.inputs ?? {}));
  return Object.fromEntries(
    states.map(({ urn, newState: { type, parent = "", inputs = {} } }) => [
      urn,
      { type, parent, inputs: ofCli(inputs, names) as Values },
    ]),
  );
}

/** What `nfm plan` prints, beside what the CLI has. */
async function printedPlan(world: World, name: string, real: Preview): Promise<Preview> {
  const { code, stdout, stderr } = await ended(
    startIn(world.project, "plan", "--stack", name, "--format", "json"),
  );
  assert.equal(code, 0, stderr);
  const { resources, stack, project } = JSON.parse(stdout) as Plan;
  const top = `urn:pulumi:${stack}::${project}::${STACK_TYPE}::${project}-${stack}`;
  const planned = resources
    .filter(({ type }) => !isProviderType(type))
    .map(({ urn, type, parent = top, inputs, remote }) => [
      urn,
      { type, parent, inputs: ofPlan(remote ? {} : inputs, real[urn]?.inputs) as Values },
    ]);
  return Object.fromEntries([
    [top, { type: "pulumi:pulumi:Stack", parent: "", inputs: {} }],
    ...planned,
  ]) as Preview;
}
