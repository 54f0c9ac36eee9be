// A dynamic provider whose code the SDK serialises, with what it captures: a value, a module and a function.
const pulumi = require("@pulumi/pulumi");
const path = require("node:path");

const greeting = { text: "hello" };
const shout = (text) => `${text.toUpperCase()}!`;

const provider = {
  create: async (inputs) => ({ id: path.join("a", inputs.name), outs: { said: shout(greeting.text) } }),
};

class Greeting extends pulumi.dynamic.Resource {
  constructor(name, props) {
    super(provider, name, { ...props, said: undefined });
  }
}

new Greeting("first", { name: "one" });
exports.automation = Object.keys(pulumi.automation).includes("LocalWorkspace");
