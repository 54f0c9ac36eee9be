import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { NotModelledError, type ComponentModel } from "../../engine/models/model.ts";
import type { RunResult } from "../../engine/types.ts";
import { secret, UNKNOWN } from "../../engine/values.ts";
import { messages, resource, run } from "./support.ts";
import { things, vpc } from "./things.ts";

const named = (result: RunResult, type: string) => {
  const found = result.resources.filter((one) => one.type === type);
  assert.equal(found.length, 1, `${type}: ${found.length}`);
  return found[0]!;
};

describe("remote components", () => {
  let preview: RunResult;
  let update: RunResult;
  before(async function () {
    this.timeout(60_000);
    [preview, update] = await Promise.all([
      run("components", { models: things }),
      run("components", { models: things, mode: "update" }),
    ]);
  });

  it("register what their model registers, once, under the component", () => {
    assert.equal(preview.outcome, "succeeded", JSON.stringify(preview.diagnostics));
    const component = named(preview, "awsx:ec2:Vpc");
    assert.equal(component.remote, true);
    assert.equal(component.constructedBy, undefined);
    const own = named(preview, "aws:ec2/vpc:Vpc");
    const subnet = named(preview, "aws:ec2/subnet:Subnet");
    assert.equal(own.urn, "urn:pulumi:dev::components::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::net");
    assert.equal(
      subnet.urn,
      "urn:pulumi:dev::components::awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet::net-public-1",
    );
    assert.deepEqual([own.constructedBy, subnet.constructedBy], [component.urn, component.urn]);
    assert.deepEqual(subnet.propertyDependencies, { vpcId: [own.urn] });
  });

  it("record inputs without wire marks, and what they come from", () => {
    const { inputs, propertyDependencies } = named(preview, "awsx:ec2:Vpc");
    const parameter = resource(preview, "cidr").urn;
    assert.deepEqual(inputs.tags, { Env: "dev", From: UNKNOWN });
    assert.deepEqual(propertyDependencies, { cidrBlock: [parameter], tags: [parameter] });
  });

  it("hand their providers, protection and transforms to their children", () => {
    const provider = `${resource(update, "tokyo").urn}::${resource(update, "tokyo").id}`;
    for (const type of ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"]) {
      assert.equal(named(update, type).options.provider, provider, type);
      assert.equal(named(update, type).options.protect, true, type);
    }
    assert.deepEqual(named(preview, "aws:ec2/subnet:Subnet").inputs.tags, { Name: "public", Team: "net" });
  });

  it("give back outputs: unknown in a preview, and in an update as the model answers", () => {
    const { vpcId, firstSubnet, zones, cidr } = preview.stackOutputs;
    assert.deepEqual(
      { vpcId, firstSubnet, zones, cidr },
      { vpcId: UNKNOWN, firstSubnet: UNKNOWN, zones: UNKNOWN, cidr: secret("10.0.0.0/16") },
    );
    assert.equal(update.stackOutputs.vpcId, named(update, "aws:ec2/vpc:Vpc").id);
    assert.equal(update.stackOutputs.firstSubnet, named(update, "aws:ec2/subnet:Subnet").id);
    assert.equal(update.stackOutputs.zones, 1);
    const subnet = named(update, "aws:ec2/subnet:Subnet");
    assert.deepEqual(named(update, "eks:index:Cluster").propertyDependencies.subnetIds, [
      subnet.urn,
      named(update, "awsx:ec2:Vpc").urn,
    ]);
  });

  it("without a model still plan: recorded, outputs unknown, methods too", () => {
    for (const result of [preview, update]) {
      const cluster = named(result, "eks:index:Cluster");
      assert.deepEqual([cluster.remote, cluster.modelled, cluster.outputs], [true, false, {}]);
      const { endpoint, kubeconfig } = result.stackOutputs;
      assert.deepEqual({ endpoint, kubeconfig }, { endpoint: UNKNOWN, kubeconfig: UNKNOWN });
    }
  });

  it("refuse in the provider's words", async () => {
    const refusing: ComponentModel = {
      ...vpc,
      construct: () => Promise.reject(new Error("no NAT for public subnets")),
    };
    const result = await run("components", {
      models: { ...things, components: new Map([[vpc.type, refusing]]) },
    });
    assert.equal(result.outcome, "failed");
    assert.deepEqual(messages(result, "error"), [
      "awsx:ec2:Vpc resource 'net' has a problem: no NAT for public subnets",
    ]);
  });

  it("whose model meets arguments that it does not know count as without a model", async () => {
    const unsure: ComponentModel = {
      ...vpc,
      construct: () => Promise.reject(new NotModelledError("no idea of IPAM")),
    };
    const result = await run("components", {
      models: { ...things, components: new Map([[vpc.type, unsure]]) },
    });
    assert.equal(result.outcome, "succeeded");
    assert.equal(named(result, "awsx:ec2:Vpc").modelled, false);
    assert.equal(result.stackOutputs.vpcId, UNKNOWN);
    assert.deepEqual(messages(result, "info"), ["no idea of IPAM"]);
  });

  it("may ask functions and resources: what nobody answers is refused or unknown, as they choose", async () => {
    const asked: unknown[] = [];
    const asking: ComponentModel = {
      ...vpc,
      async construct(inputs, context) {
        asked.push(await context.ask("test:index:unknown", {}));
        asked.push(context.lookUp("urn:gone"), context.lookUp(context.urn));
        await context.invoke("test:index:unknown", {});
        return vpc.construct(inputs, context);
      },
    };
    const result = await run("components", {
      models: { ...things, components: new Map([[vpc.type, asking]]) },
    });
    assert.deepEqual(asked, [undefined, undefined, { id: undefined, outputs: {} }]);
    assert.deepEqual(messages(result, "error"), [
      "awsx:ec2:Vpc resource 'net' has a problem: test:index:unknown has no answer offline: give it under " +
        '"invokes" in --answers FILE',
    ]);
  });

  it("warn through the program's diagnostics", async () => {
    const warning: ComponentModel = {
      ...vpc,
      construct(inputs, context) {
        context.warn("legacy layout");
        return vpc.construct(inputs, context);
      },
    };
    const result = await run("components", {
      models: { ...things, components: new Map([[vpc.type, warning]]) },
    });
    assert.deepEqual(
      result.diagnostics.map(({ severity, message, urn }) => [severity, message, urn]),
      [["warning", "legacy layout", named(result, "awsx:ec2:Vpc").urn]],
    );
  });
});

