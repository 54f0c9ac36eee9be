// Ten resources of AWS in all ways that matter to an interruption: what exists once, what has a name that is given or
// made up, what is a setting of something else, and what waits for others. With `ten:next` some change, some are
// replaced, new before old or old before new, and one goes.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Monitor } from "../../../../components/monitor/index.ts";
import { Scope } from "../../../../components/scope/index.ts";

const region = "ap-northeast-1";
const next = new pulumi.Config("ten").getBoolean("next") ?? false;
const scope = new Scope("nfm", { region, onDestroy: "delete" });
const zone = { type: "AWS::AvailabilityZone" as const, identifier: `${region}a` };
const monitorName = next ? "next" : "first";
new Monitor("zone", { scopeArn: scope.scopeArn, localResources: [zone], region, monitorName });

const role = new aws.iam.Role("role", {
  assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
  description: next ? "Next" : "First",
});
const policyArn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
new aws.iam.RolePolicyAttachment("attachment", { role: role.name, policyArn });
new aws.iam.InstanceProfile("profile", { role: role.name });

const bucket = new aws.s3.Bucket("bucket");
new aws.s3.BucketVersioning("versioning", {
  bucket: bucket.bucket,
  versioningConfiguration: { status: "Enabled" },
});
if (!next) new aws.cloudwatch.LogGroup("logs");
const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
new aws.ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: next ? "10.0.1.0/24" : "10.0.0.0/24" });
