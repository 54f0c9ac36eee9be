import { isValues, type Value, type Values } from "../../values.ts";
import { arn, chosen, declare, fixed, open, plainText, same } from "../declare.ts";
import { uuid } from "../formats.ts";
import type { ResourceModel } from "../model.ts";

/** Limits of one association. Source: schema of the AWS provider, resource `aws_ssm_association`. */
const maxTargets = 5;
const maxValuesPerTarget = 50;
/** Shortest interval of a rate expression, minutes. */
const minRateMinutes = 30;
const namePattern = /^[a-zA-Z0-9_\-.]{3,128}$/;
const severities = ["UNSPECIFIED", "LOW", "MEDIUM", "HIGH", "CRITICAL"];

/**
 * State Manager associations. A created one is answered as applied: nothing here waits, neither on create nor,
 * as with the real provider, on update.
 */
export const associationModel: ResourceModel = declare({
  type: "aws:ssm/association:Association",
  cites: [
    "ssm-association-limits",
    "ssm-association-rate-30-minutes",
    "ssm-association-waits-only-on-create",
    "ssm-name-pattern",
  ],
  id: chosen(uuid),
  outputs: {
    associationId: same("id"),
    arn: arn("ssm", (f) => `association/${f.text("id")}`),
    documentVersion: fixed("$DEFAULT"),
    applyOnlyAtCronInterval: fixed(false),
  },
  check: (inputs) => [
    ...targetProblems(open(inputs.targets)),
    ...scheduleProblems(inputs),
    ...nameProblems(plainText(inputs.associationName)),
    ...severityProblems(plainText(inputs.complianceSeverity)),
  ],
});

function targetProblems(targets: Value | undefined): string[] {
  if (!Array.isArray(targets)) return [];
  const problems: string[] = [];
  if (targets.length > maxTargets) {
    problems.push(`Too many "targets" blocks: No more than ${maxTargets} "targets" blocks are allowed`);
  }
  for (const [index, target] of targets.entries()) {
    const values = isValues(target) ? open(target.values) : undefined;
    if (!Array.isArray(values) || values.length <= maxValuesPerTarget) continue;
    problems.push(
      `Too many list items: targets[${index}].values has ${values.length}, at most ${maxValuesPerTarget} are allowed`,
    );
  }
  return problems;
}

function scheduleProblems(inputs: Values): string[] {
  const schedule = plainText(inputs.scheduleExpression);
  if (schedule === undefined || !schedule.startsWith("rate(")) return [];
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule);
  if (match === null)
    return [`ValidationException: scheduleExpression "${schedule}" is not a rate expression`];
  const minutes = Number(match[1]) * ({ minute: 1, hour: 60, day: 1440 }[match[2] ?? "minute"] ?? 1);
  const problems: string[] = [];
  if (minutes < minRateMinutes) {
    problems.push(
      `ValidationException: scheduleExpression "${schedule}" is under ${minRateMinutes} minutes, the shortest rate of an association`,
    );
  }
  if (open(inputs.applyOnlyAtCronInterval) === true) {
    problems.push("ValidationException: applyOnlyAtCronInterval is not supported for rate expressions");
  }
  return problems;
}

function nameProblems(name: string | undefined): string[] {
  if (name === undefined || namePattern.test(name)) return [];
  return [`"associationName" must be 3 to 128 letters, digits, "_", "-" or ".": "${name}"`];
}

function severityProblems(severity: string | undefined): string[] {
  if (severity === undefined || severities.includes(severity)) return [];
  return [`expected complianceSeverity to be one of [${severities.join(" ")}], got ${severity}`];
}
