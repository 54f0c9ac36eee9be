import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { local, Monitor, remote, type MonitorArgs } from "../../components/index.ts";
import { explainCreateFailure } from "../../components/monitor/explain.ts";
import { lateErrors } from "../support/late-errors.ts";
import { deploy, one, unknownInput, valueOf, type DeployOptions } from "../support/deploy.ts";

const monitorType = "aws:networkflowmonitor/monitor:Monitor";
const componentType = "aws-network-flow-monitor:index:Monitor";
const networkType = "test:index:Network";
const scopeArn =
  "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/11111111-2222-3333-4444-555555555555";
const vpcArn = "arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-0123456789abcdef0";
const zone = local.availabilityZone("ap-northeast-1a");

const answers: DeployOptions = {
  outputs: (_, name) => ({
    monitorArn: `arn:aws:networkflowmonitor:ap-northeast-1:123456789012:monitor/${name}`,
    arn: vpcArn,
  }),
};

/** A stand-in for a resource whose ARN is known only once it exists. */
class Network extends pulumi.CustomResource {
  declare readonly arn: pulumi.Output<string>;
  constructor(name: string) {
    super(networkType, name, { arn: undefined });
  }
}

describe("Monitor", () => {
  for (const mode of ["preview", "update"] as const) {
    it(`registers one monitor, named after project, stack and component, deleted before it is replaced (${mode})`, async () => {
      const program = () => new Monitor("web", { scopeArn, localResources: [zone] });
      const { registrations, invokes, result } = await deploy(program, { ...answers, mode });
      const monitor = one(registrations, monitorType);
      assert.deepEqual(monitor.inputs, {
        monitorName: "nfm.test.web",
        scopeArn,
        localResources: [{ type: "AWS::AvailabilityZone", identifier: "ap-northeast-1a" }],
      });
      assert.equal(monitor.name, "web-monitor");
      assert.equal(monitor.parent, one(registrations, componentType).urn);
      assert.equal(monitor.deleteBeforeReplace, true);
      assert.deepEqual(monitor.hooks, ["aws-network-flow-monitor:Monitor:web"]);
      assert.equal(registrations.length, 2);
      assert.deepEqual(invokes, []);
      assert.equal(await valueOf(result.monitorName), "nfm.test.web");
    });
  }

  it("passes name, region, tags and remote resources on", async () => {
    const args: MonitorArgs = {
      scopeArn: scopeArn.replace("ap-northeast-1", "eu-west-1"),
      localResources: [local.region("eu-west-1")],
      remoteResources: [remote.region("us-east-1")],
      monitorName: "to-virginia",
      region: "eu-west-1",
      tags: { team: "net" },
    };
    const { registrations, result } = await deploy(() => new Monitor("web", args), answers);
    assert.deepEqual(one(registrations, monitorType).inputs, {
      ...args,
      localResources: [{ type: "AWS::Region", identifier: "eu-west-1" }],
      remoteResources: [{ type: "AWS::Region", identifier: "us-east-1" }],
    });
    assert.match(await valueOf(result.monitorArn), /monitor\/web-monitor$/);
  });

  it("registers two in one program without a collision of names, neither in Pulumi nor in AWS", async () => {
    const program = () => [
      new Monitor("a", { scopeArn, localResources: [zone] }),
      new Monitor("b", { scopeArn, localResources: [zone] }),
    ];
    const { registrations } = await deploy(program, answers);
    assert.equal(new Set(registrations.map((each) => each.urn)).size, 4);
    const names = registrations
      .filter((each) => each.type === monitorType)
      .map((each) => each.inputs["monitorName"]);
    assert.deepEqual(names.toSorted(), ["nfm.test.a", "nfm.test.b"]);
  });

  it("leaves unknown in a preview only what is unknown, so that the rest of the monitor can be read", async () => {
    const program = () => {
      const network = new Network("net");
      return new Monitor("web", { scopeArn, localResources: [local.vpc(network.arn), zone] });
    };
    const { registrations } = await deploy(program, { ...answers, mode: "preview" });
    const { inputs } = one(registrations, monitorType);
    const resources = inputs["localResources"] as { type: string; identifier: string }[];
    assert.equal(unknownInput(resources[0]?.identifier), true);
    assert.deepEqual(resources[1], { type: "AWS::AvailabilityZone", identifier: "ap-northeast-1a" });
    assert.equal(inputs["scopeArn"], scopeArn);
    assert.equal(inputs["monitorName"], "nfm.test.web");
  });

  it("holds the same rules for an ARN that is known only in the update, and then registers no monitor", async () => {
    const abroad = vpcArn.replace("ap-northeast-1", "eu-west-1");
    let types: string[] = [];
    const errors = await lateErrors(async () => {
      const program = () =>
        new Monitor("web", { scopeArn, localResources: [zone, local.vpc(new Network("net").arn)] });
      const { registrations } = await deploy(program, { ...answers, outputs: () => ({ arn: abroad }) });
      types = registrations.map((each) => each.type);
    });
    assert.deepEqual(types, [networkType, componentType]);
    assert.equal(errors.length, 1);
    const [error] = errors;
    assert.ok(pulumi.ResourceError.isInstance(error) && error.hideStack);
    const expected =
      `web.localResources[1].identifier: got "${abroad}"; ` +
      "allowed: a resource in ap-northeast-1, the monitor's Region; fix: make one monitor for each Region";
    assert.ok(error.message.endsWith(expected), error.message);
  });

  it("stops with one line for each problem, attached to the component, without a stack trace", async () => {
    const args: MonitorArgs = { scopeArn: "scope-1", localResources: [], monitorName: "web site" };
    await assert.rejects(
      deploy(() => new Monitor("bad", args)),
      (error: Error & { hideStack?: boolean }) => {
        assert.equal(error.hideStack, true);
        assert.deepEqual(
          error.message.split("\n").map((line) => line.slice(0, line.indexOf(";"))),
          ["bad.localResources: got none", 'bad.monitorName: got "web site"', 'bad.scopeArn: got "scope-1"'],
        );
        return true;
      },
    );
  });
});

describe("explainCreateFailure of a monitor", () => {
  const type = "aws:networkflowmonitor/monitor:Monitor";
  const urn = `urn:pulumi:dev::nfm::aws-network-flow-monitor:index:Monitor$${type}::web-monitor`;
  const failed = (error: string) => ({ errors: [error], name: "web-monitor", type, urn });

  it("takes a monitor back that the stack lost, below its component", () => {
    const explained = explainCreateFailure(failed("ConflictException: no"), "web", "nfm.dev.web") ?? "";
    const parent = "'parent=urn:pulumi:dev::nfm::aws-network-flow-monitor:index:Monitor::web'";
    assert.ok(
      explained.includes(`pulumi import ${type} web-monitor nfm.dev.web --parent ${parent} `),
      explained,
    );
  });

  it("says what to do about a name that is taken, a full account and a missing scope", () => {
    const explain = (code: string) =>
      explainCreateFailure(failed(`creating monitor: ${code}: no`), "web") ?? "";
    assert.match(
      explain("ConflictException"),
      /^web: .*another `monitorName`.*delete-monitor --monitor-name/,
    );
    assert.match(explain("ServiceQuotaExceededException"), /^web: an account has 20 monitors .*AWS Support/);
    assert.match(explain("ResourceNotFoundException"), /^web: .*list-scopes/);
  });

  it("leaves every other error to speak for itself", () => {
    assert.equal(explainCreateFailure(failed("AccessDeniedException: no"), "web"), undefined);
  });
});
