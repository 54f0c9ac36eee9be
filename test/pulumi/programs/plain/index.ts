// A program that uses no component of ours, and says what its settings say.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const region = "ap-northeast-1";
const config = new pulumi.Config();
const accountId = aws.getCallerIdentityOutput().accountId;
const targets = [{ region, targetIdentifier: { targetType: "ACCOUNT", targetId: { accountId } } }];
const scope = new aws.networkflowmonitor.Scope("plain", { targets, region });
const type = config.get("type") ?? "AWS::AvailabilityZone";
new aws.networkflowmonitor.Monitor("web", {
  scopeArn: scope.scopeArn,
  monitorName: "web",
  localResources: [{ type, identifier: `${region}a` }],
});
/** The class of the SDK would drop what it does not know. */
class Unchecked extends pulumi.CustomResource {}
const template = "aws:ec2/launchTemplate:LaunchTemplate";
switch (config.get("wrongInput")) {
  case "outermost":
    new Unchecked(template, "wrong", { instanceTipe: "t3.micro" });
    break;
  case "nested":
    new Unchecked(template, "wrong", { metadataOptions: { httpTokns: "required" } });
    break;
  case "of another kind":
    new Unchecked(template, "wrong", { metadataOptions: { httpPutResponseHopLimit: "one" } });
    break;
  case "of a scope":
    new Unchecked("aws:networkflowmonitor/scope:Scope", "wrong", {
      targets: [{ region, targetIdentifier: { targetType: "ORGANIZATION", targetId: { accountId } } }],
    });
    break;
  case "of a monitor":
    new Unchecked("aws:networkflowmonitor/monitor:Monitor", "wrong", {
      scopeArn: scope.scopeArn,
      monitorName: "wrong",
      localResources: [{ type, identifier: `${region}a`, wrongInput: "yes" }],
    });
    break;
  default:
}
