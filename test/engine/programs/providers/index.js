const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const awsx = require("@pulumi/awsx");

// Else the SDK gives them to a provider without a Region.
delete process.env.AWS_REGION;
delete process.env.AWS_DEFAULT_REGION;

const east = new aws.Provider("east", { region: "us-east-1" });
const log = new aws.cloudwatch.LogGroup("log", {}, { provider: east });
const local = new aws.cloudwatch.LogGroup("local");

const targetIdentifier = { targetId: { accountId: "123456789012" }, targetType: "ACCOUNT" };
const watch = (name, provider, identifier) => {
  const targets = [{ region: identifier, targetIdentifier }];
  const scope = new aws.networkflowmonitor.Scope(name, { targets }, { provider });
  const localResources = [{ type: "AWS::Region", identifier }];
  return new aws.networkflowmonitor.Monitor(
    name,
    { monitorName: name, scopeArn: scope.scopeArn, localResources },
    { provider },
  );
};
const monitor = watch("east", east, "us-east-1");

class Site extends pulumi.ComponentResource {
  constructor(name, options) {
    super("test:index:Site", name, {}, options);
    this.log = new aws.cloudwatch.LogGroup("within", {}, { parent: this });
    this.region = aws.getRegionOutput({}, { parent: this }).region;
  }
}
const site = new Site("site", { providers: [east] });
const net = new awsx.ec2.Vpc("net", { numberOfAvailabilityZones: 2 }, { provider: east });

const member = new aws.Provider("member", { region: "cn-north-1", allowedAccountIds: ["111122223333"] });
const roleArn = "arn:aws:iam::444455556666:role/deploy";
const role = new aws.Provider("role", { region: "ap-northeast-1", assumeRoles: [{ roleArn }] });
const silent = new aws.Provider("silent", { profile: "other" });
const late = new aws.Provider("late", { region: log.arn.apply((arn) => arn.split(":")[3]) });
const never = new aws.Provider("never", { region: aws.ssm.getParameterOutput({ name: "region" }).value });
watch("late", late, "us-east-1");
watch("never", never, "us-west-2");

exports.arns = {
  log: log.arn,
  local: local.arn,
  monitor: monitor.monitorArn,
  site: site.log.arn,
  member: new aws.cloudwatch.LogGroup("member", {}, { provider: member }).arn,
  role: new aws.cloudwatch.LogGroup("role", {}, { provider: role }).arn,
  silent: new aws.cloudwatch.LogGroup("silent", {}, { provider: silent }).arn,
};
exports.regions = {
  run: aws.getRegionOutput().region,
  east: aws.getRegionOutput({}, { provider: east }).region,
  site: site.region,
  never: aws.getRegionOutput({}, { provider: never }).region,
};
exports.zones = {
  east: aws.getAvailabilityZonesOutput({}, { provider: east }).names,
  never: aws.getAvailabilityZonesOutput({}, { provider: never }).names,
};
exports.partition = aws.getPartitionOutput({}, { provider: member }).partition;
exports.account = aws.getCallerIdentityOutput({}, { provider: member }).accountId;
exports.net = net.vpcId;
