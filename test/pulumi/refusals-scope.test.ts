import assert from "node:assert/strict";
import { join } from "node:path";
import { needCli } from "./cli.ts";
import { errors, explained, succeeds, up } from "./support.ts";
import { openWorld, type Stack, type World } from "./world.ts";

const scopeType = "aws:networkflowmonitor/scope:Scope";

/** Settings for a scope over an account. */
function covering(accountId: string) {
  return { "aws:region": "ap-northeast-1", "scope:accountId": accountId };
}

describe("a scope that AWS is still busy with, under the real engine", function () {
  this.timeout(180_000);
  let world: World;
  let owner: Stack;
  beforeEach(async function () {
    world = await openWorld(await needCli(this), ["aws"], {
      folder: join(import.meta.dirname, "programs", "scope"),
    });
    owner = await world.stack("owner", covering("123456789012"));
    await up(world, owner);
  });
  afterEach(() => world.close());

  /** What happens when somebody changes the scope elsewhere, in the console: AWS is busy with it for a while. */
  function changeElsewhere(): void {
    world.account.change((state) => {
      for (const scope of state.resources.filter(({ type }) => type === scopeType))
        scope.readyAt = state.now + 1200;
    });
  }

  /** Lets AWS come to an end with it. */
  function waitForScope(): void {
    world.account.change((state) => (state.now += 1200));
  }

  it("C4: explains a change right after another, and takes it once AWS is done", async () => {
    changeElsewhere();
    owner.configure(covering("210987654321"));
    const ended = await owner.run(["up", "--yes", "--skip-preview"]);
    explained(
      ended,
      /^the scope is still being changed.*about 20 minutes.*`pulumi up` again.*SUCCEEDED/,
      /UpdateScope.*ConflictException/,
    );
    waitForScope();
    assert.deepEqual(await up(world, owner), ["update Scope nfm-scope"]);
    // The provider waits for SUCCEEDED, so the next change need not.
    owner.configure(covering("123456789012"));
    assert.deepEqual(await up(world, owner), ["update Scope nfm-scope"]);
    await succeeds(owner, "preview", "--expect-no-changes");
  });

  for (const answer of ["accepted", "refused"] as const) {
    it(`${answer === "refused" ? "explains" : "makes"} a monitor on a scope that is IN_PROGRESS, where that is ${answer}`, async () => {
      world.account.change((state) => (state.answers.monitorWhileScopeInProgress = answer));
      changeElsewhere();
      const [scope] = world.account.read().resources;
      const adopted = { "aws:region": "ap-northeast-1", "scope:scopeArn": scope?.outputs.scopeArn };
      const user = await world.stack("user", adopted);
      if (answer === "refused") {
        explained(
          await user.run(["up", "--yes", "--skip-preview"]),
          /^one: this account has a monitor.*if `list-monitors` shows none.*still makes or changes the scope.*SUCCEEDED/,
          /CreateMonitor.*ConflictException: The scope is IN_PROGRESS/,
        );
        waitForScope();
      }
      assert.deepEqual(await up(world, user), ["create Monitor one-monitor"]);
    });
  }

  it("A11: leaves a permission that is missing to AWS's own line, which names it", async () => {
    const message =
      "creating Network Flow Monitor Scope: operation error NetworkFlowMonitor: CreateScope, https response error " +
      "StatusCode: 403, RequestID: simulated, AccessDeniedException: User: arn:aws:iam::123456789012:user/deployer is " +
      "not authorized to perform: networkflowmonitor:CreateScope";
    await world.arm("aws", [{ method: "create", type: scopeType, preview: false, kind: "error", message }]);
    const other = await world.stack("other", covering("123456789012"));
    const ended = await other.run(["up", "--yes", "--skip-preview"]);
    assert.equal(errors(ended).length, 1, ended.output);
    assert.match(errors(ended)[0] ?? "", /not authorized to perform: networkflowmonitor:CreateScope/);
  });
});
