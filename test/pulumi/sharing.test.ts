import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { documented, follow } from "./procedures.ts";
import {
  changes,
  destroy,
  errors,
  explained,
  inventory,
  scopeArn,
  scopeOnly,
  succeeds,
  up,
} from "./support.ts";
import { allPackages, openWorld, shipped, type Stack, type World } from "./world.ts";

const own = { mode: "create" };

describe("several stacks in one account", function () {
  this.timeout(180_000);
  let world: World;
  beforeEach(async function () {
    world = await openWorld(await needCli(this), ["aws"]);
  });
  afterEach(() => world.close());

  it("lets a second stack use the scope that the first exports, and leaves it alone when that stack goes", async () => {
    const owner = await world.stack("owner", scopeOnly(own, "one"));
    await up(world, owner);
    const user = await world.stack(
      "user",
      scopeOnly({ mode: "stackReference", stackReference: { stack: "organization/nfm/owner" } }, "two"),
    );
    assert.deepEqual(await up(world, user), ["create Monitor two-monitor"]);
    await destroy(user);
    assert.deepEqual(inventory(world), ["Monitor one-monitor", "Scope nfm-scope"]);
    await succeeds(owner, "preview", "--expect-no-changes");
  });

  it("lets a second stack adopt the scope by its ARN, and keeps it working when the first stack goes", async () => {
    const owner = await world.stack("owner", scopeOnly(own, "one"));
    await up(world, owner);
    const user = await world.stack("user", scopeOnly({ mode: "adopt", scopeArn: scopeArn(world) }, "two"));
    await up(world, user);
    await destroy(owner);
    assert.deepEqual(inventory(world), ["Monitor two-monitor", "Scope nfm-scope"]);
    await succeeds(user, "preview", "--expect-no-changes");
    user.configure(scopeOnly({ mode: "adopt", scopeArn: scopeArn(world) }, "two", "three"));
    assert.deepEqual(await up(world, user), ["create Monitor three-monitor"]);
  });

  it("lets a stack that adopted the scope go, and the owner notices nothing", async () => {
    const owner = await world.stack("owner", scopeOnly({ mode: "create", onDestroy: "delete" }, "one"));
    await up(world, owner);
    const before = world.account.read().resources;
    const user = await world.stack("user", scopeOnly({ mode: "adopt", scopeArn: scopeArn(world) }, "two"));
    await up(world, user);
    await destroy(user);
    assert.deepEqual(world.account.read().resources, before);
    await succeeds(owner, "preview", "--expect-no-changes");
  });

  for (const answer of ["ServiceQuotaExceededException", "ConflictException"] as const) {
    it(`explains a second scope in one line and touches nothing, when AWS answers ${answer}`, async () => {
      world.account.change((state) => (state.answers.secondScope = answer));
      await up(world, await world.stack("owner", scopeOnly(own, "one")));
      const before = world.account.read().resources;
      const second = await world.stack("second", scopeOnly(own, "two"));
      world.forget();
      const ended = await second.run(["up", "--yes", "--skip-preview"]);
      explained(
        ended,
        /^this account has a .* scope in this Region already, .*list-scopes.*"adopt"/,
        new RegExp(`CreateScope.*${answer}`),
      );
      assert.deepEqual(changes(world), ["create Scope nfm-scope"]);
      assert.deepEqual(world.account.read().resources, before);
    });
  }

  it("stops the destroy of a scope that others use with one explanation, and hands it over as documented", async () => {
    const deletes = { mode: "create", onDestroy: "delete" };
    const owner = await world.stack("owner", scopeOnly(deletes, "one"));
    await up(world, owner);
    const arn = scopeArn(world);
    const user = await world.stack("user", scopeOnly({ mode: "adopt", scopeArn: arn }, "two"));
    await up(world, user);

    // Without its program a stack has no explanations.
    const bare = await owner.run(["destroy", "--yes", "--skip-preview"]);
    assert.match(errors(bare).join("\n"), /^[^\n]*DeleteScope.*ConflictException[^\n]*$/);
    const ended = await owner.run(["destroy", "--yes", "--skip-preview", "--run-program"]);
    explained(
      ended,
      /^other stacks have monitors on this scope.*"retain".*operations\.md/,
      /DeleteScope.*ConflictException/,
    );

    const words = { SCOPE_ID: arn.slice(arn.lastIndexOf("/") + 1), STACK: user.name };
    const [letGo = [], takeOver = []] = documented("Hand a scope over", words);
    owner.configure(scopeOnly({ mode: "create", onDestroy: "retain" }));
    await follow(owner, letGo);
    user.configure(scopeOnly(deletes, "two"));
    world.forget();
    await follow(user, takeOver);
    // Only what Pulumi knows of the component changes, and nothing in AWS.
    assert.deepEqual(changes(world), []);
    await destroy(user);
    assert.deepEqual(inventory(world), []);
  });

  it("makes a scope only once the one before has gone, and explains that until then", async () => {
    const owner = await world.stack("owner", scopeOnly(own, "one"));
    await up(world, owner);
    await destroy(owner);
    world.account.change((state) => state.resources.forEach((each) => (each.status = "deleting")));
    const next = await world.stack("next", scopeOnly(own, "two"));
    explained(
      await next.run(["up", "--yes", "--skip-preview"]),
      /^this account has a .* scope in this Region already/,
      /CreateScope.*ConflictException: A scope is DEACTIVATING/,
    );
    world.account.change((state) => (state.resources = []));
    await up(world, next);
  });

  it("takes the scope from others where AWS lets it, which their next monitor is told in one line", async () => {
    world.account.change((state) => (state.answers.scopeWithMonitors = "deleted"));
    const owner = await world.stack("owner", scopeOnly({ mode: "create", onDestroy: "delete" }));
    await up(world, owner);
    const adopted = { mode: "adopt", scopeArn: scopeArn(world) };
    const user = await world.stack("user", scopeOnly(adopted, "two"));
    await up(world, user);
    await destroy(owner);
    assert.deepEqual(inventory(world), ["Monitor two-monitor"]);
    user.configure(scopeOnly(adopted, "two", "three"));
    explained(
      await user.run(["up", "--yes", "--skip-preview"]),
      /^three: AWS has no such scope.*list-scopes/,
      /CreateMonitor.*ResourceNotFoundException/,
    );
  });
});

