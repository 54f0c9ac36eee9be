const pulumi = require("@pulumi/pulumi");

const transform = () => {
  throw new Error("not like this");
};
new pulumi.CustomResource("test:index:Thing", "first", {}, { transforms: [transform] });

// The SDK words an error in another way once the program's own code is done.
exports.done = new Promise((resolve) => setTimeout(resolve, 500));
