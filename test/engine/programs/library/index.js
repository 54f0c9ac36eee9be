new (require("@pulumi/pulumi").CustomResource)("test:index:Thing", "first", {});
