import { isValues } from "../../values.ts";
import { arn, declare, fixed, learned, ownAccount, plainText, same, type Resource } from "../declare.ts";
import { jsonProblems } from "../json.ts";
import type { ResourceModel } from "../model.ts";

const namePattern = /^[a-zA-Z0-9_\-.]{3,128}$/;

function schemaVersion(resource: Resource): string {
  const text = plainText(resource.inputs.content);
  if (text === undefined || plainText(resource.get("documentFormat")) !== "JSON") return "";
  const content: unknown = JSON.parse(text);
  const version = isObject(content) ? content.schemaVersion : undefined;
  return typeof version === "string" ? version : "";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isValues(value as never);
}

/** Documents of Systems Manager. */
export const documentModel: ResourceModel = declare({
  type: "aws:ssm/document:Document",
  cites: ["ssm-document-content", "ssm-name-pattern"],
  autoName: { property: "name", maxLength: 128 },
  id: same("name"),
  outputs: {
    arn: arn("ssm", (f) => `document/${f.text("name")}`),
    documentFormat: fixed("JSON"),
    documentVersion: learned("1"),
    defaultVersion: learned("1"),
    latestVersion: learned("1"),
    schemaVersion: learned(schemaVersion),
    owner: ownAccount,
    status: learned("Active"),
    platformTypes: learned(["Linux"]),
  },
  check(inputs) {
    const problems: string[] = [];
    const name = plainText(inputs.name);
    if (name !== undefined && !namePattern.test(name)) {
      problems.push(`"name" must be 3 to 128 letters, digits, "_", "-" or ".": "${name}"`);
    }
    const format = plainText(inputs.documentFormat) ?? "JSON";
    if (format === "JSON") problems.push(...jsonProblems(inputs, "content"));
    return problems;
  },
});
