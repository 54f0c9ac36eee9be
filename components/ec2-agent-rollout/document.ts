import { ec2Agent } from "../nfm/index.ts";
import { sortedJson } from "../shared/json.ts";
import { Ec2AgentMode } from "./args.ts";
import { kubernetesNodeScript, platformScript } from "./guard.ts";

/** One step of a Command document. */
export interface DocumentStep {
  action: string;
  inputs: Record<string, string | readonly string[] | Record<string, string>>;
  name: string;
  precondition: { StringEquals: [string, string] };
}

/** A Command document of schema 2.2. Source: Systems Manager User Guide, "Data elements and parameters". */
export interface CommandDocument {
  description: string;
  mainSteps: DocumentStep[];
  schemaVersion: "2.2";
}

/**
 * What follows a failed step. Without it the next step runs all the same. It stands among the inputs of a step and
 * needs SSM Agent 3.0.502. Source: Systems Manager User Guide, "Command document plugin reference", shared inputs.
 */
const onFailure = {
  /** The step counts as failed, and no further step runs. */
  stop: "exit",
  /** The step counts as successful, and no further step runs. */
  endWell: "successAndExit",
} as const;

/** A step that runs on Linux and is skipped elsewhere; a skipped guard would guard nothing, so each step says it. */
function linuxStep(name: string, action: string, inputs: DocumentStep["inputs"]): DocumentStep {
  return { action, inputs, name, precondition: { StringEquals: ["platformType", "Linux"] } };
}

function shellStep(name: string, script: readonly string[], failure: string): DocumentStep {
  return linuxStep(name, "aws:runShellScript", {
    onFailure: failure,
    runCommand: script,
    timeoutSeconds: "60",
  });
}

function packageStep(name: string, action: "Install" | "Uninstall", version?: string): DocumentStep {
  const inputs = { action, name: ec2Agent.package, onFailure: onFailure.stop };
  return linuxStep(name, "aws:configurePackage", version === undefined ? inputs : { ...inputs, version });
}

function manageStep(name: string, action: string): DocumentStep {
  return linuxStep(name, "aws:runDocument", {
    documentParameters: { [ec2Agent.manageParameter]: action },
    documentPath: ec2Agent.manageDocument,
    documentType: "SSMDocument",
  });
}

/** What the mode asks for, after the guards. An installed agent sends nothing until it is activated. */
function modeSteps(mode: Ec2AgentMode, version?: string): DocumentStep[] {
  if (mode === Ec2AgentMode.Deactivate) return [manageStep("deactivateAgent", ec2Agent.deactivate)];
  if (mode === Ec2AgentMode.Uninstall) return [packageStep("uninstallAgent", "Uninstall")];
  return [packageStep("installAgent", "Install", version), manageStep("activateAgent", ec2Agent.activate)];
}

function description(mode: Ec2AgentMode, version?: string): string {
  if (mode === Ec2AgentMode.Deactivate)
    return "Deactivate the Network Flow Monitor agent, which stays installed.";
  if (mode === Ec2AgentMode.Uninstall) return "Uninstall the Network Flow Monitor agent.";
  return `Install the Network Flow Monitor agent, ${version === undefined ? "latest version" : `version ${version}`}, and activate it.`;
}

/**
 * The Command document of a mode: leave Kubernetes nodes alone, check the platform, then do what the mode asks for.
 * A platform on which the agent cannot run is a failure when it shall be installed, and no matter otherwise.
 */
export function commandDocument(mode: Ec2AgentMode, version?: string): CommandDocument {
  const unsupported = mode === Ec2AgentMode.Activate ? onFailure.stop : onFailure.endWell;
  return {
    description: description(mode, version),
    mainSteps: [
      shellStep("leaveKubernetesNodes", kubernetesNodeScript, onFailure.endWell),
      shellStep("checkPlatform", platformScript, unsupported),
      ...modeSteps(mode, version),
    ],
    schemaVersion: "2.2",
  };
}

/** Text of the document: the same bytes for the same arguments, so that a diff shows only what changed. */
export function documentContent(mode: Ec2AgentMode, version?: string): string {
  return sortedJson(commandDocument(mode, version), 2);
}
