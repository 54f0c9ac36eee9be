import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  Ec2AgentComplianceSeverity,
  Ec2AgentMode,
  Ec2AgentRolePolicy,
  type Ec2AgentRolloutArgs,
} from "../../components/ec2-agent-rollout/index.ts";
import { nameProblems, validateEc2AgentRollout } from "../../components/ec2-agent-rollout/validate.ts";
import { formatProblem } from "../../components/shared/problems.ts";

const id = "i-0123456789abcdef0";
const good: Ec2AgentRolloutArgs = { targets: { instanceIds: [id] }, roleNames: ["web"] };

/** Arguments as a configuration file or JavaScript could give them: nothing has checked their types. */
type Untyped = { [Key in keyof Ec2AgentRolloutArgs]?: unknown };

function lines(args: Untyped): string[] {
  return validateEc2AgentRollout({ ...good, ...args } as Ec2AgentRolloutArgs, "agent").map(formatProblem);
}

describe("validateEc2AgentRollout", () => {
  it("accepts the least that is needed, and everything at once", () => {
    assert.deepEqual(lines({}), []);
    const all: Ec2AgentRolloutArgs = {
      targets: {
        tags: [{ key: "App", values: ["web"] }],
        instanceIds: [id, "i-01234567"],
        autoScalingGroupNames: ["web blue"],
      },
      roleNames: ["web", pulumi.output("api")],
      rolePolicy: Ec2AgentRolePolicy.Attach,
      mode: Ec2AgentMode.Uninstall,
      packageVersion: "1.2.3_rc-1",
      schedule: "rate(30 minutes)",
      maxConcurrency: "10%",
      maxErrors: "0",
      waitForSuccessTimeoutSeconds: 0,
      complianceSeverity: Ec2AgentComplianceSeverity.High,
      s3Output: { bucket: "logs.example", prefix: "nfm" },
      failureTopicArn: "arn:aws:sns:ap-northeast-1:123456789012:alerts",
      region: "ap-northeast-1",
      tags: { team: "net" },
    };
    assert.deepEqual(lines(all), []);
  });

  it("leaves values that are known only later to AWS", () => {
    const later = pulumi.output("later");
    const targets = {
      instanceIds: [later],
      autoScalingGroupNames: [later],
      tags: [{ key: "App", values: [later] }],
    };
    const s3Output = { bucket: later, prefix: later };
    assert.deepEqual(
      lines({ targets, roleNames: [later], region: later, failureTopicArn: later, s3Output }),
      [],
    );
  });

  it("refuses a rollout to nothing, which AWS would accept and never finish", () => {
    const line =
      "agent.targets: got {}; allowed: at least one of tags, instanceIds and autoScalingGroupNames; " +
      "fix: say which instances get the agent";
    assert.deepEqual(lines({ targets: {} }), [line]);
    assert.deepEqual(lines({ targets: undefined }), [line.replace("{}", "nothing")]);
    assert.equal(lines({ targets: { tags: [], instanceIds: [] } }).length, 1);
  });

  it("refuses ids that are not of EC2 instances, above all the * that means every instance", () => {
    const instanceIds = ["*", "mi-0123456789abcdef0", "i-123", id, id];
    const form = "allowed: the id of an EC2 instance, such as i-0123456789abcdef0; ";
    const fix = "fix: take it from `aws ec2 describe-instances`";
    assert.deepEqual(lines({ targets: { instanceIds } }), [
      `agent.targets.instanceIds[0]: got "*"; ${form}${fix}`,
      `agent.targets.instanceIds[1]: got "mi-0123456789abcdef0"; ${form}${fix}`,
      `agent.targets.instanceIds[2]: got "i-123"; ${form}${fix}`,
      `agent.targets.instanceIds[4]: got "${id}"; allowed: each once; fix: remove it`,
    ]);
  });

  it("refuses the ARN of an Auto Scaling group where its name is needed", () => {
    const arn = "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:x:autoScalingGroupName/web";
    assert.deepEqual(lines({ targets: { autoScalingGroupNames: [arn] } }), [
      `agent.targets.autoScalingGroupNames[0]: got "${arn}"; allowed: the name of an Auto Scaling group, not its ARN; ` +
        "fix: take it from `aws autoscaling describe-auto-scaling-groups`",
    ]);
  });

  it("refuses the tags of Kubernetes nodes, whose agent is the EKS add-on", () => {
    for (const key of ["kubernetes.io/cluster/shop", "eks:cluster-name", "aws:eks:cluster-name"]) {
      assert.deepEqual(lines({ targets: { tags: [{ key, values: ["owned"] }] } }), [
        `agent.targets.tags[0].key: got "${key}"; allowed: no tag of Kubernetes nodes; fix: install the EKS add-on there`,
      ]);
    }
  });

  it("refuses a tag without a key or with none or too many values", () => {
    const values = Array.from({ length: 51 }, (_, index) => String(index));
    const tags = [
      { key: "", values: ["x"] },
      { key: "App", values: [] },
      { key: "App", values },
      { key: "App", values: ["x".repeat(257)] },
    ];
    assert.deepEqual(lines({ targets: { tags } }), [
      'agent.targets.tags[0].key: got ""; allowed: a tag\'s key, 1 to 128 characters; ' +
        "fix: name the tag that the instances carry",
      "agent.targets.tags[1].values: got 0 values; allowed: 1 to 50; fix: give one",
      "agent.targets.tags[2].values: got 51 values; allowed: 1 to 50; fix: split them over two entries of the same key",
      `agent.targets.tags[3].values[0]: got "${"x".repeat(257)}"; allowed: text of at most 256 characters; fix: shorten it`,
    ]);
  });

  it("refuses more associations than a node can have", () => {
    const tags = Array.from({ length: 20 }, (_, index) => ({ key: `App${String(index)}`, values: ["x"] }));
    assert.deepEqual(lines({ targets: { tags } }), []);
    assert.deepEqual(lines({ targets: { tags: tags.slice(0, 19), instanceIds: [id] } }), []);
    assert.deepEqual(
      lines({ targets: { tags: tags.slice(0, 19), instanceIds: [id], autoScalingGroupNames: ["a"] } }),
      [
        "agent.targets.tags: got 19 tags; allowed: at most 18, since a node has at most 20 associations; " +
          "fix: give the instances a tag in common",
      ],
    );
  });

  it("refuses roles that are missing, misplaced, repeated or ARNs, or agents would get 403", () => {
    const { AlreadyAttached } = Ec2AgentRolePolicy;
    assert.deepEqual(lines({ roleNames: undefined }), [
      "agent.roleNames: got nothing; allowed: at least one role; " +
        'fix: name the roles of the instances, or set rolePolicy to "alreadyAttached"',
    ]);
    assert.deepEqual(lines({ roleNames: undefined, rolePolicy: AlreadyAttached }), []);
    assert.deepEqual(lines({ rolePolicy: AlreadyAttached }), [
      'agent.roleNames: got 1 roles; allowed: nothing with rolePolicy "alreadyAttached"; ' +
        'fix: remove them, or set rolePolicy to "attach"',
    ]);
    const arn = "arn:aws:iam::123456789012:role/web";
    assert.deepEqual(lines({ roleNames: [arn, "web", "web"] }), [
      `agent.roleNames[0]: got "${arn}"; allowed: the name of an IAM role, not its ARN; ` +
        "fix: take it from the instance profile",
      'agent.roleNames[2]: got "web"; allowed: each once; fix: remove it',
    ]);
  });

  it("refuses unknown words of its closed sets with the words there are", () => {
    const words = {
      mode: "remove",
      rolePolicy: "attached",
      complianceSeverity: "high",
      roleNames: [],
    };
    assert.deepEqual(lines(words), [
      'agent.mode: got "remove"; allowed: activate, deactivate or uninstall; fix: choose one of them',
      'agent.rolePolicy: got "attached"; allowed: attach or alreadyAttached; fix: choose one of them',
      'agent.complianceSeverity: got "high"; allowed: UNSPECIFIED, LOW, MEDIUM, HIGH or CRITICAL; fix: choose one of them',
    ]);
  });

  it("refuses a version that could be anything but a version", () => {
    for (const packageVersion of ["", "{{ssm:x}}", "1; reboot", "1 2", "x".repeat(129)]) {
      assert.deepEqual(lines({ packageVersion }), [
        `agent.packageVersion: got ${JSON.stringify(packageVersion)}; allowed: 1 to 128 letters, digits, dots, _ and -; ` +
          "fix: take it from `aws ssm list-document-versions`, or leave it out for the latest",
      ]);
    }
  });

  it("refuses rate controls that AWS refuses, and a number where AWS takes text", () => {
    for (const maxConcurrency of ["0", "0%", "101%", "ten", "1.5", "", 10]) {
      assert.deepEqual(lines({ maxConcurrency }), [
        `agent.maxConcurrency: got ${JSON.stringify(maxConcurrency)}; allowed: text with a count or a percentage, ` +
          '"1" or "1%" and more; fix: write it in quotes, as a whole number',
      ]);
    }
    for (const maxErrors of ["-1", "101%", "00%", 0]) {
      assert.deepEqual(lines({ maxErrors }), [
        `agent.maxErrors: got ${JSON.stringify(maxErrors)}; allowed: text with a count or a percentage, ` +
          '"0" or "0%" and more; fix: write it in quotes, as a whole number',
      ]);
    }
    for (const value of ["1", "10", "1%", "99%", "100%"]) {
      assert.deepEqual(lines({ maxConcurrency: value, maxErrors: value }), []);
    }
    assert.deepEqual(lines({ maxErrors: "0%" }), []);
  });

  it("refuses a wait that is no number of whole seconds", () => {
    for (const waitForSuccessTimeoutSeconds of [-1, 0.5, 86_401, "900"]) {
      assert.deepEqual(lines({ waitForSuccessTimeoutSeconds }), [
        `agent.waitForSuccessTimeoutSeconds: got ${JSON.stringify(waitForSuccessTimeoutSeconds)}; ` +
          "allowed: whole seconds, 0 to 86400; fix: leave it out for the default, or set 0 to not wait",
      ]);
    }
  });

  it("refuses outputs that are not what their name says, a Region without the service, and reserved tags", () => {
    const args = {
      s3Output: { bucket: "s3://logs", prefix: "x".repeat(501) },
      failureTopicArn: "alerts",
      region: "eu-central-2",
      tags: { "aws:x": "y" },
    };
    assert.deepEqual(
      lines(args).map((line) => line.split(";")[0]),
      [
        'agent.s3Output.bucket: got "s3://logs"',
        `agent.s3Output.prefix: got "${"x".repeat(501)}"`,
        'agent.failureTopicArn: got "alerts"',
        'agent.region: got "eu-central-2"',
        'agent.tags["aws:x"]: got "aws:x"',
      ],
    );
  });
});

describe("nameProblems", () => {
  it("refuses names that AWS would refuse for the document", () => {
    for (const name of ["aws-nfm", "Amazon", "amzn", "a b", "", "x".repeat(91)]) {
      assert.equal(nameProblems(name).length, 1, name);
    }
    assert.deepEqual(nameProblems("aws-nfm").map(formatProblem), [
      'name of the Ec2AgentRollout: got "aws-nfm"; allowed: 1 to 90 letters, digits, dots, _ and -, ' +
        "not beginning with aws, amazon or amzn; fix: rename the component",
    ]);
    for (const name of ["web", "my-aws.agent_1", "x".repeat(90)]) assert.deepEqual(nameProblems(name), []);
  });
});
