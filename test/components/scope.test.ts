import assert from "node:assert/strict";
import { Scope, ScopeMode, ScopeOnDestroy, type ScopeArgs } from "../../components/scope/index.ts";
import {
  explainCreateFailure,
  explainDeleteFailure,
  explainUpdateFailure,
} from "../../components/scope/explain.ts";
import { validateScope } from "../../components/scope/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";
import { deploy, one, valueOf, type DeployOptions } from "../support/deploy.ts";

const scopeType = "aws:networkflowmonitor/scope:Scope";
const componentType = "aws-network-flow-monitor:index:Scope";
const scopeArn =
  "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555";

const answers: DeployOptions = {
  outputs: () => ({ scopeArn, scopeId: "11111111-2222-3333-4444-555555555555" }),
  call: () => ({ region: "ap-northeast-1", accountId: "123456789012" }),
};

function lines(args: ScopeArgs): string[] {
  return validateScope(args, "scope").map(formatProblem);
}

describe("Scope", () => {
  for (const mode of ["preview", "update"] as const) {
    it(`creates one scope over the provider's account and Region, kept on destroy (${mode})`, async () => {
      const { registrations, result } = await deploy(() => new Scope("shared"), { ...answers, mode });
      const scope = one(registrations, scopeType);
      assert.deepEqual(scope.inputs, {
        targets: [
          {
            region: "ap-northeast-1",
            targetIdentifier: { targetId: { accountId: "123456789012" }, targetType: "ACCOUNT" },
          },
        ],
        timeouts: { create: "60m" },
      });
      assert.equal(scope.name, "shared-scope");
      assert.equal(scope.parent, one(registrations, componentType).urn);
      assert.equal(scope.retainOnDelete, true);
      assert.deepEqual(scope.hooks, ["aws-network-flow-monitor:Scope:shared"]);
      assert.equal(registrations.length, 2);
      if (mode === "update") assert.equal(await valueOf(result.scopeArn), scopeArn);
    });
  }

  it("passes region, tags, target and timeout on, and asks the provider nothing it was told", async () => {
    const args: ScopeArgs = {
      region: "eu-west-1",
      tags: { team: "net" },
      targets: [{ accountId: "210987654321", region: "eu-west-1" }],
      createTimeoutMinutes: 90,
      onDestroy: ScopeOnDestroy.Delete,
    };
    const { registrations, invokes } = await deploy(() => new Scope("shared", args), answers);
    const scope = one(registrations, scopeType);
    assert.deepEqual(scope.inputs, {
      region: "eu-west-1",
      tags: { team: "net" },
      targets: [
        {
          region: "eu-west-1",
          targetIdentifier: { targetId: { accountId: "210987654321" }, targetType: "ACCOUNT" },
        },
      ],
      timeouts: { create: "90m" },
    });
    assert.equal(scope.retainOnDelete, false);
    assert.deepEqual(invokes, []);
  });

  it("covers its own Region or that of its target, or AWS refuses it in a Region that is not the provider's", async () => {
    const targets = [{ accountId: "210987654321", region: "eu-west-1" }];
    const told: ScopeArgs[] = [{ region: "eu-west-1" }, { targets }];
    for (const args of told) {
      const { registrations } = await deploy(() => new Scope("shared", args), answers);
      const [target] = one(registrations, scopeType).inputs.targets as { region: string }[];
      assert.equal(target?.region, "eu-west-1");
    }
  });

  it("stops with one line for each problem, attached to the component, without a stack trace", async () => {
    const args = { mode: ScopeMode.Adopt, region: "eu-west-9" };
    await assert.rejects(
      deploy(() => new Scope("bad", args)),
      (error: Error & { hideStack?: boolean }) => {
        assert.equal(error.hideStack, true);
        assert.match(
          error.message,
          /^bad\.region: got "eu-west-9"; allowed: .*\nbad\.scopeArn: got nothing; .*$/,
        );
        return true;
      },
    );
  });
});

