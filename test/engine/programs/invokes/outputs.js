const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

const ami = aws.ec2.getAmiOutput({ mostRecent: true, owners: ["amazon"] });
const single = pulumi.runtime.invokeSingleOutput("test:index:getOne", {});
new pulumi.CustomResource("test:index:Thing", "first", {
  ami: ami.id,
  upper: ami.name.apply((name) => name.toUpperCase()),
  single,
});
exports.name = ami.name;
