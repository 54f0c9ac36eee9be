import assert from "node:assert/strict";
import { buildStack } from "../../stacks/index.ts";
import { deploy, one, unknownInput, valueOf, type Deployment, type Registration } from "../support/deploy.ts";
import { identities, siteAnswers } from "../support/ec2-site.ts";
import { load, shippedConfig, type FileConfig } from "../support/stack-config.ts";
import type { Value, Values } from "../../engine/values.ts";

const monitorType = "aws:networkflowmonitor/monitor:Monitor";
const scopeType = "aws:networkflowmonitor/scope:Scope";
const referenceType = "pulumi:pulumi:StackReference";
const scopeArn =
  "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555";
const dev = shippedConfig("dev");

/** What building a stack registered, and which stacks' outputs it read. */
interface Built extends Deployment<Record<string, unknown>> {
  references: string[];
}

/** Builds a stack under mocks. */
async function build(
  config: FileConfig,
  stack = "dev",
  mode: "preview" | "update" = "update",
): Promise<Built> {
  const identity = { organization: "acme", project: "nfm", stack };
  const references: string[] = [];
  const deployment = await deploy(() => buildStack(load(config), identity), {
    ...siteAnswers,
    mode,
    stack,
    outputs: (type, name, inputs) => {
      if (type === referenceType) references.push(inputs["name"] as string);
      const special: Record<string, Values> = {
        [scopeType]: { scopeArn },
        "aws:ssm/association:Association": { associationId: `id-of-${name}` },
        [referenceType]: { outputs: { scopeArn } },
      };
      return { ...siteAnswers.outputs?.(type, name, inputs), ...special[type] };
    },
    // Ids as AWS forms them, since ARNs are made of them.
    components: (type, name, inputs) => ({
      ...siteAnswers.components?.(type, name, inputs),
      vpcId: "vpc-1",
      publicSubnetIds: ["subnet-1", "subnet-2"],
    }),
  });
  return { ...deployment, references };
}

function monitors(registrations: Registration[]): Record<string, Values> {
  const found = registrations.filter((each) => each.type === monitorType);
  return Object.fromEntries(found.map((each) => [each.name, each.inputs]));
}

/** What a resource asks AWS to call it. Several endpoints share a service name, and associations may share theirs. */
function askedNames({ type, inputs }: Registration): string[] {
  const shared = ["serviceName", "associationName"];
  const asked = Object.entries(inputs).filter(
    ([key]) => /^(name|bucket|\w+Name)$/.test(key) && !shared.includes(key),
  );
  return asked.map(([key, value]) => `${type}.${key}=${value as string}`);
}

/** Tags as pairs, whether they are a map or, as in an Auto Scaling group, a list. */
function tagsOf({ inputs }: Registration): Record<string, Value> | undefined {
  const { tags } = inputs;
  if (!Array.isArray(tags)) return tags as Values | undefined;
  return Object.fromEntries((tags as { key: string; value: string }[]).map(({ key, value }) => [key, value]));
}

describe("the dev stack", () => {
  it("registers the same in a preview and in an update", async () => {
    const preview = await build(dev, "dev", "preview");
    const update = await build(dev, "dev", "update");
    assert.deepEqual(identities(preview.registrations), identities(update.registrations));
    assert.deepEqual(Object.keys(preview.result), Object.keys(update.result));
  });

  it("puts the monitor over one Availability Zone of the site, by name and known in a preview", async () => {
    const { registrations } = await build(dev, "dev", "preview");
    const monitor = one(registrations, monitorType).inputs;
    assert.equal(unknownInput(monitor["scopeArn"]), true);
    assert.deepEqual(monitor["localResources"], [
      { type: "AWS::AvailabilityZone", identifier: "ap-northeast-1a" },
    ]);
    assert.equal(monitor["monitorName"], "nfm.dev.first-zone");
  });

  it("rolls the agent out to the site's groups and lets the site's role publish", async () => {
    const { registrations } = await build(dev);
    const association = one(registrations, "aws:ssm/association:Association").inputs;
    assert.deepEqual(association["targets"], [
      { key: "tag:aws:autoscaling:groupName", values: ["site-web-1-name", "site-web-2-name"] },
    ]);
    const attachment = one(
      registrations,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "agent-publish-1",
    );
    assert.equal(attachment.inputs["role"], "site-instances-name");
  });

  it("deletes its scope when it is destroyed, as the file says", async () => {
    const { registrations } = await build(dev);
    assert.equal(one(registrations, scopeType).retainOnDelete, false);
  });

  it("gives every AWS resource the stack's Region, and the stack's tags wherever any are taken", async () => {
    const { registrations } = await build({ ...dev, "nfm:tags": { team: "net" } });
    const ours = registrations.filter(
      (each) => each.type.startsWith("aws:") && !each.type.startsWith("aws:iam/"),
    );
    const elsewhere = ours.filter((each) => each.inputs["region"] !== "ap-northeast-1");
    assert.deepEqual(
      elsewhere.map((each) => each.urn),
      [],
    );
    const tagged = registrations.filter((each) => tagsOf(each) !== undefined);
    assert.ok(tagged.length > 10);
    for (const each of tagged) assert.equal(tagsOf(each)?.["team"], "net", each.urn);
  });

  it("exports what the next steps need", async () => {
    const { result } = await build(dev);
    assert.deepEqual(Object.keys(result).sort(), [
      "agentAssociationIds",
      "autoScalingGroupNames",
      "availabilityZones",
      "destroyLeaves",
      "monitorNames",
      "scopeArn",
      "url",
      "vpcId",
    ]);
    assert.equal(await valueOf(result["scopeArn"] as never), scopeArn);
    const names = result["monitorNames"] as Record<string, never>;
    assert.equal(await valueOf(names["first-zone"]!), "nfm.dev.first-zone");
    assert.deepEqual(await valueOf(result["agentAssociationIds"] as never), ["id-of-agent-groups-1"]);
  });

  it("says what a destroy leaves: agents by their mode, and the scope unless it goes or is another stack's", async () => {
    const leaves = async (config: FileConfig, stack = "dev") => {
      const { result } = await build(config, stack, "preview");
      return valueOf<string[]>(result["destroyLeaves"] as never);
    };
    const [agents = "", ...more] = await leaves(dev);
    assert.match(
      agents,
      /terminates\. For instances that were detached before: .*go on costing.*"deactivate"/,
    );
    assert.deepEqual(more, []);
    const kept = {
      ...dev,
      "nfm:scope": { mode: "create", owner: "dev" },
      "nfm:agent": { mode: "uninstall" },
    };
    const [uninstalled = "", scope = "", ...none] = await leaves(kept);
    assert.match(uninstalled, /only on instances that were not reached/);
    assert.match(scope, /^The scope stays, .*"delete".*aws networkflowmonitor delete-scope/);
    assert.deepEqual(none, []);
    assert.equal((await leaves(kept, "pr-7")).length, 1);
  });
});

