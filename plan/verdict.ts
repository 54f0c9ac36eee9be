import type { WatchAgents } from "./agents.ts";
import type { Cost } from "./cost.ts";
import type { SendingRoute } from "./routes.ts";
import type { Watch } from "./watch.ts";

/** The plan in one sentence: what is made, what will be watched, and the first reason why nothing would arrive. */
export function verdictOf(
  facts: { stack: string; region: string; create: number },
  watch: Watch,
  routes: readonly SendingRoute[],
  cost: Cost,
): string {
  const making = `${facts.stack} would create ${count(facts.create, "resource")} in ${facts.region}`;
  const money = cost.monthly === 0 ? "" : `, for at least $${cost.monthly.toFixed(2)} a month`;
  const problem = firstProblem(watch, routes);
  if (isOff(watch)) return `${making}${money}; it makes no scope, monitor or agent of Network Flow Monitor.`;
  return problem === undefined
    ? `${making}${money}; Network Flow Monitor gets ${count(watch.monitors.length, "monitor")} and data from ${agentsText(watch)}.`
    : `${making}${money}; Network Flow Monitor would stay without data: ${problem}.`;
}

/** Whether a program has nothing to do with Network Flow Monitor. */
export function isOff(watch: Watch): boolean {
  return watch.scopes.length === 0 && watch.monitors.length === 0 && watch.agents.length === 0;
}

const silence: Readonly<Record<WatchAgents["state"], string>> = {
  sends: "sending",
  "activates only": "only activated",
  "installed, never activated": "installed but never activated",
  "activated before install": "activated before they are installed",
  stopped: "stopped",
  "no Pod Identity agent": "without credentials, since nothing runs eks-pod-identity-agent",
  "no nodes": "without nodes to run on",
  refused: "refused",
};

/** Ways without which nothing arrives, whatever was installed before. */
const needed: ReadonlySet<SendingRoute["purpose"]> = new Set(["flow reports", "credentials", "agent image"]);

function firstProblem(watch: Watch, routes: readonly SendingRoute[]): string | undefined {
  if (watch.agents.length === 0) return "no agents are installed";
  // The deployment fails there, whatever else would send.
  const refused = watch.agents.find(({ state }) => state === "refused");
  if (refused !== undefined) return `EKS would refuse a part of it: ${refused.refusal ?? refused.label}`;
  const silent = watch.agents.find(({ state }) => state !== "sends" && state !== "activates only");
  if (silent !== undefined && !watch.agents.some(({ state }) => state === "sends")) {
    return `the agents of ${silent.label.replace(/^.*::/, "")} are ${silence[silent.state]}`;
  }
  if (watch.scopes.length === 0) return "no scope";
  const mute = watch.agents.flatMap(({ hosts }) => hosts).find(({ mayPublish }) => mayPublish === "no");
  if (mute !== undefined) return `the role of ${mute.label} may not publish`;
  const closed = routes.find(({ state, purpose }) => state === "closed" && needed.has(purpose));
  return closed === undefined
    ? undefined
    : `${closed.host} cannot reach ${closed.destination} (${closed.reason ?? "closed"})`;
}

function agentsText(watch: Watch): string {
  const hosts = new Map(watch.agents.flatMap((agents) => agents.hosts).map((host) => [host.urn, host]));
  if (hosts.size === 0) return "agents on instances outside this program";
  let total = 0;
  for (const host of hosts.values()) {
    if (host.count === undefined) return "agents whose number the program does not say";
    total += host.count;
  }
  return count(total, "agent");
}

/** `1 monitor`, `2 monitors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
