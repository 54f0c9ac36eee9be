import assert from "node:assert/strict";
import { makePlan, renderText } from "../../plan/index.ts";
import { planOf } from "./analyse.ts";
import { assertGolden } from "./golden.ts";
import { simulate, type Program } from "./simulate.ts";
import { site } from "./site.ts";

function section(text: string, title: string): string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith(title));
  assert.notEqual(start, -1, `no section ${title}`);
  const end = lines.indexOf("", start);
  return lines.slice(start + 1, end === -1 ? undefined : end);
}

function withoutCodes(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape codes are what is tested
  return text.replace(/\u001b\[\d+m/g, "");
}

describe("a plan as text", () => {
  const plan = planOf((p) => site(p, { endpointPort: 443 }));

  it("says all of it on the first screen, to the byte", () => {
    assertGolden("site.txt", renderText(plan));
  });

  it("shows every resource with its inputs when verbose, to the byte", () => {
    assertGolden("site.verbose.txt", renderText(plan, { verbose: true }));
  });

  it("shows what is wrong in the verdict and where it is wrong, to the byte", () => {
    const broken = planOf((p) => site(p, { noActivation: true, noPolicy: true, noRoutes: true }));
    assertGolden("broken.txt", renderText(broken));
  });

  it("has no escape codes without colour, and the same words with it", () => {
    const plain = renderText(plan);
    const coloured = renderText(plan, { colour: true });
    assert.ok(!plain.includes("\u001b"));
    assert.ok(coloured.includes("\u001b[32m+\u001b[0m"));
    assert.equal(withoutCodes(coloured), plain);
  });

  it("keeps to 100 columns where words allow it", () => {
    for (const line of renderText(plan).split("\n")) assert.ok(line.length <= 100, line);
  });

  it("is the same whatever the order in which the engine heard of the resources", () => {
    const { preview, update } = simulate((p) => site(p));
    const facts = { project: "shop", stack: "dev", region: "ap-northeast-1" };
    const expected = renderText(makePlan(preview, update, facts), { verbose: true });
    for (const run of [preview, update]) run.resources.reverse();
    update.generated.reverse();
    assert.equal(renderText(makePlan(preview, update, facts), { verbose: true }), expected);
  });

  it("leaves Network Flow Monitor out of a program that has nothing to do with it", () => {
    const text = renderText(planOf((p) => p.resource("aws:sns/topic:Topic", "news", {})));
    assert.ok(
      text.startsWith(
        "dev would create 1 resource in ap-northeast-1; it makes no scope, monitor or agent of Network Flow\nMonitor.\n",
      ),
      text,
    );
    assert.ok(!text.includes("will watch"));
  });
});

describe("the verdict", () => {
  const verdict = (program: (p: Program) => void) => planOf(program).summary.verdict.replace(/^.*?; /, "");
  const scope = (p: Program) => p.resource("aws:networkflowmonitor/scope:Scope", "s", {});
  const addOn = (p: Program) =>
    p.resource("aws:eks/addon:Addon", "nfm", {
      addonName: "aws-network-flow-monitoring-agent",
      clusterName: "c",
    });

  it("names the first reason why no data would arrive", () => {
    const without = "Network Flow Monitor would stay without data";
    assert.equal(
      verdict((p) => scope(p)),
      `${without}: no agents are installed.`,
    );
    assert.equal(
      verdict((p) => addOn(p)),
      `${without}: no scope.`,
    );
    assert.equal(
      verdict((p) => site(p, { noActivation: true })),
      `${without}: the agents of site-agent are installed but never activated.`,
    );
    assert.equal(
      verdict((p) => site(p, { noPolicy: true })),
      `${without}: the role of site-asg may not publish.`,
    );
    const blocked = verdict((p) => site(p, { noAssociations: true }));
    assert.match(
      blocked,
      /site-asg cannot reach networkflowmonitorreports\.ap-northeast-1\.api\.aws:443 \(no route table/,
    );
  });

  it("counts the agents, as far as the program tells", () => {
    assert.equal(
      verdict((p) => site(p)),
      "Network Flow Monitor gets 1 monitor and data from 2 agents.",
    );
    const elsewhere = verdict((p) => {
      scope(p);
      addOn(p);
    });
    assert.equal(
      elsewhere,
      "Network Flow Monitor gets 0 monitors and data from agents on instances outside this program.",
    );
    const uncounted = verdict((p) => {
      scope(p);
      addOn(p);
      p.resource("aws:eks/nodeGroup:NodeGroup", "n", { clusterName: "c" });
    });
    assert.equal(
      uncounted,
      "Network Flow Monitor gets 0 monitors and data from agents whose number the program does not say.",
    );
  });
});

describe("sections of the text", () => {
  it("explain each state of a roll-out", () => {
    const text = renderText(
      planOf((p) => {
        const associate = (name: string, action: string, targets: string) =>
          p.resource("aws:ssm/association:Association", name, {
            name: "AmazonCloudWatch-NetworkFlowMonitorManageAgent",
            parameters: { Action: action },
            targets: targets === "" ? [] : [{ key: "tag:nfm", values: [targets] }],
          });
        associate("activates", "Activate", "on");
        associate("stops", "Deactivate", "");
        p.resource("aws:ssm/association:Association", "installs", {
          name: "AWS-ConfigureAWSPackage",
          parameters: { action: "Install", name: "AmazonCloudWatchNetworkFlowMonitorAgent" },
          targets: [{ key: "tag:nfm", values: ["on"] }],
        });
        p.resource("aws:networkflowmonitor/monitor:Monitor", "m", {
          localResources: [{ identifier: "ap-northeast-1", type: "AWS::EC2::Region" }],
          monitorName: "m",
          remoteResources: [{ identifier: "DynamoDB", type: "AWS::AWSService" }],
          scopeArn: "arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/s",
        });
      }),
    );
    assert.deepEqual(section(text, "What Network Flow Monitor will watch"), [
      "  scope    arn:aws:networkflowmonitor:ap-northeast-1:123456789012:scope/s  made elsewhere, given to this program",
      "  monitor  m",
      "           from ap-northeast-1 (AWS::EC2::Region is no type of Network Flow Monitor)",
      "           to   AWS service DynamoDB",
      "  agents   activates  activate",
      "           where tag:nfm = on",
      "           on instances that are not in this program",
      "  agents   installs  install",
      "           activated by activates, in no promised order",
      "           where tag:nfm = on",
      "           on instances that are not in this program",
      "  agents   stops  deactivate",
      "           ! stops agents: they send nothing and cost nothing afterwards",
      "           where no target",
      "           on instances that are not in this program",
    ]);
  });

  it("cut outputs that fill more than two lines, and say where all of them are", () => {
    const long = "x".repeat(60);
    const text = renderText(
      planOf((p) => {
        p.output(
          "list",
          ["a", "b", "c", "d", "e"].map((item) => item + long),
        );
        p.output("object", { a: long, b: long, c: long, d: long });
        p.output("objects", [{ a: long, b: long }, { c: long }]);
        p.output("sentence", `${"word ".repeat(45)}end`);
        p.output("sentences", [`one ${"word ".repeat(30)}end`, `two ${long}`]);
        p.output("short", ["a", "b", "c", "d", "e"]);
      }),
    );
    assert.deepEqual(section(text, "Outputs"), [
      "  list: 5 items",
      `    - a${long}`,
      `    - b${long}`,
      `    - c${long}`,
      "    - and 2 more, all in `--format json`",
      `  object: {"a":"${long}","b":"${"x".repeat(16)}…`,
      "  objects: 2 items",
      `    - {"a":"${long}","b":"${"x".repeat(20)}…`,
      `    - {"c":"${long}"}`,
      `  sentence: ${"word ".repeat(16)}word`,
      `    ${"word ".repeat(18)}word`,
      `    ${"word ".repeat(9)}end`,
      "  sentences: 2 items",
      `    - one ${"word ".repeat(17)}word`,
      `      ${"word ".repeat(12)}end`,
      `    - two ${long}`,
      '  short: ["a","b","c","d","e"]',
    ]);
  });

  it("show messages, outputs, notes, and what is made at deploy time", () => {
    const { preview, update } = simulate((p) => {
      const made = p.resource("aws:sns/topic:Topic", "news", {});
      p.resource("x:y:Unknown", "odd", {}, { modelled: false });
      p.resource("awsx:ecs:Service", "far", {}, { remote: true });
      if (!p.dryRun) p.resource("aws:sns/topicSubscription:TopicSubscription", "late", {});
      p.output("topic", made.id);
      p.output("password", {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: "hunter2hunter2",
      });
    });
    preview.diagnostics.push(
      { severity: "warning", message: "hunter2hunter2 is deprecated" },
      { severity: "info", message: "hello" },
    );
    preview.invokes.push({ token: "aws:ec2/getAmi:getAmi", args: {}, answeredBy: "nobody" });
    update.outcome = "failed";
    update.diagnostics.push({ severity: "error", message: "boom\n  at x.ts" });
    const text = renderText(
      makePlan(preview, update, { project: "shop", stack: "dev", region: "ap-northeast-1" }),
    );
    assert.ok(text.includes("\n  2 to create · 1 component · 1 made at deploy time\n"));
    assert.deepEqual(section(text, "Made at deploy time"), ["  + sns.TopicSubscription late"]);
    assert.deepEqual(section(text, "Outputs"), ["  password: [secret]", "  topic: ${news.id}"]);
    assert.deepEqual(section(text, "Messages of the program"), ["  - warning: [secret] is deprecated"]);
    assert.deepEqual(
      section(text, "Notes"),
      [
        "  - 1 resource is made inside apply, which a preview cannot show.",
        "  - No model for x:y:Unknown: what comes from their outputs shows as computed.",
        "  - The simulated update failed, so some values are not traced: boom",
        "  - aws:ec2/getAmi:getAmi has no answer here: what comes from it shows as computed.",
        "  - far (awsx:ecs:Service) is expanded by the provider at deploy time: its children are not in this",
        "    plan.",
        "",
      ].filter((line) => line !== ""),
    );
  });
});
