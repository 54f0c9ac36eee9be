import { closedSetProblems, show, type Problem } from "../shared/problems.ts";
import type { EksAgentTolerationArgs } from "./args.ts";
import { EksAgentTaintEffect, EksAgentTolerationOperator } from "./choices.ts";

const { Equal, Exists } = EksAgentTolerationOperator;

function oneProblems(toleration: EksAgentTolerationArgs, path: string): Problem[] {
  const { key, operator = Equal, value, effect, tolerationSeconds } = toleration;
  const problems = [
    ...closedSetProblems(operator, Object.values(EksAgentTolerationOperator), `${path}.operator`),
    ...closedSetProblems(effect, Object.values(EksAgentTaintEffect), `${path}.effect`),
  ];
  const say = (at: string, given: unknown, allowed: string, fix: string) =>
    problems.push({ path: `${path}.${at}`, given: show(given), allowed, fix });
  const isLabel = (text: unknown) => typeof text === "string" && /^[\w./-]{1,317}$/.test(text);
  if (key === undefined ? operator !== Exists : !isLabel(key)) {
    const allowed = `the key of a taint, or nothing with operator ${show(Exists)}`;
    say("key", key, allowed, "take it from `kubectl describe node`");
  }
  if (value !== undefined && operator === Exists) {
    say(
      "value",
      value,
      `nothing with operator ${show(Exists)}`,
      `remove it, or set operator to ${show(Equal)}`,
    );
  } else if (value !== undefined && !(typeof value === "string" && /^[\w.-]{0,63}$/.test(value))) {
    say("value", value, "the value of a taint", "take it from `kubectl describe node`");
  }
  if (tolerationSeconds === undefined) return problems;
  if (effect !== EksAgentTaintEffect.NoExecute) {
    const allowed = `nothing but with effect ${show(EksAgentTaintEffect.NoExecute)}`;
    say("tolerationSeconds", tolerationSeconds, allowed, "remove it");
  } else if (!Number.isInteger(tolerationSeconds) || tolerationSeconds < 0) {
    say("tolerationSeconds", tolerationSeconds, "whole seconds, 0 or more", "leave it out for no limit");
  }
  return problems;
}

/**
 * What is wrong with tolerations. Source: Kubernetes API reference, `Toleration`, and its validation.
 */
export function tolerationsProblems(
  tolerations: readonly EksAgentTolerationArgs[] | undefined,
  path: string,
): Problem[] {
  return (tolerations ?? []).flatMap((each, index) => oneProblems(each, `${path}[${String(index)}]`));
}
