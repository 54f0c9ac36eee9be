import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  Scope,
  ScopeMode,
  ScopeOnDestroy,
  type ScopeArgs,
  type ScopeStackReferenceArgs,
} from "../../components/scope/index.ts";
import { whatDestroyLeaves } from "../../components/scope/leave.ts";
import { deploy, one, valueOf, type DeployOptions } from "../support/deploy.ts";
import { lateErrors } from "../support/late-errors.ts";

const scopeType = "aws:networkflowmonitor/scope:Scope";
const componentType = "aws-network-flow-monitor:index:Scope";
const referenceType = "pulumi:pulumi:StackReference";
const id = "11111111-2222-3333-4444-555555555555";
const arnOf = (region: string) => `arn:aws:networkflowmonitor:${region}:123456789012:scope/${id}`;
const scopeArn = arnOf("ap-northeast-1");

const answers: DeployOptions = { call: () => ({ region: "ap-northeast-1", accountId: "123456789012" }) };

describe("a scope that this stack makes", () => {
  it("changes no scope for the sake of its wait, or an imported one would not stay as it is", async () => {
    const { registrations } = await deploy(() => new Scope("shared"), answers);
    assert.deepEqual(one(registrations, scopeType).ignoreChanges, ["timeouts"]);
  });

  it("deletes its scope in a destroy only when that was asked for, or other stacks lose theirs", async () => {
    for (const onDestroy of [undefined, ScopeOnDestroy.Retain, ScopeOnDestroy.Delete]) {
      const { registrations } = await deploy(() => new Scope("shared", { onDestroy }), answers);
      assert.equal(one(registrations, scopeType).retainOnDelete, onDestroy !== ScopeOnDestroy.Delete);
    }
  });

  it("is refused as soon as its Region is known and lacks Network Flow Monitor, or only AWS would say so", async () => {
    const args = { region: pulumi.output("eu-west-9") };
    const errors = await lateErrors(() => deploy(() => new Scope("shared", args), answers));
    const messages = errors.map((error) => (error as Error).message).join("\n");
    assert.match(messages, /shared\.region: got "eu-west-9"; allowed: /);
  });
});

describe("a scope that somebody else makes", () => {
  it("is only adopted: nothing is made, so that a destroy cannot delete what others use", async () => {
    const program = () => new Scope("adopted", { mode: ScopeMode.Adopt, scopeArn });
    const { registrations, reads, result } = await deploy(program, answers);
    assert.deepEqual(
      registrations.map((each) => each.type),
      [componentType],
    );
    assert.deepEqual(reads, []);
    assert.equal(await valueOf(result.scopeArn), scopeArn);
    assert.equal(await valueOf(result.scopeId), id);
  });

  /** What a scope of a stack reference registers, reads and gets, where the owner exports two scopes. */
  async function taken(stackReference: ScopeStackReferenceArgs) {
    const asked: unknown[] = [];
    const program = () => new Scope("shared", { mode: ScopeMode.StackReference, stackReference });
    const { registrations, reads, result } = await deploy(program, {
      ...answers,
      outputs: (_, __, { name }) => {
        asked.push(name);
        return { outputs: { scopeArn, european: arnOf("eu-west-1") } };
      },
    });
    return { asked, registrations, reads, arn: await valueOf(result.scopeArn) };
  }

  it("is only read from the stack that exports it, below the component: again nothing is made", async () => {
    const { asked, registrations, reads } = await taken({ stack: "acme/nfm/owner" });
    assert.deepEqual(asked, ["acme/nfm/owner"]);
    assert.deepEqual(
      registrations.map((each) => each.type),
      [componentType],
    );
    const parent = registrations[0]?.urn;
    assert.deepEqual(reads, [{ type: referenceType, name: "shared-scope-owner", parent }]);
  });

  it("is the stack's output scopeArn, or the one that is named, or monitors watch in another Region", async () => {
    const stack = "acme/nfm/owner";
    assert.equal((await taken({ stack })).arn, scopeArn);
    assert.equal((await taken({ stack, output: "european" })).arn, arnOf("eu-west-1"));
  });

  it("is refused as soon as its ARN is known and wrong, or its monitors fail instead, and only at AWS", async () => {
    for (const wrong of ["scope-1", arnOf("eu-west-1")]) {
      const args: ScopeArgs = {
        mode: ScopeMode.Adopt,
        scopeArn: pulumi.output(wrong),
        region: "ap-northeast-1",
      };
      const errors = await lateErrors(() => deploy(() => new Scope("adopted", args), answers));
      const messages = errors.map((error) => (error as Error).message);
      assert.equal(messages.length, 1);
      assert.match(messages[0] ?? "", /adopted\.scopeArn: got /);
    }
  });
});

describe("whatDestroyLeaves of a scope", () => {
  it("tells whoever destroys that a scope stays, and is silent about one that goes or is another's", () => {
    for (const args of [{}, { mode: ScopeMode.Create }, { onDestroy: ScopeOnDestroy.Retain }])
      assert.match(whatDestroyLeaves(args) ?? "", /^The scope stays, .*"delete".*delete-scope/);
    const silent: ScopeArgs[] = [
      { onDestroy: ScopeOnDestroy.Delete },
      { mode: ScopeMode.Create, onDestroy: ScopeOnDestroy.Delete },
      { mode: ScopeMode.Adopt, scopeArn },
      { mode: ScopeMode.StackReference, stackReference: { stack: "acme/nfm/scope" } },
    ];
    for (const args of silent) assert.equal(whatDestroyLeaves(args), undefined);
  });
});
