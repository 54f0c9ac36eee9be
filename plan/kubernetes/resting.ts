import { bagsOf, listOf, stringOf, type PlanValues } from "../value.ts";
import { callsOf, type Call, type Sources } from "./calls.ts";
import type { PodSet } from "./pods.ts";
import { settingsOf } from "./settings.ts";

/** What of the calls of some pods comes by itself, and what does not. Calls are given together that lead to one end. */
export interface Resting {
  /** Why nothing makes these calls; undefined when something may. */
  reason(calls: readonly Call[]): string | undefined;
  /** Whether these calls are made only to answer one that came in. */
  isPassedOn(calls: readonly Call[]): boolean;
}

/** `[ "$NAME" -gt 0 ]`: how a shell asks whether a number leaves it anything to do. */
const gate = /\[ "?\$\{?(\w+)\}?"? -gt 0 \]/;

/** The variable that keeps a container's command from doing anything: the command asks for it, and it is 0. */
function closedGate({ command, args, env }: PlanValues): string | undefined {
  const text = [...listOf(command), ...listOf(args)].map((part) => stringOf(part) ?? "").join(" ");
  const variable = gate.exec(text)?.[1];
  const given = bagsOf(env).find(({ name }) => stringOf(name) === variable)?.value;
  return stringOf(given) === "0" ? variable : undefined;
}

/**
 * What of some pods is at rest: containers whose command is told to do nothing, and files that tell a web server to pass
 * calls on, which it does only when one comes in. `keyOf` tells one end from another.
 */
export function restingOf(pods: PodSet, sources: Sources, keyOf: (call: Call) => string): Resting {
  const gates = pods.containers.map((container) => ({ container, variable: closedGate(container) }));
  const variables = [...new Set(gates.flatMap(({ variable }) => variable ?? []))].sort();
  const awake = gates.filter(({ variable }) => variable === undefined).map(({ container }) => container);
  const evidence = (call: Call) => `${keyOf(call)} ${call.shownBy}`;
  const shownIn = (containers: PlanValues[]) => {
    const calls = callsOf({ ...pods, containers }, sources).filter(({ byPolicy }) => !byPolicy);
    return new Set(calls.map(evidence));
  };
  const isAtRest = variables.length > 0;
  // A role shows a call whatever runs; what only sleeping containers show is shown by nothing that acts.
  const byRole = isAtRest ? shownIn([]) : new Set();
  const acting = isAtRest ? shownIn(awake) : new Set();
  const sleeps = (call: Call) => isAtRest && !acting.has(evidence(call));
  const files = settingsOf(pods, sources.objects, sources.graph).filter(({ kind }) => kind === "file");
  const proxies = new Set(files.filter(({ text }) => /\bproxy_pass\s/.test(text)).map(({ where }) => where));
  return {
    reason(calls) {
      const shown = calls.filter((call) => !call.byPolicy && !byRole.has(evidence(call)));
      if (shown.length === 0 || !shown.every(sleeps)) return undefined;
      return `at rest while ${variables.join(" and ")} is 0`;
    },
    isPassedOn(calls) {
      const shown = calls.filter((call) => !call.byPolicy && !sleeps(call));
      return shown.length > 0 && shown.every(({ shownBy }) => proxies.has(shownBy));
    },
  };
}
