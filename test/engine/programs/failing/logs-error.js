const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("test:index:Thing", "first", {});
pulumi.log.warn("careful");
pulumi.log.error("this cannot work");
