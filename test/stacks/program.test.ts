import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Values } from "../../engine/values.ts";
import { runFolder } from "../support/run-program.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("Pulumi.yaml", () => {
  const project = parse(readFileSync(`${root}Pulumi.yaml`, "utf8")) as Values;

  it("names the program, without which Pulumi would run the library and plan to delete everything", () => {
    assert.equal(project["main"], "index.ts");
  });

  it("is project nfm, whose settings therefore read nfm:…, and lets Node strip the types", () => {
    assert.equal(project["name"], "nfm");
    const options = { nodeargs: "--import=./scripts/require-node.js", typescript: false };
    assert.deepEqual(project["runtime"], { name: "nodejs", options });
  });
});

describe("the program, run for the dev stack", function () {
  const stack = "dev";
  this.timeout(60_000);

  for (const mode of ["preview", "update"] as const) {
    it(`makes one scope, a monitor over a zone, the agent's association, two zones, the balancer, endpoints (${mode})`, async () => {
      const { outcome, diagnostics, resources, stackOutputs } = await runFolder(root, mode, { stack });
      assert.deepEqual(diagnostics, []);
      assert.equal(outcome, "succeeded");
      const of = (type: string) => resources.filter((each) => each.type === type);
      const zones = of("aws:ec2/subnet:Subnet").map((each) => each.inputs["availabilityZone"]);
      const services = of("aws:ec2/vpcEndpoint:VpcEndpoint").map((each) => each.inputs["serviceName"]);
      assert.equal(of("aws:networkflowmonitor/scope:Scope").length, 1);
      assert.deepEqual(
        of("aws:networkflowmonitor/monitor:Monitor").map((each) => each.inputs["localResources"]),
        [[{ type: "AWS::AvailabilityZone", identifier: "ap-northeast-1a" }]],
      );
      assert.equal(of("aws:ssm/association:Association").length, 1);
      assert.deepEqual(zones.toSorted(), ["ap-northeast-1a", "ap-northeast-1c"]);
      assert.equal(of("aws:lb/loadBalancer:LoadBalancer").length, 1);
      assert.deepEqual(services.toSorted(), [
        "com.amazonaws.ap-northeast-1.ec2messages",
        "com.amazonaws.ap-northeast-1.ssm",
        "com.amazonaws.ap-northeast-1.ssmmessages",
      ]);
      assert.deepEqual(stackOutputs["monitorNames"], { "first-zone": "nfm.dev.first-zone" });
    });
  }

  it("makes nothing but the stack when its settings are refused, and says only the lines", async () => {
    const { outcome, diagnostics, resources } = await runFolder(root, "preview", {
      stack,
      overrides: { "nfm:workload": "ec3", "nfm:scope": '{"mode":"adopt"}' },
    });
    assert.equal(outcome, "failed");
    assert.deepEqual(
      resources.map((each) => each.type),
      ["pulumi:pulumi:Stack"],
    );
    assert.deepEqual(diagnostics, [
      {
        severity: "error",
        message:
          "nfm:scope.scopeArn: got nothing; allowed: the ARN of the scope to adopt; fix: give the ARN from " +
          '`aws networkflowmonitor list-scopes`, or set mode to "create"\n' +
          'nfm:workload: got "ec3"; allowed: ec2, eks or none; fix: write ec2',
      },
    ]);
  });

  it("says once, without a stack trace, what is wrong with a value that another stack exports", async () => {
    const scopeArn =
      "arn:aws:networkflowmonitor:eu-west-1:123456789012:scope/11111111-2222-3333-4444-555555555555";
    const { outcome, diagnostics, resources } = await runFolder(root, "update", {
      stack,
      overrides: { "nfm:scope": '{"mode":"create","owner":"shared"}' },
      answers: { stackReferences: { "organization/nfm/shared": { scopeArn } } },
    });
    assert.equal(outcome, "failed");
    const messages = diagnostics.map(({ message }) => message);
    assert.equal(messages.length, 1);
    assert.match(
      messages[0] ?? "",
      /^[^\n]*; allowed: a scope in ap-northeast-1; fix: adopt the scope of that Region$/,
    );
    assert.deepEqual(
      resources.filter((each) => each.type.startsWith("aws:networkflowmonitor/")),
      [],
    );
  });
});
