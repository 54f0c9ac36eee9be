const pulumi = require("@pulumi/pulumi");

const fail = () => {
  throw new Error("not ready");
};
const guard = new pulumi.ResourceHook("guard", fail, { onDryRun: true });
new pulumi.CustomResource("test:index:Thing", "first", {}, { hooks: { afterCreate: [guard] } });
