const pulumi = require("@pulumi/pulumi");

const transform = () => {
  throw new Error("not like this");
};
new pulumi.CustomResource("test:index:Thing", "first", {}, { transforms: [transform] });
