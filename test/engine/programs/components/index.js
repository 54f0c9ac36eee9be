const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const awsx = require("@pulumi/awsx");
const eks = require("@pulumi/eks");

const provider = new aws.Provider("tokyo", { region: "ap-northeast-1" });
const tagged = (args) => {
  if (args.type !== "aws:ec2/subnet:Subnet") return undefined;
  return { props: { ...args.props, tags: { ...args.props.tags, Team: "net" } }, opts: args.opts };
};
const parameter = new aws.ssm.Parameter("cidr", { type: "String", value: "10.0.0.0/16" });
const net = new awsx.ec2.Vpc(
  "net",
  { cidrBlock: parameter.value, numberOfAvailabilityZones: 2, tags: { Env: "dev", From: parameter.arn } },
  { providers: { aws: provider }, transforms: [tagged], protect: true },
);
const cluster = new eks.Cluster("shop", { vpcId: net.vpcId, subnetIds: net.publicSubnetIds });

exports.vpcId = net.vpcId;
exports.firstSubnet = net.publicSubnetIds[0];
exports.cidr = net.vpc.cidrBlock;
exports.zones = net.publicSubnetIds.apply((ids) => ids.length);
exports.endpoint = cluster.core.endpoint;
exports.kubeconfig = cluster.getKubeconfig({ profileName: "dev" }).result;
