import assert from "node:assert/strict";
import { scopeArgs, scopeProblems } from "../../stacks/scope.ts";
import { validateScope } from "../../components/scope/validate.ts";

const scopeArn =
  "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555";
const region = "ap-northeast-1";
const tags = { team: "net" };

describe("the scope of a stack", () => {
  const argsOf = (scope: Parameters<typeof scopeArgs>[0]) =>
    scopeArgs(scope, { organization: "acme", project: "nfm", stack: "dev" }, { region, tags });

  it("has the stack's tags where the stack makes it", () => {
    assert.deepEqual(argsOf({ mode: "create" }), { mode: "create", region, tags });
    assert.deepEqual(argsOf({ mode: "create", owner: "dev", onDestroy: "delete" }), {
      mode: "create",
      onDestroy: "delete",
      region,
      tags,
    });
  });

  it("has no tags where it is another stack's, or a stack with tags could not use it", () => {
    const used = [
      argsOf({ mode: "adopt", scopeArn }),
      argsOf({ mode: "stackReference", stackReference: { stack: "acme/nfm/owner" } }),
      argsOf({ mode: "create", owner: "owner" }),
    ];
    for (const args of used) {
      assert.equal(args.tags, undefined);
      assert.equal(args.region, region);
      assert.deepEqual(validateScope(args, "scope"), []);
    }
    assert.deepEqual(used[2]?.stackReference, used[1]?.stackReference);
  });

  it("is not blamed for its owner beside a mode that is none, which is another line's matter", () => {
    const settings = { mode: "creat", owner: "dev" } as unknown as Parameters<typeof scopeProblems>[0];
    assert.deepEqual(scopeProblems(settings, region), []);
  });
});
