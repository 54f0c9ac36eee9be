// A program that had plain resources and moves them into components.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Monitor } from "../../../../components/monitor/index.ts";
import { Scope } from "../../../../components/scope/index.ts";

const region = "ap-northeast-1";
const localResources = [{ type: "AWS::AvailabilityZone" as const, identifier: `${region}a` }];

/** Gives a component's only child the identity that the plain resource had. */
function formerly(type: string): pulumi.ComponentResourceOptions {
  return {
    transforms: [
      ({ type: token, props, opts }) =>
        token === type
          ? { props, opts: { ...opts, aliases: [{ name: "plain", parent: pulumi.rootStackResource }] } }
          : undefined,
    ],
  };
}

if (new pulumi.Config().requireBoolean("ours")) {
  const scope = new Scope("nfm", { region }, formerly("aws:networkflowmonitor/scope:Scope"));
  const args = { scopeArn: scope.scopeArn, monitorName: "web", localResources, region };
  new Monitor("web", args, formerly("aws:networkflowmonitor/monitor:Monitor"));
} else {
  const accountId = aws.getCallerIdentityOutput().accountId;
  const targets = [{ region, targetIdentifier: { targetType: "ACCOUNT", targetId: { accountId } } }];
  const scope = new aws.networkflowmonitor.Scope("plain", { targets, region });
  new aws.networkflowmonitor.Monitor("plain", {
    scopeArn: scope.scopeArn,
    monitorName: "web",
    localResources,
    region,
  });
}