describe("validateScope", () => {
  it("accepts nothing at all, and each mode with what it needs", () => {
    assert.deepEqual(lines({}), []);
    assert.deepEqual(lines({ mode: ScopeMode.Adopt, scopeArn }), []);
    assert.deepEqual(
      lines({ mode: ScopeMode.StackReference, stackReference: { stack: "acme/nfm/scope" } }),
      [],
    );
  });

  it("refuses an unknown mode with the modes there are", () => {
    assert.deepEqual(lines({ mode: "creat" as ScopeMode }), [
      'scope.mode: got "creat"; allowed: create, adopt or stackReference; fix: choose one of them',
    ]);
  });

  it("refuses what belongs to another mode, since it would be ignored", () => {
    assert.deepEqual(lines({ scopeArn }), [
      'scope.scopeArn: got a value; allowed: nothing with mode "create"; fix: remove it, or set mode to "adopt"',
    ]);
    const made: ScopeArgs = {
      onDestroy: ScopeOnDestroy.Delete,
      createTimeoutMinutes: 3,
      tags: { team: "net" },
      targets: [{ accountId: "123456789012", region: "eu-west-1" }],
    };
    const modes: ScopeArgs[] = [
      { mode: ScopeMode.Adopt, scopeArn },
      { mode: ScopeMode.StackReference, stackReference: { stack: "acme/nfm/scope" } },
    ];
    for (const mode of modes) {
      assert.deepEqual(
        lines({ ...mode, ...made }),
        ["targets", "onDestroy", "createTimeoutMinutes", "tags"].map(
          (key) =>
            `scope.${key}: got a value; allowed: nothing with mode "${String(mode.mode)}"; ` +
            'fix: remove it, or set mode to "create"',
        ),
      );
    }
    assert.deepEqual(lines(made), []);
  });

  it("refuses tags that AWS refuses, by the same rules as every other component", () => {
    assert.deepEqual(
      lines({ tags: { "aws:x": "1", long: "x".repeat(257) } }).map((line) => line.split(":")[0]),
      ['scope.tags["aws', 'scope.tags["long"]'],
    );
  });

  it("refuses an ARN that is malformed, of another service, or of another Region", () => {
    for (const bad of ["scope-1", scopeArn.replace("networkflowmonitor", "networkmonitor"), "arn:aws:::"]) {
      assert.match(
        lines({ mode: ScopeMode.Adopt, scopeArn: bad })[0] ?? "",
        /^scope\.scopeArn: got .*list-scopes`$/,
      );
    }
    assert.deepEqual(lines({ mode: ScopeMode.Adopt, scopeArn, region: "eu-west-1" }), [
      `scope.scopeArn: got "${scopeArn}"; allowed: a scope in eu-west-1; fix: adopt the scope of that Region`,
    ]);
  });

  it("refuses a stack reference that is not fully qualified", () => {
    const args = { mode: ScopeMode.StackReference, stackReference: { stack: "scope" } };
    assert.match(
      lines(args)[0] ?? "",
      /^scope\.stackReference\.stack: got "scope"; allowed: .*organization\/project\/stack/,
    );
  });

  it("refuses targets of a wrong number, account or Region, each on its own line", () => {
    const targets = [{ accountId: "12", region: "eu-west-1" }];
    assert.equal(lines({ targets: [] }).length, 1);
    assert.deepEqual(
      lines({ targets, region: "us-east-1" }).map((line) => line.split(":")[0]),
      ["scope.targets[0].accountId", "scope.targets[0].region"],
    );
  });
});

describe("explainCreateFailure", () => {
  const type = "aws:networkflowmonitor/scope:Scope";
  const urn = `urn:pulumi:dev::nfm::aws-network-flow-monitor:index:Scope$${type}::a-scope`;
  const failed = (error: string) => ({ errors: [error], name: "a-scope", type, urn });

  it("explains both errors that a second scope may give, and takes a lost one back below its component", () => {
    for (const code of ["ServiceQuotaExceededException", "ConflictException"]) {
      const explained = explainCreateFailure(failed(`creating scope: ${code}: no`), "a") ?? "";
      assert.match(explained, /list-scopes.*adopt/);
      assert.ok(
        explained.includes(
          "pulumi import aws:networkflowmonitor/scope:Scope a-scope <scopeId> " +
            "--parent 'parent=urn:pulumi:dev::nfm::aws-network-flow-monitor:index:Scope::a' --protect=false --generate-code=false",
        ),
        explained,
      );
    }
  });

  it("leaves other errors to speak for themselves", () => {
    assert.equal(explainCreateFailure(failed("AccessDeniedException: no"), "a"), undefined);
  });
});

describe("explainUpdateFailure", () => {
  it("says how long AWS needs between two changes, and nothing about other errors", () => {
    assert.match(explainUpdateFailure(["ConflictException: no"]) ?? "", /20 minutes.*pulumi up.*SUCCEEDED/);
    assert.equal(explainUpdateFailure(["AccessDeniedException: no"]), undefined);
  });
});

describe("explainDeleteFailure", () => {
  it("says how to hand over a scope that others use, and is silent about other errors", () => {
    assert.match(
      explainDeleteFailure(["ConflictException: no"]) ?? "",
      /list-monitors.*retain.*operations\.md/,
    );
    assert.equal(explainDeleteFailure(["AccessDeniedException: no"]), undefined);
  });
});
