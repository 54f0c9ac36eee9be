import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { awsModels } from "../../../engine/models/index.ts";
import { UNKNOWN, type Values } from "../../../engine/values.ts";
import { readRecording } from "./recording.ts";
import { Replay } from "./replay.ts";

const models = [...awsModels().resources.values()];
const ofAws = models.filter(({ type }) => type.startsWith("aws:"));

/** Inputs without which a resource has no id: what identifies it is the program's choice. */
const needed: Record<string, Values> = {
  "aws:cloudwatch/dashboard:Dashboard": { dashboardName: "d" },
  "aws:cloudwatch/eventBus:EventBus": { name: "b" },
  "aws:eks/accessEntry:AccessEntry": { clusterName: "c", principalArn: "p" },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    clusterName: "c",
    principalArn: "p",
    policyArn: "a",
  },
  "aws:eks/addon:Addon": { clusterName: "c", addonName: "a" },
  "aws:networkflowmonitor/monitor:Monitor": { monitorName: "m" },
  "aws:networkflowmonitor/scope:Scope": { targets: UNKNOWN },
  "aws:sns/topicPolicy:TopicPolicy": { arn: "arn:aws:sns:ap-northeast-1:123456789012:t" },
};

function inputsOf(type: string): Values {
  return (
    needed[type] ?? (/^aws:s3\/bucket\w/.test(type) && !type.endsWith("V2:BucketV2") ? { bucket: "b" } : {})
  );
}

function create(type: string, name: string, dryRun: boolean, inputs: Values = inputsOf(type)) {
  return new Replay({ dryRun }).create(type, name, inputs);
}

/** The class's declaration in @pulumi/aws: `aws:ec2/vpc:Vpc` stands in `ec2/vpc.d.ts`. */
function declarationOf(type: string): string {
  const path = new URL(`../../../node_modules/@pulumi/aws/${type.split(":")[1]!}.d.ts`, import.meta.url);
  assert.ok(existsSync(path), `${type} is no type of @pulumi/aws`);
  return readFileSync(path, "utf8");
}

describe("the models of AWS resource types", () => {
  it("answer only outputs that @pulumi/aws has, by its names", () => {
    const wrong = ofAws.flatMap(({ type }) => {
      const declaration = declarationOf(type);
      const answered = Object.keys(create(type, "x", false).outputs);
      return answered.filter((name) => !declaration.includes(`    readonly ${name}: pulumi.Output`));
    });
    assert.deepEqual(wrong, []);
  });

  it("leave unknown in a preview what AWS will choose, ids first of all", () => {
    for (const { type } of models) {
      const { id, outputs } = create(type, "x", true);
      assert.equal(id, UNKNOWN, type);
      const own = Object.entries(outputs).filter(([property]) => inputsOf(type)[property] === undefined);
      for (const [property, value] of own) {
        if (value === UNKNOWN) continue;
        assert.doesNotMatch(
          JSON.stringify(value).replaceAll(UNKNOWN, ""),
          /[0-9a-f]{7}|arn:|123456789012/,
          `${type} ${property}`,
        );
      }
    }
  });

  it("give two resources of one type two ids in an update, and the same resource the same id again", () => {
    for (const { type } of models) {
      const [one, again, other] = [
        create(type, "x", false),
        create(type, "x", false),
        create(type, "y", false),
      ];
      assert.deepEqual(one, again, type);
      assert.equal(typeof one.id, "string", type);
      if (inputsOf(type) !== needed[type] && Object.keys(inputsOf(type)).length === 0) {
        assert.notEqual(one.id, other.id, type);
      }
    }
  });

  it("give every ARN its partition, Region, account and resource", () => {
    const form = /^arn:aws:[a-z0-9-]+:([a-z0-9-]*):(\d{12}|lambda)?:[^\s]+$/;
    for (const { type } of ofAws) {
      for (const [property, value] of Object.entries(create(type, "x", false).outputs)) {
        if (typeof value === "string" && value.startsWith("arn:"))
          assert.match(value, form, `${type} ${property}`);
      }
    }
  });

  it("put the partition and the Region of the run into ARNs", () => {
    const replay = new Replay({ dryRun: false, partition: "aws-cn", region: "cn-north-1" });
    const { id, outputs } = replay.create("aws:ec2/subnet:Subnet", "x", {});
    assert.equal(outputs.arn, `arn:aws-cn:ec2:cn-north-1:123456789012:subnet/${id as string}`);
    const role = replay.create("aws:iam/role:Role", "r", { name: "web", path: "/team/" });
    assert.equal(role.outputs.arn, "arn:aws-cn:iam::123456789012:role/team/web");
  });

  it("let a resource's own region win over the run's", () => {
    const { outputs } = create("aws:cloudwatch/logGroup:LogGroup", "x", false, {
      name: "/l",
      region: "us-west-2",
    });
    assert.equal(outputs.arn, "arn:aws:logs:us-west-2:123456789012:log-group:/l");
  });
});