describe("functions of the program that the engine calls", () => {
  let preview: RunResult;
  let update: RunResult;
  before(async function () {
    this.timeout(60_000);
    [preview, update] = await Promise.all([
      run("callbacks", { models: things }),
      run("callbacks", { models: things, mode: "update" }),
    ]);
  });

  it("transforms: the resource's own first, then its component's, then the stack's", () => {
    assert.equal(preview.outcome, "succeeded", JSON.stringify(preview.diagnostics));
    const child = resource(preview, "group-child");
    assert.equal(child.inputs.trail, "child>own>component>stack");
    assert.equal(child.options.protect, true);
  });

  it("transforms keep unknowns and what inputs come from", () => {
    const child = resource(preview, "group-child");
    assert.equal(child.inputs.of, UNKNOWN);
    assert.deepEqual(child.propertyDependencies, { of: [resource(preview, "group-base").urn] });
    assert.deepEqual(child.dependencies, [resource(preview, "group-base").urn]);
  });

  it("transformations of the older kind", () => {
    assert.deepEqual(resource(preview, "legacy").inputs, { size: 9 });
  });

  it("transforms of functions", () => {
    assert.equal(preview.stackOutputs.answer, '{"added":true,"name":"x"}');
  });

  it("hooks: those that ask for previews, and none in a simulated update", () => {
    assert.deepEqual(preview.stackOutputs.seen, ["loud hooked", "after hooked"]);
    assert.deepEqual(update.stackOutputs.seen, []);
  });

  it("a dynamic provider is recorded, never run, and its outputs are unknown", () => {
    assert.equal(update.outcome, "succeeded", JSON.stringify(update.diagnostics));
    assert.equal(resource(update, "random").type, "pulumi-nodejs:dynamic:Resource");
    assert.equal(resource(update, "of-dynamic").inputs.value, UNKNOWN);
  });

  it("what a program keeps for a real deployment does not run, in either mode", () => {
    assert.equal(preview.stackOutputs.mayRun, "kept for a deployment");
    assert.equal(update.stackOutputs.mayRun, "kept for a deployment");
  });
});
