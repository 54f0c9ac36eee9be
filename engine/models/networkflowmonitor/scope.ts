import { isUnknown, isValues, type Value, type Values } from "../../values.ts";
import { arn, chosen, declare, open, plainText, same } from "../declare.ts";
import { uuid } from "../formats.ts";
import type { ResourceModel } from "../model.ts";
import { callRegion, refusal, regionProblems, tagProblems } from "./endpoint.ts";
import { maxScopeTargets, targetTypes } from "./facts.ts";

/**
 * Scopes. The model does not know what already exists in an account, so it never answers that there is one;
 * whether a second one is refused stands in the assumptions register.
 */
export const scopeModel: ResourceModel = declare({
  type: "aws:networkflowmonitor/scope:Scope",
  cites: [
    "nfm-scope-arn-and-id",
    "nfm-scope-targets",
    "nfm-scope-one-per-region",
    "nfm-regions",
    "nfm-tags-limit",
  ],
  id: chosen(uuid),
  outputs: {
    scopeId: same("id"),
    scopeArn: arn("networkflowmonitor", (f) => `scope/${f.text("id")}`),
  },
  check: (inputs, context) => [
    ...regionProblems("region", callRegion(inputs, context)),
    ...targetProblems(open(inputs.targets)),
    ...tagProblems(inputs),
  ],
});

function targetProblems(targets: Value | undefined): string[] {
  if (targets === undefined) return [refusal("targets: a scope needs at least one target")];
  if (!Array.isArray(targets)) return [];
  if (targets.length === 0) return [refusal("targets: a scope needs at least one target")];
  const tooMany =
    targets.length > maxScopeTargets
      ? [refusal(`targets: ${targets.length} targets, at most ${maxScopeTargets} are allowed`)]
      : [];
  return [
    ...tooMany,
    ...targets.flatMap((target, index) => (isValues(target) ? oneTarget(target, `targets[${index}]`) : [])),
  ];
}

function oneTarget(target: Values, path: string): string[] {
  const problems = regionProblems(`${path}.region`, plainText(target.region));
  const identifier = open(target.targetIdentifier);
  if (!isValues(identifier)) return problems;
  const type = plainText(identifier.targetType);
  if (type !== undefined && !targetTypes.includes(type)) {
    problems.push(
      refusal(`${path}.targetIdentifier.targetType: "${type}" is none of ${targetTypes.join(", ")}`),
    );
  }
  const targetId = open(identifier.targetId);
  const account = isValues(targetId) ? targetId.accountId : undefined;
  if (account !== undefined && !isUnknown(account) && !/^\d{12}$/.test(plainText(account) ?? "")) {
    problems.push(
      refusal(
        `${path}.targetIdentifier.targetId.accountId: ${JSON.stringify(open(account))} is not twelve digits`,
      ),
    );
  }
  return problems;
}