describe("monitors of a stack", () => {
  const arn = (resource: string) => `arn:aws:ec2:ap-northeast-1:123456789012:${resource}`;

  it("are over zones, VPC, subnets or Region of the workload, all of them or one, or over what is named", async () => {
    const { registrations } = await build({
      ...dev,
      "nfm:monitors": {
        zones: { over: "availabilityZone" },
        zone: { over: "availabilityZone", number: 2 },
        vpc: { over: "vpc", remoteResources: [{ type: "AWS::AWSService", identifier: "S3" }] },
        subnets: { over: "subnet" },
        subnet: { over: "subnet", number: 1 },
        region: { over: "region" },
        named: { localResources: [{ type: "AWS::EC2::VPC", identifier: arn("vpc/vpc-2") }] },
      },
    });
    const found = monitors(registrations);
    const locals = Object.entries(found).map(([name, inputs]) => [
      name,
      (inputs["localResources"] as { type: string; identifier: string }[]).map((each) => each.identifier),
    ]);
    assert.deepEqual(Object.fromEntries(locals), {
      "zones-monitor": ["ap-northeast-1a", "ap-northeast-1c"],
      "zone-monitor": ["ap-northeast-1c"],
      "vpc-monitor": [arn("vpc/vpc-1")],
      "subnets-monitor": [arn("subnet/subnet-1"), arn("subnet/subnet-2")],
      "subnet-monitor": [arn("subnet/subnet-1")],
      "region-monitor": ["ap-northeast-1"],
      "named-monitor": [arn("vpc/vpc-2")],
    });
    assert.deepEqual(found["vpc-monitor"]?.["remoteResources"], [
      { type: "AWS::AWSService", identifier: "S3" },
    ]);
  });

  it("do without a workload, in a stack that only owns the scope", async () => {
    const { registrations, result } = await build({
      "aws:region": "ap-northeast-1",
      "nfm:workload": "none",
      "nfm:scope": { mode: "create" },
      "nfm:monitors": { all: { over: "region" } },
    });
    const components = registrations
      .map((each) => each.type)
      .filter((type) => type.startsWith("aws-network"));
    assert.deepEqual(components.toSorted(), [
      "aws-network-flow-monitor:index:Monitor",
      "aws-network-flow-monitor:index:Scope",
    ]);
    assert.deepEqual(Object.keys(result), ["scopeArn", "monitorNames", "destroyLeaves"]);
    assert.match((result["destroyLeaves"] as string[]).join("\n"), /^The scope stays, [^\n]*$/);
  });
});

describe("two stacks with one configuration, such as one for a pull request", () => {
  it("never ask AWS for the same name", async () => {
    const asked = async (stack: string) => {
      const { registrations } = await build(dev, stack);
      // What refers to another resource carries the name that Pulumi gave to that one, which the mocks imitate.
      const references = registrations.map(({ name }) => `=${name}-`);
      return registrations
        .filter((each) => each.custom)
        .flatMap(askedNames)
        .filter((line) => !references.some((reference) => line.includes(reference)));
    };
    const owner = await asked("dev");
    const other = await asked("pr-123");
    assert.deepEqual(owner, ["aws:networkflowmonitor/monitor:Monitor.monitorName=nfm.dev.first-zone"]);
    assert.deepEqual(other, ["aws:networkflowmonitor/monitor:Monitor.monitorName=nfm.pr-123.first-zone"]);
  });

  it("make one scope between them: the owner's, which the other takes from the owner's output", async () => {
    const owner = await build(dev, "dev");
    one(owner.registrations, scopeType);
    assert.deepEqual(owner.references, []);
    const other = await build(dev, "pr-123");
    assert.deepEqual(
      other.registrations.filter((each) => each.type === scopeType),
      [],
    );
    assert.deepEqual(other.references, ["acme/nfm/dev"]);
    assert.equal(monitors(other.registrations)["first-zone-monitor"]?.["scopeArn"], scopeArn);
  });
});
