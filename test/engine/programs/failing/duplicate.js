const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("test:index:Thing", "same", {});
new pulumi.CustomResource("test:index:Thing", "same", {});
