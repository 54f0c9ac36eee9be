import assert from "node:assert/strict";
import { join } from "node:path";
import { needCli, type Cli } from "./cli.ts";
import type { AccountState } from "./provider/account.ts";
import { errors, explained, inventory, scopeOnly, succeeds, up } from "./support.ts";
import { openWorld, shipped, type Config, type World } from "./world.ts";

const association = "aws:ssm/association:Association";
const monitorType = "aws:networkflowmonitor/monitor:Monitor";

describe("what AWS refuses, under the real engine", function () {
  this.timeout(180_000);
  let cli: Cli;
  let world: World;
  before(async function () {
    cli = await needCli(this);
  });
  afterEach(() => world.close());

  it("refuses a program without our components that says AWS::EC2::AvailabilityZone, as AWS would", async () => {
    world = await openWorld(cli, ["aws"], { folder: join(import.meta.dirname, "programs", "plain") });
    const stack = await world.stack("dev", {
      "aws:region": "ap-northeast-1",
      "plain:type": "AWS::EC2::AvailabilityZone",
    });
    // A preview cannot know what the API refuses.
    await succeeds(stack, "preview");
    const ended = await stack.run(["up", "--yes", "--skip-preview"]);
    assert.equal(errors(ended).length, 1, ended.output);
    assert.match(
      errors(ended)[0] ?? "",
      /ValidationException: localResources\[0\]\.type: "AWS::EC2::AvailabilityZone"/,
    );
    stack.configure({ "aws:region": "ap-northeast-1", "plain:type": "AWS::AvailabilityZone" });
    assert.deepEqual(await up(world, stack), ["create Monitor web"]);
  });

  it("refuses inputs that the provider's schema does not have, before anything is made", async () => {
    world = await openWorld(cli, ["aws"], { folder: join(import.meta.dirname, "programs", "plain") });
    const stack = await world.stack("dev", {});
    const wrong: [string, RegExp][] = [
      ["outermost", /Invalid or unknown key. Examine values at 'wrong\.instanceTipe'/],
      ["nested", /Invalid or unknown key. Examine values at 'wrong\.metadataOptions\.httpTokns'/],
      ["of another kind", /cannot parse "one" as number.*'wrong\.metadataOptions\.httpPutResponseHopLimit'/],
      ["of a scope", /targetType: "ORGANIZATION" is none of ACCOUNT/],
    ];
    for (const [wrongInput, words] of wrong) {
      stack.configure({ "aws:region": "ap-northeast-1", "plain:wrongInput": wrongInput });
      const ended = await stack.run(["preview"]);
      assert.notEqual(ended.code, 0);
      assert.match(ended.output, words);
    }
    // Of resources that are written with the plugin framework, the real provider reads no more than it knows.
    stack.configure({ "aws:region": "ap-northeast-1", "plain:wrongInput": "of a monitor" });
    await succeeds(stack, "preview");
    assert.deepEqual(inventory(world), []);
  });

  it("explains a monitor whose name is taken", async () => {
    world = await openWorld(cli, ["aws"]);
    const stack = await world.stack("dev", scopeOnly({ mode: "create" }, "one"));
    await up(world, stack);
    await succeeds(stack, "state", "delete", monitorUrn("one"), "--yes");
    const ended = await stack.run(["up", "--yes", "--skip-preview"]);
    explained(
      ended,
      /^one: this account has a monitor of that name.*delete-monitor/,
      /CreateMonitor.*ConflictException/,
    );
  });

  it("explains the 21st monitor of an account", async () => {
    world = await openWorld(cli, ["aws"]);
    const names = Array.from({ length: 20 }, (_, index) => `m${index + 1}`);
    const stack = await world.stack("dev", scopeOnly({ mode: "create" }, ...names));
    assert.equal((await up(world, stack)).length, 21);
    stack.configure(scopeOnly({ mode: "create" }, ...names, "m21"));
    const ended = await stack.run(["up", "--yes", "--skip-preview"]);
    explained(ended, /^m21: an account has 20 monitors/, /CreateMonitor.*ServiceQuotaExceededException/);
  });

  it("explains a monitor for a scope that is not there", async () => {
    world = await openWorld(cli, ["aws"]);
    const scopeArn =
      "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-4333-8444-555555555555";
    const stack = await world.stack("dev", scopeOnly({ mode: "adopt", scopeArn }, "one"));
    const ended = await stack.run(["up", "--yes", "--skip-preview"]);
    explained(ended, /^one: AWS has no such scope.*list-scopes/, /CreateMonitor.*ResourceNotFoundException/);
  });

  it("explains how to find a scope again whose creation took longer than the provider waited", async () => {
    world = await openWorld(cli, ["aws"]);
    world.account.change((state) => (state.answers.scopeMinutes = 90));
    const stack = await world.stack("dev", scopeOnly({ mode: "create" }, "one"));
    const first = await stack.run(["up", "--yes", "--skip-preview"]);
    explained(
      first,
      /^AWS needs longer for the scope.*list-scopes.*pulumi import aws:networkflowmonitor\/scope:Scope nfm-scope/,
      /timeout while waiting for state to become 'SUCCEEDED'/,
    );
    const second = await stack.run(["up", "--yes", "--skip-preview"]);
    explained(second, /pulumi import aws:networkflowmonitor\/scope:Scope nfm-scope/, /CreateScope/);
  });

  /** Makes the dev stack, and meddles with its instances before the agent is rolled out to them. */
  async function rollOut(meddle: (state: AccountState) => void) {
    world = await openWorld(cli, ["aws", "awsx"]);
    const stack = await world.stack("dev", { ...shipped("dev"), "nfm:agent": { mode: "activate" } });
    await world.arm("aws", [{ method: "create", type: association, when: "before", kind: "tell" }], () => {
      world.account.change(meddle);
      return Promise.resolve();
    });
    return { stack, ended: await stack.run(["up", "--yes", "--skip-preview"]) };
  }

  it("A4: explains an agent roll-out that reaches no instance, and keeps it, so that the next up has nothing to make", async () => {
    // What Systems Manager finds when no instance has registered.
    const { stack, ended } = await rollOut((state) => (state.instances = []));
    explained(
      ended,
      /^association agent-groups-1 .* did not succeed on every instance.*describe-association-executions/,
      /waiting for SSM Association .*last state: 'Pending'/,
    );
    await succeeds(stack, "up", "--yes", "--skip-preview");
    await succeeds(stack, "preview", "--expect-no-changes");
  });

  it("A4: explains a roll-out to instances of which one fails, and says how to find out which", async () => {
    const { ended } = await rollOut(({ instances: [first] }) =>
      first?.broken.push("a kernel of 5.8 or later"),
    );
    explained(
      ended,
      /^association agent-groups-1 .* did not succeed on every instance.*describe-association-execution-targets/,
      /waiting for SSM Association .*last state: 'Failed'/,
    );
    const { instances } = world.account.read();
    assert.deepEqual(instances.flatMap(({ reports = {} }) => Object.values(reports)).sort(), [
      "Failed",
      "Success",
    ]);
  });

  it("says that AWS throttles once the provider has tried often enough, and the next up goes on", async () => {
    world = await openWorld(cli, ["aws"]);
    const stack = await world.stack("dev", scopeOnly({ mode: "create" }, "one"));
    await world.arm("aws", [{ method: "create", type: monitorType, kind: "throttle", times: 26 }]);
    const ended = await stack.run(["up", "--yes", "--skip-preview"]);
    assert.equal(errors(ended).length, 1, ended.output);
    assert.match(errors(ended)[0] ?? "", /exceeded maximum number of attempts, 25.*ThrottlingException/);
    assert.deepEqual(await up(world, stack), ["create Monitor one-monitor"]);
  });

  it("does not wait for a changed association, as the real provider does not", async () => {
    world = await openWorld(cli, ["aws", "awsx"]);
    const config: Config = shipped("dev");
    const stack = await world.stack("dev", config);
    await up(world, stack);
    world.account.change((state) => (state.instances = []));
    stack.configure({ ...config, "nfm:agent": { mode: "activate", schedule: "rate(2 days)" } });
    assert.deepEqual(await up(world, stack), ["update Association agent-groups-1"]);
  });

  it("cannot delete a load balancer that is protected, and says so", async () => {
    world = await openWorld(cli, ["aws", "awsx"]);
    const config = shipped("dev") as { "nfm:ec2": object };
    const stack = await world.stack("dev", {
      ...config,
      "nfm:ec2": { ...config["nfm:ec2"], deletionProtection: true },
    });
    await up(world, stack);
    const ended = await stack.run(["destroy", "--yes", "--skip-preview"]);
    assert.match(
      errors(ended).join("\n"),
      /OperationNotPermitted: Load balancer cannot be deleted because deletion protection/,
    );
    stack.configure(config);
    await up(world, stack);
    await succeeds(stack, "destroy", "--yes", "--skip-preview");
    assert.deepEqual(inventory(world), []);
  });
});

function monitorUrn(name: string): string {
  return (
    "urn:pulumi:dev::nfm::aws-network-flow-monitor:index:Monitor$aws:networkflowmonitor/monitor:Monitor::" +
    `${name}-monitor`
  );
}
