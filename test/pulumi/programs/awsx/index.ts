// A network as many programs make it: awsx, with an explicit provider, and what hangs on its outputs.
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";

const provider = new aws.Provider("tokyo", { region: "ap-northeast-1" });
const network = new awsx.ec2.Vpc(
  "network",
  {
    availabilityZoneNames: ["ap-northeast-1a", "ap-northeast-1c"],
    natGateways: { strategy: "Single" },
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Public", cidrMask: 24 },
      { type: "Private", cidrMask: 24 },
    ],
    tags: { Team: "net" },
  },
  { provider },
);
new aws.ec2.SecurityGroup("group", { vpcId: network.vpcId, description: "of the network" }, { provider });
export const vpcId = network.vpcId;
export const privateSubnetIds = network.privateSubnetIds;