describe("names that the provider gives", () => {
  it("are the resource's name, a hyphen and seven digits, as recorded", () => {
    const { state } = readRecording("V3");
    const recorded = state.find(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup");
    assert.match(recorded!.outputs.name as string, /^com\.amazonaws\.ap-northeast-1\.\w+-sg-[0-9a-f]{7}$/);
    assert.match(create(recorded!.type, "web", false).outputs.name as string, /^web-[0-9a-f]{7}$/);
    assert.equal(create(recorded!.type, "web", true).outputs.name, UNKNOWN);
  });

  it("stay away where the program gives a name or a prefix", () => {
    assert.equal(create("aws:iam/role:Role", "r", false, { name: "web" }).id, "web");
    assert.match(
      create("aws:iam/role:Role", "r", false, { namePrefix: "web-" }).id as string,
      /^web-[0-9a-f]{17}$/,
    );
  });

  it("are lower-case for buckets", () => {
    assert.match(create("aws:s3/bucket:Bucket", "Logs", false).id as string, /^logs-[0-9a-f]{7}$/);
  });

  it("are refused when 32 characters are not enough for a load balancer or a target group", () => {
    for (const type of ["aws:lb/loadBalancer:LoadBalancer", "aws:lb/targetGroup:TargetGroup"]) {
      const name = "a".repeat(25);
      assert.throws(() => create(type, name, true), {
        message: `name '${name}-' plus 7 random chars is longer than maximum length 32`,
      });
      create(type, "a".repeat(24), true);
      assert.throws(
        () => create(type, "x", true, { name: "a".repeat(33) }),
        /cannot be longer than 32 characters/,
      );
    }
  });
});

describe("load balancers", () => {
  it("have a listener whose ARN follows from theirs, and suffixes that CloudWatch takes as dimensions", () => {
    const replay = new Replay({ dryRun: false });
    const balancer = replay.create("aws:lb/loadBalancer:LoadBalancer", "site", { internal: true });
    const group = replay.create("aws:lb/targetGroup:TargetGroup", "site", {});
    const listener = replay.create("aws:lb/listener:Listener", "http", { loadBalancerArn: balancer.id });
    const arn = balancer.outputs.arn as string;
    assert.match(
      arn,
      /^arn:aws:elasticloadbalancing:[^:]+:\d+:loadbalancer\/app\/site-[0-9a-f]{7}\/[0-9a-f]{16}$/,
    );
    assert.equal(
      `${arn.split(":loadbalancer/")[0]!}:loadbalancer/${balancer.outputs.arnSuffix as string}`,
      arn,
    );
    assert.match(group.outputs.arnSuffix as string, /^targetgroup\/site-[0-9a-f]{7}\/[0-9a-f]{16}$/);
    assert.match(
      balancer.outputs.dnsName as string,
      /^internal-site-[0-9a-f]{7}-\d{10}\.ap-northeast-1\.elb\./,
    );
    const [front = "", back = ""] = (listener.id as string).split(":listener/");
    assert.ok(arn.startsWith(front));
    assert.match(back, /^app\/site-[0-9a-f]{7}\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
  });
});

describe("what must be JSON", () => {
  it("is refused when it is not, and passes when it is, or is not known yet", () => {
    const cases = [
      ["aws:iam/role:Role", "assumeRolePolicy", {}],
      ["aws:iam/rolePolicy:RolePolicy", "policy", {}],
      ["aws:iam/policy:Policy", "policy", {}],
      ["aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: "b" }],
      ["aws:cloudwatch/dashboard:Dashboard", "dashboardBody", { dashboardName: "d" }],
      ["aws:ssm/document:Document", "content", { documentType: "Command" }],
    ] as const;
    for (const [type, property, others] of cases) {
      assert.throws(
        () => create(type, "x", true, { ...others, [property]: "{" }),
        /contains an invalid JSON: /,
      );
      create(type, "x", true, { ...others, [property]: "{}" });
      create(type, "x", true, { ...others, [property]: UNKNOWN });
    }
  });
});
