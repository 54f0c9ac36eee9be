const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("thing", "first", {});

// The SDK words an error in another way once the program's own code is done.
exports.done = new Promise((resolve) => setTimeout(resolve, 500));
