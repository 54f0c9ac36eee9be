const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("test:index:Thing", "first", { never: new Promise(() => {}) });
