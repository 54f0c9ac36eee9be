import assert from "node:assert/strict";
import { needCli } from "./cli.ts";
import { destroy, inventory, scopeOnly, succeeds, up } from "./support.ts";
import { part, switched, type Switch } from "./switching.ts";
import { openWorld, shipped, type Config, type Stack, type World } from "./world.ts";

const ec2 = (change: object) => part("nfm:ec2", change);

/** Each begins where the one before ended. */
const switches: Switch[] = [
  {
    title: "a longer time to keep logs changes both kinds of logs in place",
    change: ec2({ logRetentionDays: 30 }),
    does: ["update BucketLifecycleConfiguration site-access-logs", "update LogGroup site-flow-logs"],
  },
  {
    title: "a second instance in each zone changes the groups in place",
    change: ec2({ instancesPerZone: 2 }),
    does: ["update Group site-web-1", "update Group site-web-2"],
  },
  {
    title: "no traffic of its own takes its rules and refreshes the instances",
    change: ec2({ traffic: "off" }),
    does: [
      "update Group site-web-1",
      "update Group site-web-2",
      "update LaunchTemplate site-web",
      "delete SecurityGroupEgressRule site-instances-to-balancer",
      "delete SecurityGroupIngressRule site-balancer-from-instances",
    ],
  },
  {
    title: "another range that may visit gets its rule before the old one goes",
    change: ec2({ allowedCidrs: ["192.0.2.0/24"] }),
    does: [
      "create SecurityGroupIngressRule site-balancer-http-from-192.0.2.0-24",
      "delete SecurityGroupIngressRule site-balancer-http-from-0.0.0.0-0",
    ],
  },
  {
    title: "protection of the load balancer is switched in place",
    change: ec2({ deletionProtection: true }),
    does: ["update LoadBalancer site-alb"],
  },
  {
    title: "and off again, before the site may go",
    change: ec2({ deletionProtection: false }),
    does: ["update LoadBalancer site-alb"],
  },
  {
    title: "another instance type makes a new version of the launch template, and refreshes the instances",
    change: ec2({ instanceType: "t3.small" }),
    does: ["update Group site-web-1", "update Group site-web-2", "update LaunchTemplate site-web"],
  },
  {
    title: "a bucket that keeps what is in it changes nothing else",
    change: ec2({ forceDestroy: false }),
    does: ["update Bucket site-access-logs"],
  },
  {
    title: "and may go again with all that is in it",
    change: ec2({ forceDestroy: true }),
    does: ["update Bucket site-access-logs"],
  },
  {
    title: "how fast the agent is rolled out, and how serious a failure is, change the association in place",
    change: part("nfm:agent", { maxConcurrency: "25%", maxErrors: "5%", complianceSeverity: "HIGH" }),
    does: ["update Association agent-groups-1"],
  },
  {
    title:
      "another wait, schedule and version of the agent's package change association and document in place",
    change: part("nfm:agent", {
      waitForSuccessTimeoutSeconds: 1200,
      schedule: "rate(2 days)",
      packageVersion: "9",
    }),
    does: ["update Association agent-groups-1", "update Document agent-activate"],
  },
  {
    title: "a topic for failures brings the rule that reports them",
    change: part("nfm:agent", { failureTopicArn: "arn:aws:sns:ap-northeast-1:123456789012:alarms" }),
    does: ["create EventRule agent-failed", "create EventTarget agent-failed-topic"],
  },
  {
    title: "a certificate brings a second listener, to which the first one sends",
    change: ec2({
      certificateArn:
        "arn:aws:acm:ap-northeast-1:123456789012:certificate/11111111-2222-4333-8444-555555555555",
    }),
    does: [
      "create Listener site-https",
      "create SecurityGroupIngressRule site-balancer-https-from-192.0.2.0-24",
      "update Listener site-http",
    ],
  },
  {
    title:
      "a site for the inside only, which a load balancer cannot become, gets a new one before the old one goes",
    change: ec2({ internetFacing: false }),
    does: [
      "create Listener site-http",
      "create Listener site-https",
      "create LoadBalancer site-alb",
      "delete Listener site-http",
      "delete Listener site-https",
      "delete LoadBalancer site-alb",
    ],
    overlaps: ["LoadBalancer"],
  },
  {
    title:
      "another mode of the agent ends the old association before the new one begins, and then drops its document",
    change: part("nfm:agent", { mode: "deactivate" }),
    does: [
      "create Association agent-groups-1",
      "create Document agent-deactivate",
      "delete Association agent-groups-1",
      "delete Document agent-activate",
      // It names the association whose failures it reports.
      "update EventRule agent-failed",
    ],
  },
  {
    title: "another monitor is made beside the first",
    change: part("nfm:monitors", { region: { over: "region" } }),
    does: ["create Monitor region-monitor"],
  },
  {
    title: "a monitor over another zone changes in place",
    change: part("nfm:monitors", { "first-zone": { over: "availabilityZone", number: 2 } }),
    does: ["update Monitor first-zone-monitor"],
  },
  {
    title: "a scope that a destroy is to keep changes nothing now",
    change: part("nfm:scope", { onDestroy: "retain" }),
    does: [],
  },
  {
    title: "a longer wait for a scope changes nothing, since the scope is there",
    change: part("nfm:scope", { createTimeoutMinutes: 90 }),
    does: [],
  },
];

describe("a change of settings under the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: Stack;
  let config: Config = shipped("dev");
  before(async function () {
    world = await openWorld(await needCli(this), ["aws", "awsx"]);
    stack = await world.stack("dev", config);
    await up(world, stack);
  });
  after(() => world.close());

  for (const each of switches) {
    it(each.title, async () => {
      config = await switched(world, stack, config, each);
    });
  }

  it("tags reach everything that has them, and replace nothing", async () => {
    stack.configure({ ...config, "nfm:tags": { Project: "nfm", Team: "net" } });
    const done = await up(world, stack);
    assert.ok(done.length > 20, String(done.length));
    assert.deepEqual(
      done.filter((line) => !line.startsWith("update ")),
      [],
    );
  });

  it("no workload any more takes the site away, and never the scope", async () => {
    stack.configure(scopeOnly({ mode: "create" }, "first-zone"));
    const done = await up(world, stack);
    assert.deepEqual(
      done.filter((line) => !line.startsWith("delete ") && !line.startsWith("update ")),
      [],
    );
    assert.deepEqual(inventory(world), ["Monitor first-zone-monitor", "Scope nfm-scope"]);
    await succeeds(stack, "preview", "--expect-no-changes");
    await destroy(stack);
    assert.deepEqual(inventory(world), ["Scope nfm-scope"]);
  });
});
