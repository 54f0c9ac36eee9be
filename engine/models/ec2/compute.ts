import { arn, chosen, declare, fixed, hexId, learned } from "../declare.ts";
import { address } from "../formats.ts";
import type { ResourceModel } from "../model.ts";

const cites = ["ec2-id-and-arn-forms"];

/** Launch templates and instances. */
export const computeModels: ResourceModel[] = [
  declare({
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    cites,
    autoName: { property: "name", maxLength: 128, prefixProperty: "namePrefix" },
    id: hexId("lt-"),
    outputs: {
      arn: arn("ec2", (f) => `launch-template/${f.text("id")}`),
      latestVersion: learned(1),
      defaultVersion: learned(1),
    },
  }),
  declare({
    type: "aws:ec2/instance:Instance",
    cites,
    id: hexId("i-"),
    outputs: {
      arn: arn("ec2", (f) => `instance/${f.text("id")}`),
      instanceState: learned("running"),
      primaryNetworkInterfaceId: hexId("eni-"),
      privateIp: chosen(address),
      publicIp: chosen(address),
      privateDns: chosen(
        (f) => `ip-${f.text("privateIp").replaceAll(".", "-")}.${f.region}.compute.internal`,
      ),
      publicDns: chosen(
        (f) => `ec2-${f.text("publicIp").replaceAll(".", "-")}.${f.region}.compute.amazonaws.com`,
      ),
      getPasswordData: fixed(false),
      sourceDestCheck: fixed(true),
    },
  }),
];
