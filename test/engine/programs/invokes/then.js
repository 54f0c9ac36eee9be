const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

const zones = aws.getAvailabilityZones({ state: "available" }).then((result) => result.names);
new pulumi.CustomResource("test:index:Thing", "first", { zones });
