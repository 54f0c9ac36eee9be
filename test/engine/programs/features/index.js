const pulumi = require("@pulumi/pulumi");

class Thing extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("test:index:Thing", name, { ...args, arn: undefined, ports: undefined, detail: undefined }, opts);
  }
}
class Unmodelled extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("other:index:Thing", name, { ...args, arn: undefined, key: undefined }, opts);
  }
}
class Group extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("features:index:Group", name, args, opts);
    this.child = new Thing(`${name}-child`, { size: 1 }, { parent: this });
    this.registerOutputs({ arn: this.child.arn });
  }
}

const password = new pulumi.Config().requireSecret("password");
const first = new Thing("first", { size: 2, list: [1, null, { deep: true }] });
const second = new Thing(
  "second",
  {
    arnOfFirst: first.arn,
    json: pulumi.jsonStringify({ resource: first.arn, port: first.ports[1] }),
    lastPart: first.arn.apply((arn) => arn.split("/")[1]),
    password,
  },
  {
    dependsOn: [first],
    protect: true,
    retainOnDelete: true,
    deleteBeforeReplace: false,
    ignoreChanges: ["size"],
    replaceOnChanges: ["name"],
    additionalSecretOutputs: ["detail"],
    aliases: [{ name: "old" }, "urn:pulumi:dev::features::test:index:Old::second", { parent: first }],
    customTimeouts: { create: "60m" },
    deletedWith: first,
    version: "1.2.3",
  },
);
const group = new Group("group", { title: first.arn }, { protect: true });
const dependent = new Thing("dependent", { size: 3 }, { dependsOn: [group] });
const unmodelled = new Unmodelled("unmodelled", { name: "given" }, { additionalSecretOutputs: ["key"] });
new Thing("of-unmodelled", {
  physical: unmodelled.id,
  name: unmodelled.name,
  key: unmodelled.key,
  part: unmodelled.arn.apply((arn) => arn.split(":")[5]),
  text: pulumi.interpolate`${unmodelled.id} and ${unmodelled.arn}`,
});
const imported = new Thing("imported", { size: 5 }, { import: "thing-42" });
const existing = new Unmodelled("existing", { name: "here" }, { id: "thing-7", parent: group });
const provider = new pulumi.ProviderResource("test", "elsewhere", { region: "eu-west-1" });
const provided = new Thing("provided", {}, { provider });
const network = new pulumi.StackReference("acme/network/dev");
new Thing("of-stack", {
  vpc: network.getOutput("vpcId"),
  zone: network.requireOutput("zone").apply((z) => z.at(-1)),
});
const asset = new Thing("asset", { file: new pulumi.asset.StringAsset("hello") });

exports.arn = first.arn;
exports.password = password;
exports.first = first;
exports.imported = imported.id;
exports.existing = existing.id;
exports.providerOf = provided.urn;
exports.assets = asset.file;
exports.dependent = dependent.size;
exports.vpc = network.getOutput("vpcId");
