const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("test:index:Thing", "first", {});
async function fail() {
  await Promise.resolve();
  throw new pulumi.RunError("no such workload: use ec2");
}
void fail();
