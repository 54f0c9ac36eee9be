import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { Ec2AgentMode } from "../../components/ec2-agent-rollout/args.ts";
import { commandDocument, documentContent } from "../../components/ec2-agent-rollout/document.ts";
import { kubernetesNodeScript, platformScript } from "../../components/ec2-agent-rollout/guard.ts";
import { commandDocumentSchema, play } from "../support/command-document.ts";

const modes = Object.values(Ec2AgentMode);
const linux = { StringEquals: ["platformType", "Linux"] };
const validate = new Ajv({ allErrors: true, discriminator: true }).compile(commandDocumentSchema);

function problems(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
}

describe("commandDocument", () => {
  for (const mode of modes) {
    it(`follows AWS's reference of schema 2.2, or AWS refuses it (${mode})`, () => {
      assert.deepEqual(problems(JSON.parse(documentContent(mode, "1.2.3"))), []);
    });
  }

  it("would be refused by that check if it strayed, so the check is worth something", () => {
    const strays: ((text: string) => string)[] = [
      (text) => text.replaceAll('"successAndExit"', '"continue"'),
      (text) => text.replaceAll('"runCommand"', '"commands"'),
      (text) => text.replaceAll('"aws:runDocument"', '"aws:runCommand"'),
      (text) => text.replaceAll('"SSMDocument"', '"Document"'),
      (text) => text.replaceAll('"Install"', '"Activate"'),
      (text) => text.replace(/\{\s*"Action": "Activate"\s*\}/, '"{}"'),
      (text) => text.replaceAll('"2.2"', '"0.3"'),
    ];
    for (const stray of strays) {
      const text = stray(documentContent(Ec2AgentMode.Activate));
      assert.notEqual(text, documentContent(Ec2AgentMode.Activate));
      assert.notDeepEqual(problems(JSON.parse(text)), []);
    }
  });

  it("installs, then activates: an installed agent that is not activated never sends", () => {
    const [kubernetes, platform, install, activate, ...more] = commandDocument(
      Ec2AgentMode.Activate,
    ).mainSteps;
    assert.deepEqual(kubernetes, {
      action: "aws:runShellScript",
      name: "leaveKubernetesNodes",
      precondition: linux,
      inputs: { onFailure: "successAndExit", runCommand: kubernetesNodeScript, timeoutSeconds: "60" },
    });
    assert.deepEqual(platform, {
      action: "aws:runShellScript",
      name: "checkPlatform",
      precondition: linux,
      inputs: { onFailure: "exit", runCommand: platformScript, timeoutSeconds: "60" },
    });
    assert.deepEqual(install, {
      action: "aws:configurePackage",
      name: "installAgent",
      precondition: linux,
      inputs: { action: "Install", name: "AmazonCloudWatchNetworkFlowMonitorAgent", onFailure: "exit" },
    });
    assert.deepEqual(activate, {
      action: "aws:runDocument",
      name: "activateAgent",
      precondition: linux,
      inputs: {
        documentParameters: { Action: "Activate" },
        documentPath: "AmazonCloudWatch-NetworkFlowMonitorManageAgent",
        documentType: "SSMDocument",
      },
    });
    assert.deepEqual(more, []);
  });

  it("deactivates or uninstalls and does nothing else, in the modes that lead out", () => {
    const last = (mode: Ec2AgentMode) => commandDocument(mode).mainSteps.slice(2);
    assert.deepEqual(last(Ec2AgentMode.Deactivate), [
      {
        action: "aws:runDocument",
        name: "deactivateAgent",
        precondition: linux,
        inputs: {
          documentParameters: { Action: "Deactivate" },
          documentPath: "AmazonCloudWatch-NetworkFlowMonitorManageAgent",
          documentType: "SSMDocument",
        },
      },
    ]);
    assert.deepEqual(last(Ec2AgentMode.Uninstall), [
      {
        action: "aws:configurePackage",
        name: "uninstallAgent",
        precondition: linux,
        inputs: { action: "Uninstall", name: "AmazonCloudWatchNetworkFlowMonitorAgent", onFailure: "exit" },
      },
    ]);
  });

  it("shows a pinned version in the description and passes it to the package step alone", () => {
    const pinned = commandDocument(Ec2AgentMode.Activate, "1.2.3");
    assert.equal(
      pinned.description,
      "Install the Network Flow Monitor agent, version 1.2.3, and activate it.",
    );
    assert.equal(pinned.mainSteps[2]?.inputs.version, "1.2.3");
    assert.equal(documentContent(Ec2AgentMode.Activate, "1.2.3").split("1.2.3").length, 3);
    const latest = "Install the Network Flow Monitor agent, latest version, and activate it.";
    assert.equal(commandDocument(Ec2AgentMode.Activate).description, latest);
  });

  it("is the same text each time, with sorted keys, so that a plan shows a change only where there is one", () => {
    for (const mode of modes) {
      const content = documentContent(mode);
      assert.equal(content, documentContent(mode));
      assertSorted(JSON.parse(content));
    }
    assert.equal(new Set(modes.map((mode) => documentContent(mode))).size, modes.length);
  });
});

describe("a run of the document, by the documented rules of its steps", () => {
  const guards = { leaveKubernetesNodes: "Success", checkPlatform: "Success" };

  it("touches nothing on a Kubernetes node and ends well, whatever the mode", () => {
    for (const mode of modes) {
      const { status, steps } = play(commandDocument(mode), ["leaveKubernetesNodes"]);
      const [first, ...rest] = Object.values(steps);
      assert.deepEqual([status, first, new Set(rest)], ["Success", "Success", new Set(["Skipped"])]);
    }
  });

  it("installs nothing where the agent cannot run, and says so by failing", () => {
    assert.deepEqual(play(commandDocument(Ec2AgentMode.Activate), ["checkPlatform"]), {
      status: "Failed",
      steps: { ...guards, checkPlatform: "Failed", installAgent: "Skipped", activateAgent: "Skipped" },
    });
  });

  it("ends well where the agent could never run, when it is only to be stopped or removed", () => {
    for (const mode of [Ec2AgentMode.Deactivate, Ec2AgentMode.Uninstall]) {
      const { status, steps } = play(commandDocument(mode), ["checkPlatform"]);
      assert.deepEqual([status, Object.values(steps)], ["Success", ["Success", "Success", "Skipped"]]);
    }
  });

  it("does not activate what it could not install, and fails", () => {
    assert.deepEqual(play(commandDocument(Ec2AgentMode.Activate), ["installAgent"]), {
      status: "Failed",
      steps: { ...guards, installAgent: "Failed", activateAgent: "Skipped" },
    });
  });

  it("fails when the last step does, so that an inactive agent is never reported as success", () => {
    for (const [mode, name] of [
      [Ec2AgentMode.Activate, "activateAgent"],
      [Ec2AgentMode.Deactivate, "deactivateAgent"],
      [Ec2AgentMode.Uninstall, "uninstallAgent"],
    ] as const) {
      const { status, steps } = play(commandDocument(mode), [name]);
      assert.deepEqual([status, steps[name]], ["Failed", "Failed"]);
    }
  });

  it("skips every step on Windows, guards and all", () => {
    for (const mode of modes) {
      const { steps } = play(commandDocument(mode), [], "Windows");
      assert.deepEqual(new Set(Object.values(steps)), new Set(["Skipped"]));
    }
  });
});

function assertSorted(value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach(assertSorted);
  } else if (typeof value === "object" && value !== null) {
    assert.deepEqual(Object.keys(value), Object.keys(value).toSorted());
    Object.values(value).forEach(assertSorted);
  }
}
