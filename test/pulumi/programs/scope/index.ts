// A scope over the account that the settings name, or a monitor on the scope that they name.
import * as pulumi from "@pulumi/pulumi";
import { Monitor } from "../../../../components/monitor/index.ts";
import { Scope } from "../../../../components/scope/index.ts";

const region = "ap-northeast-1";
const config = new pulumi.Config();
const scopeArn = config.get("scopeArn");
if (scopeArn === undefined) {
  new Scope("nfm", { region, targets: [{ accountId: config.require("accountId"), region }] });
} else {
  const zone = { type: "AWS::AvailabilityZone" as const, identifier: `${region}a` };
  new Monitor("one", { scopeArn, localResources: [zone], region });
}
