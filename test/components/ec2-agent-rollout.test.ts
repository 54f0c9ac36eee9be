import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { documentContent } from "../../components/ec2-agent-rollout/document.ts";
import { Ec2AgentMode, Ec2AgentRollout } from "../../components/ec2-agent-rollout/index.ts";
import { deploy, one, valueOf, type Registration } from "../support/deploy.ts";
import {
  answers,
  associationType,
  attachmentType,
  componentType,
  documentOf,
  documentType,
  everything,
  policyArn,
  ruleType,
  tagged,
  targetType,
  topicArn,
} from "../support/ec2-agent-rollout.ts";

function named(registrations: Registration[]): string[] {
  return registrations.map((each) => `${each.type} ${each.name}`).toSorted();
}

describe("Ec2AgentRollout", () => {
  it("attaches the policy, makes the document and one association over the tag, with its defaults", async () => {
    const { registrations, invokes, result } = await deploy(
      () => new Ec2AgentRollout("web", tagged),
      answers,
    );
    const component = one(registrations, componentType);
    const attachment = one(registrations, attachmentType, "web-publish-web");
    const document = one(registrations, documentType, "web-activate");
    const association = one(registrations, associationType, "web-tag-1");
    assert.equal(registrations.length, 4);
    assert.deepEqual(invokes, []);
    assert.deepEqual(attachment.inputs, { role: "web", policyArn });
    assert.deepEqual(document.inputs, {
      content: documentContent(Ec2AgentMode.Activate),
      documentFormat: "JSON",
      documentType: "Command",
      targetType: "/AWS::EC2::Instance",
    });
    assert.deepEqual(association.inputs, {
      associationName: "web-tag-1",
      complianceSeverity: "UNSPECIFIED",
      documentVersion: "7",
      maxConcurrency: "50",
      maxErrors: "100%",
      name: "web-activate-1a2b3c4",
      scheduleExpression: "rate(1 day)",
      syncCompliance: "AUTO",
      targets: [{ key: "tag:App", values: ["web"] }],
    });
    assert.deepEqual(association.propertyDependencies.documentVersion, [document.urn]);
    assert.ok(association.dependencies.includes(attachment.urn));
    assert.equal(association.deleteBeforeReplace, true);
    assert.deepEqual(association.hooks, ["aws-network-flow-monitor:Ec2AgentRollout:web"]);
    for (const child of [attachment, document, association]) assert.equal(child.parent, component.urn);
    assert.equal(await valueOf(result.documentName), "web-activate-1a2b3c4");
    assert.deepEqual(await valueOf(result.associationIds), ["id-of-web-tag-1"]);
    assert.match(
      await valueOf(result.destroyLeaves),
      /agents stay installed and active, and go on costing\..*deactivate/,
    );
  });

  it("passes everything on, with one association for each tag and each group", async () => {
    const { registrations } = await deploy(() => new Ec2AgentRollout("web", everything), answers);
    const associations = registrations.filter((each) => each.type === associationType);
    assert.deepEqual(associations.map((each) => each.name).toSorted(), [
      "web-groups-1",
      "web-ids-1",
      "web-ids-2",
      "web-tag-1",
    ]);
    assert.deepEqual(one(registrations, associationType, "web-ids-2").inputs, {
      associationName: "web-ids-2",
      complianceSeverity: "HIGH",
      documentVersion: "7",
      maxConcurrency: "10%",
      maxErrors: "0",
      name: "web-activate-1a2b3c4",
      outputLocation: { s3BucketName: "logs", s3KeyPrefix: "nfm" },
      region: "eu-west-1",
      scheduleExpression: "cron(0 2 ? * SUN *)",
      syncCompliance: "AUTO",
      tags: { team: "net" },
      targets: [{ key: "InstanceIds", values: ["i-00000000000000050"] }],
      waitForSuccessTimeoutSeconds: 60,
    });
    const attachments = registrations.filter((each) => each.type === attachmentType).map((each) => each.urn);
    for (const association of associations) {
      assert.equal((association.inputs.targets as unknown[]).length, 1);
      for (const attachment of attachments) assert.ok(association.dependencies.includes(attachment));
    }
    assert.equal(documentOf(registrations, "web-activate").mainSteps[2]?.inputs.version, "1.2.3");
  });

  it("tells the topic of each instance on which this document failed, and of no other document", async () => {
    const { registrations } = await deploy(() => new Ec2AgentRollout("web", everything), answers);
    const rule = one(registrations, ruleType, "web-failed");
    assert.deepEqual(JSON.parse(rule.inputs.eventPattern as string), {
      detail: { "document-name": ["web-activate-1a2b3c4"], status: ["Failed", "TimedOut"] },
      "detail-type": ["EC2 State Manager Instance Association State Change"],
      source: ["aws.ssm"],
    });
    const target = one(registrations, targetType, "web-failed-topic").inputs;
    assert.deepEqual(target, { arn: topicArn, region: "eu-west-1", rule: "web-failed-rule" });
  });

  it("registers the same in a preview as in an update, or a preview would hide what an update does", async () => {
    const program = () => new Ec2AgentRollout("web", everything);
    const preview = await deploy(program, { ...answers, mode: "preview" });
    const update = await deploy(program, answers);
    assert.deepEqual(named(preview.registrations), named(update.registrations));
    assert.equal(preview.registrations.length, 10);
  });

  it("groups ids that are known only later by their number alone", async () => {
    const program = () => {
      const instances = Array.from({ length: 51 }, (_, index) => new aws.ec2.Instance(`i${String(index)}`));
      return new Ec2AgentRollout("web", {
        targets: { instanceIds: instances.map((each) => each.id) },
        roleNames: ["web"],
      });
    };
    const preview = await deploy(program, { ...answers, mode: "preview" });
    const update = await deploy(program, answers);
    assert.deepEqual(named(preview.registrations), named(update.registrations));
    const { targets } = one(update.registrations, associationType, "web-ids-2").inputs;
    assert.deepEqual(targets, [{ key: "InstanceIds", values: ["i50-id"] }]);
  });

  it("gives Region, tags and parent to every child that can have them, or a child lands elsewhere", async () => {
    const { registrations } = await deploy(() => new Ec2AgentRollout("web", everything), answers);
    const component = one(registrations, componentType);
    const children = registrations.filter((each) => each !== component);
    assert.equal(children.length, 9);
    for (const child of children) {
      assert.equal(child.parent, component.urn, child.name);
      assert.equal(child.inputs.region, child.type === attachmentType ? undefined : "eu-west-1", child.name);
      const untagged = child.type === attachmentType || child.type === targetType;
      assert.deepEqual(child.inputs.tags, untagged ? undefined : { team: "net" }, child.name);
    }
  });

  it("lives twice in one program without a name in common", async () => {
    const program = () => [new Ec2AgentRollout("web", everything), new Ec2AgentRollout("api", everything)];
    const { registrations } = await deploy(program, answers);
    assert.equal(registrations.length, 20);
    assert.equal(new Set(registrations.map((each) => each.urn)).size, 20);
  });
});
