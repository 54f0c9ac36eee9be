import assert from "node:assert/strict";
import type { Values } from "../../engine/values.ts";
import { planOf } from "./analyse.ts";
import { site, type SiteChoices } from "./site.ts";

const publish = "arn:aws:iam::aws:policy/CloudWatchNetworkFlowMonitorAgentPublishPolicy";
function watchOf(choices: SiteChoices = {}) {
  return planOf((p) => site(p, choices)).watch;
}

describe("what Network Flow Monitor will watch", () => {
  it("is the scope, the monitors with their resources, and the agents on their instances", () => {
    assert.deepEqual(watchOf(), {
      scopes: [
        {
          label: "nfm-scope",
          state: "created",
          arn: "${nfm-scope.scopeArn}",
          targets: ["account 123456789012 in ap-northeast-1"],
        },
      ],
      monitors: [
        {
          label: "dev-zone-a",
          name: "dev-zone-a",
          scope: "${nfm-scope.scopeArn}",
          local: [
            { type: "AWS::AvailabilityZone", kind: "Availability Zone", identifier: "ap-northeast-1a" },
          ],
          remote: [],
        },
      ],
      agents: [
        {
          label: "Association::site-agent",
          by: "SSM association",
          actions: ["install", "activate"],
          activatedBy: [],
          state: "sends",
          chosen: ["tag:nfm = on"],
          schedule: "rate(1 day)",
          hosts: [
            {
              label: "site-asg",
              urn: "urn:pulumi:dev::shop::aws:autoscaling/group:Group::site-asg",
              kind: "Auto Scaling group",
              count: 2,
              role: "site-role",
              mayPublish: "yes",
            },
          ],
        },
      ],
      publishers: ["site-role"],
    });
  });

  it("says that a role without the publish policy may not publish", () => {
    const watch = watchOf({ noPolicy: true });
    assert.deepEqual(watch.publishers, []);
    assert.equal(watch.agents[0]!.hosts[0]!.mayPublish, "no");
  });

  it("says that agents are installed but never activated", () => {
    assert.deepEqual(
      watchOf({ noActivation: true }).agents.map(({ actions, state }) => [actions, state]),
      [[["install"], "installed, never activated"]],
    );
  });

  it("finds roles that may publish by every way to say so", () => {
    const statement = JSON.stringify({
      Statement: [{ Action: "networkflowmonitor:Publish", Effect: "Allow", Resource: "*" }],
    });
    const { publishers } = planOf((p) => {
      const role = (name: string, inputs: Values = {}) =>
        p.resource("aws:iam/role:Role", name, { name, ...inputs });
      const policy = p.resource("aws:iam/policy:Policy", "own", { policy: statement });
      const attach = (name: string, inputs: Values) =>
        p.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, inputs);
      attach("1", { role: role("attached").out("name"), policyArn: publish });
      role("by-name");
      attach("2", { role: "by-name", policyArn: publish });
      attach("3", { role: role("by-own-policy").id, policyArn: policy.out("arn") });
      attach("4", { role: role("other").id, policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
      p.resource("aws:iam/rolePolicy:RolePolicy", "5", { role: role("inline").id, policy: statement });
      role("managed", { managedPolicyArns: [publish] });
      role("written-inside", { inlinePolicies: [{ name: "p", policy: statement }] });
      attach("6", { role: "not-in-the-plan", policyArn: publish });
    }).watch;
    assert.deepEqual(publishers, [
      "attached",
      "by-name",
      "by-own-policy",
      "inline",
      "managed",
      "written-inside",
    ]);
  });

  it("tells adopted and given scopes from created ones, and wrong types from right ones", () => {
    const arn = "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/s-1";
    const { scopes, monitors } = planOf((p) => {
      p.resource("aws:networkflowmonitor/scope:Scope", "shared", {}, { read: "s-1" });
      p.resource("aws:networkflowmonitor/monitor:Monitor", "m", {
        localResources: [{ identifier: "ap-northeast-1a", type: "AWS::EC2::AvailabilityZone" }],
        monitorName: "m",
        remoteResources: [{ identifier: "S3", type: "AWS::AWSService" }],
        scopeArn: arn,
      });
    }).watch;
    assert.deepEqual(scopes, [
      { label: "shared", state: "adopted", arn: "s-1", targets: [] },
      { state: "given", arn, targets: [] },
    ]);
    assert.deepEqual(monitors[0]!.local, [
      { type: "AWS::EC2::AvailabilityZone", identifier: "ap-northeast-1a" },
    ]);
    assert.deepEqual(monitors[0]!.remote, [
      { type: "AWS::AWSService", kind: "AWS service", identifier: "S3" },
    ]);
  });
});
