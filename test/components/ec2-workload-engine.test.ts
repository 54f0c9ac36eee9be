import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { RecordedResource, RunResult } from "../../engine/types.ts";
import { runFolder } from "../support/run-program.ts";

const sites = fileURLToPath(new URL("ec2-workload-sites", import.meta.url));
const abroad = fileURLToPath(new URL("ec2-workload-abroad", import.meta.url));

describe("Ec2Workload in a program", () => {
  let preview: RunResult;
  let update: RunResult;

  before(async function () {
    this.timeout(60_000);
    preview = await runFolder(sites, "preview");
    update = await runFolder(sites, "update");
  });

  const named = (result: RunResult, name: string): RecordedResource => {
    const found = result.resources.find((each) => each.name === name && each.custom);
    assert.ok(found !== undefined, name);
    return found;
  };

  it("stands twice in one program, in both layouts, without a name that collides", () => {
    for (const result of [preview, update]) {
      assert.deepEqual(result.diagnostics, []);
      assert.equal(result.outcome, "succeeded");
      assert.deepEqual(
        result.resources.filter((each) => !each.modelled).map((each) => each.type),
        [],
      );
    }
  });

  it("makes in an update exactly what its preview shows, awsx's children included", () => {
    const urns = (result: RunResult) => result.resources.map((each) => each.urn).toSorted();
    assert.deepEqual(urns(preview), urns(update));
    const natGateways = preview.resources.filter((each) => each.type === "aws:ec2/natGateway:NatGateway");
    assert.equal(natGateways.length, 3);
  });

  it("knows its zones in a preview, so that monitors over them can be checked before anything is made", () => {
    const [closed, open] = preview.stackOutputs.sites as { availabilityZones: string[] }[];
    assert.deepEqual(closed?.availabilityZones, ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]);
    assert.deepEqual(open?.availabilityZones, ["ap-northeast-1a", "ap-northeast-1c"]);
  });

  it("puts the way to S3 into every private route table and no other", () => {
    assert.deepEqual(
      named(update, "closed-s3").inputs.routeTableIds,
      [1, 2, 3].map((zone) => {
        const name = `closed-vpc-private-${String(zone)}`;
        return update.resources.find(
          (each) => each.type === "aws:ec2/routeTable:RouteTable" && each.name === name,
        )?.id;
      }),
    );
  });

  it("starts no instance before the routes, which belong to the VPC that its groups wait for", () => {
    for (const site of ["closed", "open"]) {
      const vpc = update.resources.find((each) => each.name === `${site}-vpc` && each.remote);
      assert.ok(vpc !== undefined);
      const group = named(update, `${site}-web-1`);
      assert.ok(group.dependencies.includes(vpc.urn));
      const routes = update.resources.filter(
        (each) => each.type === "aws:ec2/route:Route" && each.name.startsWith(site),
      );
      assert.equal(routes.length, site === "closed" ? 6 : 2);
      for (const route of routes) assert.equal(route.constructedBy, vpc.urn);
    }
  });
});

describe("Ec2Workload with a provider of another Region and account", () => {
  it("asks that provider where it is, so that no name of a service or of a source is the program's own", async function () {
    this.timeout(60_000);
    const result = await runFolder(abroad, "update");
    assert.deepEqual(result.diagnostics, []);
    const endpoints = result.resources.filter((each) => each.type === "aws:ec2/vpcEndpoint:VpcEndpoint");
    assert.ok(endpoints.length > 3);
    for (const { inputs, name } of endpoints) {
      assert.match(JSON.stringify(inputs.serviceName), /\.eu-west-1\./, name);
    }
    const text = JSON.stringify(result.resources.map(({ inputs }) => inputs));
    assert.ok(text.includes("210987654321"));
    assert.doesNotMatch(text, /ap-northeast-1|123456789012/);
  });
});
