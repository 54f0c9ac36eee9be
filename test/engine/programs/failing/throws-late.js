const pulumi = require("@pulumi/pulumi");

const first = new pulumi.CustomResource("test:index:Thing", "first", {});

function fail() {
  throw new Error("thrown late");
}
first.urn.apply(() => fail());
