import { isValues, type Value, type Values } from "../../../engine/values.ts";
import { resourcesOf, text, type AccountState, type Instance } from "./account.ts";
import { instancePolicies, placesOf } from "./instances.ts";
import { unreached } from "./reach.ts";

/** Source: CloudWatch User Guide, "Install EC2 agents with SSM" and "Using AWS CLI with SSM commands". */
const agentPackage = "AmazonCloudWatchNetworkFlowMonitorAgent";
const manageDocument = "AmazonCloudWatch-NetworkFlowMonitorManageAgent";

/** What one step of a document asks for, as far as agents are concerned. */
interface Step {
  action: string;
  /** Package, or document that is run. */
  name: string;
  word: string;
}

/** The steps of the document that an association names: one of the account's own, or AWS's that installs packages. */
export function stepsOf(state: AccountState, { name, parameters }: Values): Step[] {
  if (name === "AWS-ConfigureAWSPackage" && isValues(parameters)) {
    return [{ action: "aws:configurePackage", name: text(parameters.name), word: text(parameters.action) }];
  }
  const document = resourcesOf(state, "aws:ssm/document:Document").find(({ id }) => id === name);
  if (document === undefined) return [];
  const { mainSteps } = JSON.parse(text(document.inputs.content)) as { mainSteps?: Value };
  return Array.isArray(mainSteps) ? mainSteps.filter(isValues).map(stepOf) : [];
}

function stepOf({ action, inputs }: Values): Step {
  const given = isValues(inputs) ? inputs : {};
  const own = isValues(given.documentParameters) ? given.documentParameters : {};
  return {
    action: text(action),
    name: text(given.name ?? given.documentPath),
    word: text(given.action ?? own.Action),
  };
}

/** What becomes of the agent on an instance. One that is installed by a package sends nothing until it is activated. */
export function agentAfter(steps: Step[], before: Instance["agent"]): Instance["agent"] {
  return steps.reduce<Instance["agent"]>((agent, { action, name, word }) => {
    if (action === "aws:configurePackage" && name === agentPackage)
      return word === "Install" ? (agent ?? "installed") : undefined;
    if (action !== "aws:runDocument" || name !== manageDocument || agent === undefined) return agent;
    return word === "Activate" ? "active" : "installed";
  }, before);
}

/** Why nothing is heard of an instance, which no call of AWS tells; empty where its agent sends. */
export function whySilent(state: AccountState, instance: Instance): string[] {
  const group = resourcesOf(state, "aws:autoscaling/group:Group").find(({ id }) => id === instance.group);
  if (group === undefined) return ["no group"];
  const publishes = instancePolicies(state, group).includes("CloudWatchNetworkFlowMonitorAgentPublishPolicy");
  const cut = placesOf(state, group).some(
    (place) => unreached(state, place, ["networkflowmonitorreports"]).length > 0,
  );
  return [
    ...(instance.agent === "active" ? [] : [instance.agent === undefined ? "no agent" : "not activated"]),
    ...(publishes ? [] : ["no permission to publish"]),
    ...(cut ? ["no way to the reports' host"] : []),
  ];
}
