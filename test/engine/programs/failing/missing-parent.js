const pulumi = require("@pulumi/pulumi");

const parent = new pulumi.DependencyResource("urn:pulumi:dev::failing::test:index:Parent::gone");
new pulumi.CustomResource("test:index:Thing", "orphan", {}, { parent });
