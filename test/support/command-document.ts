/** How a step of a Command document ended. */
export type StepResult = "Success" | "Failed" | "Skipped";

const text = { type: "string" };

function step(action: string, inputs: Record<string, unknown>, required: string[]) {
  const shared = {
    finallyStep: { type: "boolean" },
    onFailure: { enum: ["exit", "successAndExit"] },
    onSuccess: { enum: ["exit"] },
  };
  return {
    type: "object",
    required: ["action", "name", "inputs"],
    additionalProperties: false,
    properties: {
      action: { const: action },
      name: { type: "string", pattern: "^[a-zA-Z0-9_\\-.]{3,128}$" },
      precondition: {
        type: "object",
        additionalProperties: false,
        required: ["StringEquals"],
        properties: { StringEquals: { type: "array", items: text, minItems: 2, maxItems: 2 } },
      },
      inputs: { type: "object", required, additionalProperties: false, properties: { ...shared, ...inputs } },
    },
  };
}

/**
 * What AWS documents of Command documents of schema 2.2, for the plugins that we use. AWS publishes a JSON Schema of
 * Automation documents only (schema 0.3, in `aws-ssm-document-language-service`), so this one is written from the
 * Systems Manager User Guide: "Data elements and parameters", and "Command document plugin reference" with its
 * shared inputs, `aws:runShellScript`, `aws:configurePackage` and `aws:runDocument`.
 */
export const commandDocumentSchema = {
  type: "object",
  required: ["schemaVersion", "mainSteps"],
  additionalProperties: false,
  properties: {
    schemaVersion: { const: "2.2" },
    description: text,
    parameters: { type: "object" },
    mainSteps: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        discriminator: { propertyName: "action" },
        required: ["action"],
        oneOf: [
          step(
            "aws:runShellScript",
            { runCommand: { type: "array", items: text }, timeoutSeconds: text, workingDirectory: text },
            ["runCommand"],
          ),
          step(
            "aws:configurePackage",
            {
              name: text,
              action: { enum: ["Install", "Uninstall"] },
              installationType: { enum: ["Uninstall and reinstall", "In-place update"] },
              additionalArguments: { type: "object", additionalProperties: text },
              version: text,
            },
            ["name", "action"],
          ),
          step(
            "aws:runDocument",
            {
              documentType: { enum: ["LocalPath", "SSMDocument"] },
              documentPath: text,
              documentParameters: { type: "object", additionalProperties: text },
            },
            ["documentType"],
          ),
        ],
      },
    },
  },
};

/** What `play` reads of a document. */
interface Playable {
  mainSteps: { name: string; inputs: Record<string, unknown>; precondition?: { StringEquals: string[] } }[];
}

/**
 * What a run of a document would do on a host where the steps in `failing` fail, by the documented rules: steps run
 * in order; a failed step stops the rest only with `onFailure`; a step whose precondition is not met is skipped.
 */
export function play(document: Playable, failing: readonly string[], platform = "Linux") {
  const steps: Record<string, StepResult> = {};
  let stopped = false;
  for (const { name, inputs, precondition } of document.mainSteps) {
    const [, wanted] = precondition?.StringEquals ?? [];
    if (stopped || (wanted !== undefined && wanted !== platform)) {
      steps[name] = "Skipped";
      continue;
    }
    const failed = failing.includes(name);
    steps[name] = failed && inputs.onFailure !== "successAndExit" ? "Failed" : "Success";
    stopped = failed && inputs.onFailure !== undefined;
  }
  const status = Object.values(steps).includes("Failed") ? "Failed" : "Success";
  return { status, steps };
}
