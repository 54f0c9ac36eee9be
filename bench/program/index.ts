import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Resources of one group: the component itself, a security group and its rules. */
const groupSize = 10;

/** A component as programs have them: children that refer to each other, one input made of an output. */
class Group extends pulumi.ComponentResource {
  constructor(name: string) {
    super("bench:index:Group", name);
    const parent = { parent: this };
    const group = new aws.ec2.SecurityGroup(name, { description: name, tags: { Name: name } }, parent);
    for (let rule = 2; rule < groupSize; rule++) {
      const port = 1000 + rule;
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${rule}`,
        {
          securityGroupId: group.id,
          description: pulumi.interpolate`into ${group.arn}`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: "10.0.0.0/16",
        },
        parent,
      );
    }
    this.registerOutputs();
  }
}

const size = new pulumi.Config().requireNumber("size");
for (let group = 0; group < size / groupSize; group++) new Group(`group-${group}`);
