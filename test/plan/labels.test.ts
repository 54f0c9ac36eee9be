import assert from "node:assert/strict";
import fc from "fast-check";
import { labelResources, typeName, type Named } from "../../plan/labels.ts";

function named(type: string, name: string, parent?: string): Named {
  const above = parent === undefined ? "" : `${parent.split("::")[2] ?? ""}$`;
  return { urn: `urn:pulumi:dev::shop::${above}${type}::${name}`, type, name, parent };
}

function labels(...resources: Named[]): string[] {
  const found = labelResources(resources);
  return resources.map(({ urn }) => found.get(urn) ?? "none");
}

describe("labels of resources", () => {
  it("are the plain names where these are unique", () => {
    assert.deepEqual(labels(named("aws:iam/role:Role", "a"), named("aws:iam/role:Role", "b")), ["a", "b"]);
  });

  it("qualify all namesakes side by side, whichever came first", () => {
    const resources = [named("aws:ec2/subnet:Subnet", "a"), named("aws:ec2/route:Route", "a")];
    assert.deepEqual(labels(...resources), ["Subnet::a", "Route::a"]);
    assert.deepEqual(labels(...resources.toReversed()), ["Route::a", "Subnet::a"]);
  });

  it("leave a component its name when its namesakes are below it", () => {
    const component = named("awsx:ec2:Vpc", "net");
    const vpc = named("aws:ec2/vpc:Vpc", "net", component.urn);
    const gateway = named("aws:ec2/internetGateway:InternetGateway", "net", vpc.urn);
    assert.deepEqual(labels(gateway, vpc, component), ["InternetGateway::net", "Vpc::net", "net"]);
  });

  it("add the package, then the whole type, then fall back to the URN", () => {
    const types = ["aws:ec2/vpc:Vpc", "other:net/vpc:Vpc", "aws:lb/group:Group", "aws:alb/group:Group"];
    const resources = types.map((type) => named(type, "a"));
    const twins = ["Box", "Crate"].map((kind) =>
      named("aws:iam/role:Role", "twin", named(`my:index:${kind}`, kind).urn),
    );
    assert.deepEqual(labels(...resources, ...twins), [
      "aws:Vpc::a",
      "other:Vpc::a",
      "aws:lb/group:Group::a",
      "aws:alb/group:Group::a",
      twins[0]!.urn,
      twins[1]!.urn,
    ]);
  });

  it("are unique and independent of the order of registration, for any names", () => {
    const type = fc.constantFrom("aws:ec2/vpc:Vpc", "awsx:ec2:Vpc", "aws:ec2/route:Route", "my:index:Vpc");
    const name = fc.constantFrom("a", "b", "Vpc::a", "aws:Vpc::a", "aws:ec2/vpc:Vpc::a");
    const program = fc.uniqueArray(fc.tuple(type, name), {
      selector: (pair) => pair.join("::"),
      maxLength: 20,
    });
    fc.assert(
      fc.property(program, fc.nat(), (pairs, seed) => {
        const resources = pairs.map(([t, n], at) =>
          named(t, n, at > 0 && seed % 2 === 1 ? "urn:a::b::c::d" : undefined),
        );
        const found = labelResources(resources);
        assert.equal(new Set(found.values()).size, resources.length);
        assert.deepEqual(
          new Map([...labelResources(resources.toReversed())].sort()),
          new Map([...found].sort()),
        );
      }),
    );
  });

  it("show types without what a reader knows already", () => {
    assert.equal(typeName("aws:ec2/subnet:Subnet"), "ec2.Subnet");
    assert.equal(typeName("aws-network-flow-monitor:index:Scope"), "Scope");
    assert.equal(typeName("kubernetes:core/v1:ConfigMap"), "core.ConfigMap");
    assert.equal(typeName("plain"), "plain");
  });
});
