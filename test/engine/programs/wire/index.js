// Speaks to the monitor without the SDK's comfort: what older SDKs and generated packages send.
const pulumi = require("@pulumi/pulumi");
const messages = require("@pulumi/pulumi/proto/resource_pb.js");
const engineMessages = require("@pulumi/pulumi/proto/engine_pb.js");
const { Struct } = require("@pulumi/pulumi/node_modules/google-protobuf/google/protobuf/struct_pb.js");

const monitor = pulumi.runtime.getMonitor();
const engine = pulumi.runtime.getEngine();

const call = (client, method, request) =>
  new Promise((resolve) => {
    client[method](request, (error, response) =>
      resolve(error ? `${error.code}: ${error.details}` : response),
    );
  });

const supports = async (id) => {
  const request = new messages.SupportsFeatureRequest();
  request.setId(id);
  return (await call(monitor, "supportsFeature", request)).getHassupport();
};

const registration = (name, set = () => {}) => {
  const request = new messages.RegisterResourceRequest();
  request.setType("test:index:Thing");
  request.setName(name);
  request.setCustom(true);
  request.setObject(Struct.fromJavaScript({ size: 1 }));
  set(request);
  return call(monitor, "registerResource", request);
};

const invoke = (token, args) => {
  const request = new messages.ResourceInvokeRequest();
  request.setTok(token);
  request.setArgs(Struct.fromJavaScript(args));
  return call(monitor, "invoke", request);
};

module.exports = async () => {
  const root = (await call(engine, "getRootResource", new engineMessages.GetRootResourceRequest())).getUrn();
  const old = await registration("old", (request) => {
    request.setAliasurnsList(["urn:pulumi:dev::wire::test:index:Older::old"]);
    request.setDependenciesList([root]);
  });

  const packaged = new messages.RegisterPackageRequest();
  packaged.setName("test");
  packaged.setVersion("4.5.6");
  const reference = (await call(monitor, "registerPackage", packaged)).getRef();
  await registration("packaged", (request) => request.setPackageref(reference));

  const exists = new messages.ExistsResourceRequest();
  exists.setType("test:index:Thing");
  exists.setId("thing-1");

  const lookup = new messages.ReadResourceRequest();
  lookup.setType("test:index:Thing");
  lookup.setName("packaged");
  lookup.setId("thing-1");

  const stash = new pulumi.Stash("stash", { input: { deep: 1 } });

  return {
    root,
    supports: [await supports("secrets"), await supports("telepathy")],
    oldUrn: old.getUrn(),
    exists: (await call(monitor, "existsResource", exists)).getUnknown(),
    unknownResource: await invoke("pulumi:pulumi:getResource", { urn: "urn:pulumi:dev::wire::a:b:C::gone" }),
    otherStack: (await invoke("pulumi:pulumi:readStackResourceOutputs", { stackName: "acme/net/dev" }))
      .getReturn()
      .toJavaScript(),
    badParent: await registration("lost", (request) => request.setParent("nonsense")),
    stash: stash.output,
  };
};
