const pulumi = require("@pulumi/pulumi");

const first = new pulumi.CustomResource("test:index:Thing", "first", {});

function fail() {
  throw new Error("thrown late");
}
first.urn.apply(() => fail());

// The SDK words an error in another way once the program's own code is done.
exports.done = new Promise((resolve) => setTimeout(resolve, 500));
