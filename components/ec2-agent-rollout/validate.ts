import { parseArn } from "../shared/arn.ts";
import { anything, input, judge, list, record, text, type Forms } from "../shared/forms.ts";
import { plain } from "../shared/inputs.ts";
import { closedSetProblems, show, type Problem } from "../shared/problems.ts";
import { regionProblems } from "../shared/region.ts";
import { tagProblems } from "../shared/tags.ts";
import {
  Ec2AgentComplianceSeverity,
  Ec2AgentMode,
  Ec2AgentRolePolicy,
  type Ec2AgentRolloutArgs,
} from "./args.ts";
import { scheduleProblems } from "./schedule.ts";
import { listProblems, targetProblems } from "./validate-targets.ts";

/** Longest name that still leaves room for what the children and Pulumi add to it, within 128 characters. */
const nameLength = 90;

const forms: Forms<Ec2AgentRolloutArgs> = {
  // Absent targets are refused with the ways to name some.
  targets: record,
  roleNames: list,
  rolePolicy: anything,
  mode: anything,
  packageVersion: anything,
  schedule: anything,
  maxConcurrency: anything,
  maxErrors: anything,
  waitForSuccessTimeoutSeconds: anything,
  complianceSeverity: anything,
  s3Output: record,
  failureTopicArn: anything,
  region: input(text),
  tags: input(record),
};

/** Source of the patterns: Systems Manager API, `MaxConcurrency` and `MaxErrors`. */
function rateControlProblems(value: unknown, pattern: RegExp, example: string, path: string): Problem[] {
  if (value === undefined || (typeof value === "string" && pattern.test(value))) return [];
  const allowed = `text with a count or a percentage, ${example}`;
  return [{ path, given: show(value), allowed, fix: "write it in quotes, as a whole number" }];
}

function roleProblems(args: Partial<Ec2AgentRolloutArgs>, path: string): Problem[] {
  const count = args.roleNames?.length ?? 0;
  const at = `${path}.roleNames`;
  const attach = (args.rolePolicy ?? Ec2AgentRolePolicy.Attach) === Ec2AgentRolePolicy.Attach;
  if (attach && count === 0) {
    const fix = 'name the roles of the instances, or set rolePolicy to "alreadyAttached"';
    return [{ path: at, given: show(args.roleNames), allowed: "at least one role", fix }];
  }
  if (!attach && count > 0) {
    const fix = 'remove them, or set rolePolicy to "attach"';
    const allowed = `nothing with rolePolicy ${show(args.rolePolicy)}`;
    return [{ path: at, given: `${String(count)} roles`, allowed, fix }];
  }
  return listProblems(
    args.roleNames,
    at,
    /^[\w+=,.@-]{1,64}$/,
    "the name of an IAM role, not its ARN",
    "take it from the instance profile",
  );
}

function versionProblems(version: unknown, path: string): Problem[] {
  if (version === undefined || (typeof version === "string" && /^[\w.-]{1,128}$/.test(version))) return [];
  const fix = "take it from `aws ssm list-document-versions`, or leave it out for the latest";
  return [{ path, given: show(version), allowed: "1 to 128 letters, digits, dots, _ and -", fix }];
}

function waitProblems(seconds: unknown, path: string): Problem[] {
  if (seconds === undefined) return [];
  if (Number.isInteger(seconds) && (seconds as number) >= 0 && (seconds as number) <= 86_400) return [];
  const fix = "leave it out for the default, or set 0 to not wait";
  return [{ path, given: show(seconds), allowed: "whole seconds, 0 to 86400", fix }];
}

function outputProblems(args: Partial<Ec2AgentRolloutArgs>, path: string): Problem[] {
  const problems: Problem[] = [];
  const bucket = plain<unknown>(args.s3Output?.bucket);
  if (
    bucket !== undefined &&
    !(typeof bucket === "string" && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
  ) {
    const fix = "give the name of the bucket, not its ARN or URL";
    problems.push({
      path: `${path}.s3Output.bucket`,
      given: show(bucket),
      allowed: "the name of an S3 bucket",
      fix,
    });
  }
  const prefix = plain<unknown>(args.s3Output?.prefix);
  if (prefix !== undefined && !(typeof prefix === "string" && prefix.length <= 500)) {
    const allowed = "text of at most 500 characters";
    problems.push({ path: `${path}.s3Output.prefix`, given: show(prefix), allowed, fix: "shorten it" });
  }
  const topic = plain<unknown>(args.failureTopicArn);
  if (topic !== undefined && !(typeof topic === "string" && parseArn(topic)?.service === "sns")) {
    const fix = "take it from `aws sns list-topics`";
    problems.push({
      path: `${path}.failureTopicArn`,
      given: show(topic),
      allowed: "the ARN of an SNS topic",
      fix,
    });
  }
  return problems;
}

/**
 * What is wrong with the component's name, which names its document. AWS keeps some beginnings for itself.
 * Source: Systems Manager API, `CreateDocument`.
 */
export function nameProblems(name: string): Problem[] {
  if (/^[\w.-]+$/.test(name) && name.length <= nameLength && !/^(aws|amazon|amzn)/i.test(name)) return [];
  const allowed = `1 to ${String(nameLength)} letters, digits, dots, _ and -, not beginning with aws, amazon or amzn`;
  return [{ path: `name of the Ec2AgentRollout`, given: show(name), allowed, fix: "rename the component" }];
}

function ruleProblems(args: Partial<Ec2AgentRolloutArgs>, path: string): Problem[] {
  const region = plain(args.region);
  const concurrency = /^([1-9]\d*|[1-9]\d?%|100%)$/;
  const errors = /^(0|[1-9]\d*|\d%|[1-9]\d%|100%)$/;
  return [
    ...targetProblems(args.targets, `${path}.targets`),
    ...closedSetProblems(args.mode, Object.values(Ec2AgentMode), `${path}.mode`),
    ...closedSetProblems(args.rolePolicy, Object.values(Ec2AgentRolePolicy), `${path}.rolePolicy`),
    ...closedSetProblems(
      args.complianceSeverity,
      Object.values(Ec2AgentComplianceSeverity),
      `${path}.complianceSeverity`,
    ),
    ...roleProblems(args, path),
    ...versionProblems(args.packageVersion, `${path}.packageVersion`),
    ...scheduleProblems(args.schedule, `${path}.schedule`),
    ...rateControlProblems(
      args.maxConcurrency,
      concurrency,
      '"1" or "1%" and more',
      `${path}.maxConcurrency`,
    ),
    ...rateControlProblems(args.maxErrors, errors, '"0" or "0%" and more', `${path}.maxErrors`),
    ...waitProblems(args.waitForSuccessTimeoutSeconds, `${path}.waitForSuccessTimeoutSeconds`),
    ...outputProblems(args, path),
    ...(region === undefined ? [] : regionProblems(region, `${path}.region`)),
    ...tagProblems(plain(args.tags), `${path}.tags`),
  ];
}

/**
 * Everything that is wrong with the plain values among a rollout's arguments. Values that are known only later are
 * checked by AWS.
 */
export function validateEc2AgentRollout(args: Ec2AgentRolloutArgs, path: string): Problem[] {
  return judge(args, path, forms, (usable) => ruleProblems(usable, path));
}