describe("the shipped stacks in one account", function () {
  this.timeout(240_000);
  const usesScopeOfDev = { ...shipped("staging"), "nfm:scope": { mode: "create", owner: "dev" } };
  let world: World;
  let dev: Stack;
  before(async function () {
    world = await openWorld(await needCli(this), allPackages, { wholeSdk: true });
    dev = await world.stack("dev", shipped("dev"));
    await up(world, dev);
  });
  after(() => world.close());

  it("stops a second site with a scope of its own, of which the first notices nothing, until it adopts", async () => {
    const first = world.account.read().resources;
    const second = await world.stack("second", { ...shipped("dev"), "nfm:scope": own });
    const ended = await second.run(["up", "--yes", "--skip-preview"]);
    // What awsx was just making is told to stop, in a line of its own.
    const lines = errors(ended).filter((line) => !line.startsWith("awsx:"));
    assert.equal(lines.length, 2, lines.join("\n"));
    assert.match(lines.join("\n"), /^this account has a .* scope in this Region already/m);
    assert.deepEqual(world.account.read().resources.slice(0, first.length), first);
    second.configure({ ...shipped("dev"), "nfm:scope": { mode: "adopt", scopeArn: scopeArn(world) } });
    await up(world, second);
    await destroy(second);
    assert.deepEqual(world.account.read().resources, first);
  });

  it("share one scope, and staging comes and goes without a change to dev", async () => {
    const before = inventory(world);
    const staging = await world.stack("staging", usesScopeOfDev);
    const made = await up(world, staging);
    assert.deepEqual(
      made.filter((line) => line.includes(" Scope ")),
      [],
    );
    await succeeds(dev, "preview", "--expect-no-changes");
    await destroy(staging);
    assert.deepEqual(inventory(world), before);
    await succeeds(dev, "preview", "--expect-no-changes");
  });

  it("lets dev go while another stack has a monitor on its scope, and says how that stack finds it again", async () => {
    const adopted = { mode: "adopt", scopeArn: scopeArn(world) };
    const user = await world.stack("user", {
      ...scopeOnly({ mode: "create", owner: "dev" }, "one"),
    });
    await up(world, user);
    dev.configure({ ...shipped("dev"), "nfm:scope": { mode: "create", onDestroy: "retain" } });
    await up(world, dev);
    await destroy(dev);
    assert.deepEqual(inventory(world), ["Monitor one-monitor", "Scope nfm-scope"]);
    const [line = "", ...more] = errors(await user.run(["preview"]));
    assert.deepEqual(more, []);
    assert.match(
      line,
      /nfm\.stackReference: got "organization\/nfm\/dev"; allowed: a stack with the output scopeArn; fix: .*list-scopes/,
    );
    user.configure(scopeOnly(adopted, "one"));
    assert.deepEqual(await up(world, user), []);
  });
});
