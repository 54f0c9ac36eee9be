// A dynamic provider that captures what cannot be serialised.
const pulumi = require("@pulumi/pulumi");

const push = [].push.bind([]);

class Broken extends pulumi.dynamic.Resource {
  constructor(name) {
    super({ create: async () => ({ id: String(push(1)), outs: {} }) }, name, {});
  }
}

new Broken("broken");
