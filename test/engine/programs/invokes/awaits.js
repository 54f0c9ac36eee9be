const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

module.exports = async () => {
  const ami = await aws.ec2.getAmi({ mostRecent: true, owners: ["amazon"] });
  new pulumi.CustomResource("test:index:Thing", "first", { ami: ami.id, letters: ami.name.length });
  return { name: ami.name };
};
