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
const wrongInput = config.get("wrongInput");
/** The class of the SDK would drop what it does not know. */
class Unchecked extends pulumi.CustomResource {}
if (wrongInput !== undefined) {
  new Unchecked("aws:networkflowmonitor/scope:Scope", "wrong", { targets, wrongInput });
}
