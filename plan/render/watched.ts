import type { AgentHost } from "../agent-hosts.ts";
import type { WatchAgents } from "../agents.ts";
import type { Plan } from "../plan.ts";
import { count } from "../verdict.ts";
import type { WatchedResource, WatchMonitor, WatchScope } from "../watch.ts";
import { clusterLines } from "./clusters.ts";
import { short, wrap, type Paint } from "./paint.ts";

/** The section on what Network Flow Monitor will watch. */
export function watchedLines(plan: Plan, paint: Paint): string[] {
  const { scopes, monitors, agents, clusters = [] } = plan.watch;
  return [
    paint.title("What Network Flow Monitor will watch"),
    ...(scopes.length === 0
      ? [row("scope", paint.bad("none"), paint)]
      : scopes.map((scope) => scopeLine(scope, paint))),
    ...(monitors.length === 0
      ? [row("monitor", "none", paint)]
      : monitors.flatMap((monitor) => monitorLines(monitor, plan, paint))),
    ...clusters.flatMap((cluster) => clusterLines(cluster, paint)),
    ...(agents.length === 0
      ? [row("agents", paint.bad("none"), paint)]
      : agents.flatMap((one) => agentLines(one, paint))),
  ];
}

function row(kind: string, content: string, paint: Paint): string {
  return `  ${paint.dim(kind.padEnd(8))} ${content}`;
}

function scopeLine({ label, state, arn, targets }: WatchScope, paint: Paint): string {
  const which = label === undefined ? arn : short(label);
  const what = {
    created: `created: ${targets.join(", ")}`,
    adopted: `exists already, adopted: ${arn}`,
    given: "made elsewhere, given to this program",
  }[state];
  return row("scope", `${paint.name(which)}  ${what}`, paint);
}

function monitorLines(monitor: WatchMonitor, plan: Plan, paint: Paint): string[] {
  const remote =
    monitor.remote.length === 0 ? `every flow that ends in ${plan.region}` : listed(monitor.remote);
  return [
    row("monitor", paint.name(monitor.name), paint),
    ...wrap(`           from ${listed(monitor.local)}`, 16),
    ...wrap(`           to   ${remote}`, 16),
  ];
}

function listed(resources: readonly WatchedResource[]): string {
  return resources.map(watchedText).join(", ");
}

function watchedText({ type, kind, identifier }: WatchedResource): string {
  return kind === undefined
    ? `${identifier} (${type} is no type of Network Flow Monitor)`
    : `${kind} ${identifier}`;
}

function agentLines(agents: WatchAgents, paint: Paint): string[] {
  const schedule = agents.schedule === undefined ? "" : `, ${agents.schedule}`;
  const verb = agents.by === "EKS add-on" ? "add-on, installs and sends" : agents.actions.join(", then ");
  return [
    row("agents", `${paint.name(short(agents.label))}  ${verb}${schedule}`, paint),
    ...stateLines(agents, paint),
    ...credentialLines(agents),
    ...wrap(`           where ${agents.chosen.join(" and ") || "no target"}`, 17),
    ...hostLines(agents.hosts, paint),
  ];
}

function stateLines({ state, activatedBy, refusal }: WatchAgents, paint: Paint): string[] {
  const reason: Partial<Record<WatchAgents["state"], string>> = {
    "installed, never activated": "installed but never activated: such an agent sends nothing",
    "activated before install":
      "activates before it installs: new instances send nothing until it runs again",
    "activates only": "activates agents that something else must have installed",
    stopped: "stops agents: they send nothing and cost nothing afterwards",
    "no Pod Identity agent":
      "nothing here runs eks-pod-identity-agent: the agents get no credentials and send nothing",
    "no nodes": "the cluster has no nodes here that run agents: nothing sends",
  };
  const problem = reason[state];
  if (refusal !== undefined) {
    const lines = wrap(`           ! EKS refuses it: ${refusal}`, 13);
    return lines.map((line) => line.replace(/\S.*/, (words) => paint.bad(words)));
  }
  if (problem !== undefined) return [`           ${paint.doubtful(`! ${problem}`)}`];
  return activatedBy.length === 0
    ? []
    : [`           activated by ${activatedBy.map(short).join(", ")}, in no promised order`];
}

function credentialLines({ credentials, podIdentity, state }: WatchAgents): string[] {
  if (credentials === undefined || state === "no Pod Identity agent") return [];
  const served =
    podIdentity === undefined ? "by an agent that is not in this program" : `by ${short(podIdentity)}`;
  const text = {
    "Pod Identity": `with credentials from EKS Pod Identity, served ${served}`,
    IRSA: "with credentials by IRSA",
    "node role": "without credentials of their own: with those of the nodes",
  }[credentials];
  return [`           ${text}`];
}

function hostLines(hosts: readonly AgentHost[], paint: Paint): string[] {
  if (hosts.length === 0) return ["           on instances that are not in this program"];
  return hosts.map((host) => `           on ${hostText(host, paint)}`);
}

function hostText(
  { label, kind, count: number, zones = [], role, mayPublish }: AgentHost,
  paint: Paint,
): string {
  const where = zones.length === 0 ? "" : ` in ${zones.join(" and ")}`;
  const many = `${number === undefined ? "number not in the program" : count(number, "instance")}${where}`;
  const what = kind === "instance" ? "" : ` (${kind}, ${many})`;
  const right = {
    yes: `role ${short(role ?? "")} may publish`,
    no: paint.bad(`role ${short(role ?? "")} may NOT publish`),
    unknown: "whether it may publish is not in this program",
  }[mayPublish];
  return `${short(label)}${what}, ${right}`;
}
