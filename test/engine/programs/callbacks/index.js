const pulumi = require("@pulumi/pulumi");
const dynamic = pulumi.dynamic;

class Thing extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("test:index:Thing", name, { ...args, arn: undefined }, opts);
  }
}
class Group extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("callbacks:index:Group", name, {}, opts);
    const base = new Thing(`${name}-base`, {}, { parent: this });
    new Thing(
      `${name}-child`,
      { trail: "child", of: base.arn },
      { parent: this, transforms: [trail("own")] },
    );
    this.registerOutputs();
  }
}
const trail = (step) => (args) => {
  if (args.props.trail === undefined) return undefined;
  return {
    props: { ...args.props, trail: `${args.props.trail}>${step}` },
    opts: { ...args.opts, protect: true },
  };
};

pulumi.runtime.registerResourceTransform(trail("stack"));
pulumi.runtime.registerStackTransformation((args) =>
  args.name === "legacy" ? { props: { ...args.props, size: 9 }, opts: args.opts } : undefined,
);
pulumi.runtime.registerInvokeTransform((args) => ({ args: { ...args.args, added: true }, opts: args.opts }));

new Group("group", { transforms: [trail("component")] });
new Thing("legacy", { size: 1 });

const seen = [];
const hook = (name, onDryRun) =>
  new pulumi.ResourceHook(name, (args) => void seen.push(`${name} ${args.name}`), { onDryRun });
const hooked = new Thing(
  "hooked",
  {},
  { hooks: { beforeCreate: [hook("quiet", false), hook("loud", true)], afterCreate: [hook("after", true)] } },
);

class Random extends dynamic.Resource {
  constructor(name) {
    const create = () => Promise.reject(new Error("a plan must not create"));
    super({ create }, name, { length: 4, value: undefined });
  }
}
const random = new Random("random");
new Thing("of-dynamic", { value: random.value, id: random.id });

const answer = pulumi.runtime.invokeOutput("test:index:getThing", { name: "x" });
exports.answer = answer.value;
exports.seen = hooked.urn.apply(() => seen);
exports.mayRun = pulumi.runtime.isDryRun() ? "kept for a deployment" : "ran in a plan";
