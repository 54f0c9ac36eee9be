const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("test:index:Thing", "first", {});
module.exports = async () => {
  await pulumi.requirePulumiVersion(">=3.0.0 <4.0.0");
  await pulumi.requirePulumiVersion(">=99.0.0");
};
