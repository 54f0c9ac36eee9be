import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RecordedResource, RunResult } from "../../engine/types.ts";
import type { Values } from "../../engine/values.ts";
import { runFolder } from "../support/run-program.ts";

const folder = fileURLToPath(new URL("pet-adoption-clusters", import.meta.url));
const sdk = new URL("../../node_modules/@pulumi/aws/", import.meta.url);

/** Whether a resource of AWS takes tags, as its SDK declares it. */
function takesTags(type: string): boolean {
  const [, module = ""] = type.split(":");
  const declared = readFileSync(new URL(`${module}.d.ts`, sdk), "utf8");
  return /^ {4}tags\?: pulumi\.Input</m.test(declared);
}

/** Everything below a resource, at any depth. */
function below(resources: RecordedResource[], urn: string): RecordedResource[] {
  const children = resources.filter((each) => each.parent === urn);
  return children.flatMap((child) => [child, ...below(resources, child.urn)]);
}

/**
 * Everything that a resource waits for, as Pulumi's engine understands dependencies: whoever depends on a component
 * depends on all that is in it. Source: pulumi/pulumi, pkg/resource/graph/dependency_graph.go, `DependenciesOf`.
 */
function waitedFor({ resources }: RunResult, later: RecordedResource): Set<RecordedResource> {
  const byUrn = new Map(resources.map((each) => [each.urn, each]));
  const seen = new Set<RecordedResource>();
  const queue = [later];
  for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    const { urn, custom, dependencies } = each;
    const inside = custom ? [] : below(resources, urn);
    const provider = each.options.provider?.replace(/::[^:]*$/, "");
    const direct = [...dependencies, ...(provider === undefined ? [] : [provider])];
    queue.push(...inside, ...direct.flatMap((name) => byUrn.get(name) ?? []));
  }
  seen.delete(later);
  return seen;
}

describe("PetAdoptionCluster in a program", () => {
  let preview: RunResult;
  let update: RunResult;

  before(async function () {
    this.timeout(60_000);
    preview = await runFolder(folder, "preview");
    update = await runFolder(folder, "update");
  });

  const ofType = (type: string) => update.resources.filter((each) => each.type === type);
  const named = (type: string, name: string): RecordedResource => {
    const [first, ...more] = ofType(type).filter((each) => each.name === name);
    assert.ok(first !== undefined && more.length === 0, `${type} ${name}`);
    return first;
  };

  it("makes in an update exactly what its preview shows, the children of awsx and eks included", () => {
    for (const result of [preview, update]) {
      assert.equal(result.outcome, "succeeded");
      assert.deepEqual(
        result.diagnostics.filter((each) => each.severity !== "info"),
        [],
      );
    }
    const urns = (result: RunResult) => result.resources.map((each) => each.urn).toSorted();
    assert.deepEqual(urns(preview), urns(update));
  });

  it("tags everything that takes tags, with everything asked for, or somebody's bill has parts of nobody's", () => {
    const made = update.resources.filter((each) => each.custom && each.type.startsWith("aws:"));
    const taggable = made.filter((each) => takesTags(each.type));
    const untagged = taggable.filter((each) => (each.inputs.tags as Values | undefined)?.team !== "net");
    assert.deepEqual(
      untagged.map((each) => `${each.type} ${each.name}`),
      [],
    );
    const types = new Set(taggable.map((each) => each.type));
    for (const type of [
      "aws:eks/accessEntry:AccessEntry",
      "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:secretsmanager/secret:Secret",
    ])
      assert.ok(types.has(type), type);
    assert.ok(taggable.length > 70);
  });

  it("makes an access entry for each role, also for one that this program makes, with its policy", () => {
    const entries = ofType("aws:eks/accessEntry:AccessEntry");
    assert.deepEqual(entries.map((each) => each.name).toSorted(), [
      "full-cluster-deploy-3ead51da",
      "full-cluster-preview-0",
    ]);
    const associations = ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
    assert.deepEqual(associations.map((each) => each.name).toSorted(), [
      "full-cluster-deploy-3ead51da-admin",
      "full-cluster-preview-0-view",
    ]);
  });

  it("makes the OIDC provider of the cluster's own issuer, and exports its ARN", () => {
    const [provider] = ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider");
    const [cluster] = ofType("aws:eks/cluster:Cluster");
    const [identity] = cluster!.outputs.identities as { oidcs: { issuer: string }[] }[];
    assert.equal(provider!.inputs.url, identity!.oidcs[0]!.issuer);
    assert.equal(update.stackOutputs.oidcProviderArn, provider!.outputs.arn);
  });

  it("makes the load balancer after the internet gateway and the routes, and takes it away before them", () => {
    const balancer = named("aws:lb/loadBalancer:LoadBalancer", "full-ingress");
    const before = waitedFor(update, balancer);
    const wayIn = [
      named("aws:ec2/internetGateway:InternetGateway", "full-vpc"),
      ...ofType("aws:ec2/route:Route").filter((each) => /^full-vpc-public-\d$/.test(each.name)),
    ];
    assert.equal(wayIn.length, 3);
    for (const each of wayIn) assert.ok(before.has(each), each.urn);
    // The rule of this test must not be one that finds everything.
    assert.ok(!before.has(named("aws:lb/targetGroup:TargetGroup", "full-petsite")));
  });

  it("reaches the API through the private endpoint only after the VPC was let in", () => {
    const rule = named("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "full-api");
    const inside = update.resources.filter((each) => each.custom && each.type.startsWith("kubernetes:"));
    assert.ok(inside.length > 30);
    for (const each of inside) assert.ok(waitedFor(update, each).has(rule), each.name);
  });
});
