// Secrets, names made up by the provider, text with references in it, and a component of the program's own.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

class Site extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  constructor(name: string, args: { word: pulumi.Input<string> }, opts?: pulumi.ComponentResourceOptions) {
    super("web:index:Site", name, args, opts);
    const parent = { parent: this };
    const bucket = new aws.s3.Bucket(`${name}-pages`, { tags: { Word: args.word } }, parent);
    const policy = pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Resource: bucket.arn }] });
    new aws.s3.BucketPolicy(`${name}-pages`, { bucket: bucket.id, policy }, parent);
    const role = new aws.iam.Role(`${name}-reader`, { assumeRolePolicy: policy }, parent);
    new aws.iam.RolePolicy(`${name}-reader`, { role: role.name, policy }, { ...parent, dependsOn: bucket });
    this.bucketName = bucket.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

const word = pulumi.secret("swordfish");
const site = new Site("site", { word });
new aws.cloudwatch.LogGroup("logs", {
  name: pulumi.interpolate`/web/${site.bucketName}`,
  retentionInDays: 7,
  tags: { Word: word, Empty: "" },
});
const topic = new aws.sns.Topic("alarms", {}, { protect: false });
new aws.cloudwatch.MetricAlarm("errors", {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 5,
  threshold: 0,
  alarmActions: [topic.arn],
});
export const bucketName = site.bucketName;
