import { arn, chosen, declare, fixed, hexId, learned, ownAccount, plainText } from "../declare.ts";
import type { ResourceModel } from "../model.ts";

const cites = ["ec2-id-and-arn-forms"];

/** VPC endpoints and flow logs. */
export const endpointModels: ResourceModel[] = [
  declare({
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    cites,
    id: hexId("vpce-"),
    outputs: {
      arn: arn("ec2", (f) => `vpc-endpoint/${f.text("id")}`),
      ownerId: ownAccount,
      vpcEndpointType: fixed("Gateway"),
      state: learned("available"),
      requesterManaged: learned(false),
      dnsEntries: (resource) => {
        const service = plainText(resource.inputs.serviceName)?.split(".").at(-1);
        const type = plainText(resource.get("vpcEndpointType"));
        if (resource.context.dryRun || service === undefined || type !== "Interface")
          return learned([])(resource, "");
        return [
          {
            dnsName: dnsName(service)(resource, "dnsEntries[0].dnsName"),
            hostedZoneId: zone(resource, "dnsEntries[0].hostedZoneId"),
          },
        ];
      },
      prefixListId: hexId("pl-"),
    },
  }),
  declare({
    type: "aws:ec2/flowLog:FlowLog",
    cites,
    id: hexId("fl-"),
    outputs: {
      arn: arn("ec2", (f) => `vpc-flow-log/${f.text("id")}`),
      logDestinationType: fixed("cloud-watch-logs"),
      maxAggregationInterval: fixed(600),
    },
  }),
];

const zone = chosen(({ token }) => `Z${token.toUpperCase()}`);

function dnsName(service: string) {
  return chosen((f) => `${f.text("id")}-${f.token.slice(0, 8)}.${service}.${f.region}.vpce.amazonaws.com`);
}
