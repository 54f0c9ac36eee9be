import type { Graph } from "./graph.ts";
import { names } from "./names.ts";
import type { PlanResource } from "./plan.ts";
import { bagOf, isBag, listOf, stringOf, type PlanValue, type PlanValues } from "./value.ts";

/** What a document or an association does to the agent, in the order in which it happens. */
export type AgentAction = "install" | "activate" | "deactivate" | "uninstall";

const documentType = "aws:ssm/document:Document";

/** What an SSM association does to the Network Flow Monitor agent; empty when it is about something else. */
export function agentActions(association: PlanResource, graph: Graph): AgentAction[] {
  const parameters = bagOf(association.inputs.parameters) ?? {};
  const name = stringOf(association.inputs.name) ?? "";
  const document = graph.find(association.inputs.name, documentType) ?? graph.named(documentType, name);
  if (document !== undefined) return actionsOfContent(stringOf(document.inputs.content) ?? "", parameters);
  return actionsOfStep(name, parameters);
}

/** What running one of AWS's documents, directly or as a step, does. */
function actionsOfStep(name: string, parameters: PlanValues): AgentAction[] {
  const document = name.slice(name.lastIndexOf("/") + 1);
  if (document === names.installDocument && parameter(parameters, "name") === names.agentPackage) {
    return [packageAction(parameter(parameters, "action"))];
  }
  if (document !== names.manageDocument) return [];
  return [parameter(parameters, "Action").toLowerCase() === "deactivate" ? "deactivate" : "activate"];
}

function packageAction(action: string): AgentAction {
  return action.toLowerCase() === "uninstall" ? "uninstall" : "install";
}

/** Parameters of an association are text or a list of one text. */
function parameter(parameters: PlanValues, key: string): string {
  const value = parameters[key];
  return stringOf(Array.isArray(value) ? listOf(value)[0] : value) ?? "";
}

function actionsOfContent(content: string, given: PlanValues): AgentAction[] {
  const document = parseJson(content);
  if (document === undefined) return actionsOfText(content);
  const parameters = { ...defaultsOf(document), ...given };
  return listOf(document.mainSteps).flatMap((step) => actionsOfDocumentStep(step, parameters));
}

function actionsOfDocumentStep(step: PlanValue, parameters: PlanValues): AgentAction[] {
  const inputs = isBag(step) ? bagOf(step.inputs) : undefined;
  if (!isBag(step) || inputs === undefined) return [];
  const filled = (value: PlanValue | undefined) => substitute(stringOf(value) ?? "", parameters);
  if (step.action === "aws:configurePackage" && filled(inputs.name) === names.agentPackage) {
    return [packageAction(filled(inputs.action))];
  }
  if (step.action !== "aws:runDocument") return [];
  const inner = inputs.documentParameters;
  const bag = bagOf(inner) ?? parseJson(stringOf(inner) ?? "") ?? {};
  const passed = Object.fromEntries(
    Object.entries(bag).map(([key]) => [key, substitute(parameter(bag, key), parameters)]),
  );
  return actionsOfStep(filled(inputs.documentPath), passed);
}

function defaultsOf(document: PlanValues): PlanValues {
  const defaults: PlanValues = {};
  for (const [key, declared] of Object.entries(bagOf(document.parameters) ?? {})) {
    if (isBag(declared) && declared.default !== undefined) defaults[key] = declared.default;
  }
  return defaults;
}

function substitute(content: string, parameters: PlanValues): string {
  return content.replace(
    /\{\{\s*([\w-]+)\s*\}\}/g,
    (written, key: string) => parameter(parameters, key) || written,
  );
}

/** A document that is not JSON (YAML): which names it holds, in order. */
function actionsOfText(content: string): AgentAction[] {
  const found: { at: number; action: AgentAction }[] = [];
  const install = content.indexOf(names.agentPackage);
  if (install !== -1) found.push({ at: install, action: "install" });
  const manage = content.indexOf(names.manageDocument);
  const deactivates = /Action\W+Deactivate/i.test(content.slice(Math.max(0, manage)));
  if (manage !== -1) found.push({ at: manage, action: deactivates ? "deactivate" : "activate" });
  return found.sort((a, b) => a.at - b.at).map(({ action }) => action);
}

function parseJson(content: string): PlanValues | undefined {
  if (!content.trimStart().startsWith("{")) return undefined;
  try {
    const parsed = JSON.parse(content) as PlanValue;
    return isBag(parsed) ? parsed : undefined;
  } catch {
    return undefined; // Not JSON after all: the caller reads it as text.
  }
}
