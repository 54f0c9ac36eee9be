import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { inventory, scopeOnly, up } from "./support.ts";
import { openWorld, shipped, type World } from "./world.ts";

/** Milliseconds for which AWS keeps a resource back, long enough for all that does not wait for it to go ahead. */
const LATE = 4000;
const kept = [
  "aws:ec2/route:Route",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:lb/listener:Listener",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

describe("the order in which the real engine makes things", function () {
  this.timeout(180_000);
  let world: World;
  beforeEach(async function () {
    world = await openWorld(await needCli(this), ["aws", "awsx"]);
  });
  afterEach(() => world.close());

  it("starts no instance before its way out, its policies and its listener, however late those come", async () => {
    const stack = await world.stack("dev", shipped("dev"));
    await world.arm(
      "aws",
      kept.map((type) => ({
        method: "create",
        type,
        preview: false,
        kind: "delay",
        milliseconds: LATE,
        always: true,
      })),
    );
    await up(world, stack);
    const { instances } = world.account.read();
    assert.equal(instances.length, 2);
    assert.deepEqual(
      instances.flatMap(({ broken }) => broken),
      [],
    );
    // Installed and activated on each, by the one association.
    assert.deepEqual(
      instances.map(({ ran }) => ran.length),
      [1, 1],
    );
  });

  it("activates no agent before its role may publish, and runs on every instance that the groups launched", async () => {
    const stack = await world.stack("dev", shipped("dev"));
    const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    await world.arm("aws", [
      { method: "create", type, name: "agent-publish-1", preview: false, kind: "delay", milliseconds: LATE },
    ]);
    const done = await up(world, stack);
    assert.ok(
      done.indexOf("create Association agent-groups-1") >
        done.indexOf("create RolePolicyAttachment agent-publish-1"),
    );
    const { resources } = world.account.read();
    const bornAt = (name: string) =>
      resources.find((resource) => resource.name === name)?.createdAt ?? Number.NaN;
    assert.ok(bornAt("agent-publish-1") <= bornAt("agent-groups-1"));
  });

  it("deletes a monitor before it makes the one that takes its name, when the scope is another", async () => {
    const one = await world.stack("one", scopeOnly({ mode: "create" }, "web"));
    await up(world, one);
    world.account.change((state) => {
      const [scope] = state.resources.filter(({ name }) => name === "nfm-scope");
      assert.ok(scope !== undefined);
      const arn =
        "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/22222222-2222-4222-8222-222222222222";
      state.resources.push({
        ...structuredClone(scope),
        id: "22222222-2222-4222-8222-222222222222",
        name: "other",
        outputs: { ...scope.outputs, scopeArn: arn },
      });
    });
    const scopeArn =
      "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/22222222-2222-4222-8222-222222222222";
    one.configure(scopeOnly({ mode: "adopt", scopeArn }, "web"));
    assert.deepEqual(await up(world, one), ["delete Monitor web-monitor", "create Monitor web-monitor"]);
    // The scope that it made is retained, since another may use it.
    assert.deepEqual(inventory(world), ["Monitor web-monitor", "Scope nfm-scope", "Scope other"]);
  });
});
