import { isIPv4 } from "node:net";
import { eksAgent } from "../nfm/index.ts";
import { sortedJson } from "../shared/json.ts";
import { show, type Problem } from "../shared/problems.ts";
import type { EksAgentOpenMetricsArgs, EksAgentRolloutArgs } from "./args.ts";
import { EksAgentCredentials } from "./choices.ts";

type JsonObject = Record<string, unknown>;

/**
 * What applies when the arguments do not say otherwise. Documents disagree on the defaults: the CloudWatch User Guide
 * says off, 127.0.0.1 and 80, the agent's Helm chart off, 0.0.0.0 and 9109. So all three are always sent: the address
 * that opens nothing on the node's network, and the port that the Pod Identity agent does not hold.
 */
const openMetricsDefaults = { enabled: false, address: "127.0.0.1", port: 9109 };

/** Where the Pod Identity agent listens on every node. Source: EKS User Guide, "Set up the EKS Pod Identity Agent". */
const podIdentityPort = 80;

/** Top-level settings that have an argument of their own, of the same name. */
const ownSettings = ["resources", "tolerations"];

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object that a text holds; undefined when it holds none. */
function parseObject(text: unknown): JsonObject | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // JSON.parse throws for a text that is no JSON, and for nothing else.
    return undefined;
  }
}

/** What is wrong with the text of a JSON object. */
export function jsonProblems(text: unknown, path: string): Problem[] {
  if (text === undefined || parseObject(text) !== undefined) return [];
  const fix = "write it with JSON.stringify, or as text in quotes";
  return [{ path, given: show(text), allowed: "the text of a JSON object", fix }];
}

function envProblems(env: JsonObject, path: string): Problem[] {
  const { openMetrics, disablePublishing } = eksAgent;
  return Object.entries(env).flatMap(([key, value]) => {
    const at = `${path}.env.${key}`;
    const given = show(value);
    if (Object.values(openMetrics).some((own) => own === key))
      return [{ path: at, given, allowed: "nothing", fix: "use the argument openMetrics" }];
    if (key === disablePublishing && value !== "false") {
      const allowed = '"false": an agent that does not publish shows no flow';
      return [{ path: at, given, allowed, fix: "remove it, or the whole rollout" }];
    }
    if (typeof value === "string" || typeof value === "number") return [];
    return [{ path: at, given, allowed: "text or a number", fix: "put it in quotes" }];
  });
}

/** What is wrong with the further settings of the agent's add-on, as far as is known without its schema. */
export function configurationProblems(text: unknown, path: string): Problem[] {
  const settings = parseObject(text);
  if (settings === undefined) return jsonProblems(text, path);
  const problems = Object.keys(settings).flatMap((key) => {
    const at = `${path}.${key}`;
    const given = show(settings[key]);
    if (key === "serviceAccount") {
      const allowed = `nothing: the role trusts ${eksAgent.serviceAccount} only`;
      return [{ path: at, given, allowed, fix: "remove it" }];
    }
    if (!ownSettings.includes(key)) return [];
    return [{ path: at, given, allowed: "nothing", fix: `use the argument ${key}` }];
  });
  if (settings.env === undefined) return problems;
  if (isObject(settings.env)) return [...problems, ...envProblems(settings.env, path)];
  const fix = "give each setting by its name";
  return [...problems, { path: `${path}.env`, given: show(settings.env), allowed: "a JSON object", fix }];
}

/** What is wrong with the OpenMetrics settings. Source: CloudWatch User Guide, "Export metrics to third-party tools". */
export function openMetricsProblems(
  openMetrics: EksAgentOpenMetricsArgs | undefined,
  credentials: EksAgentCredentials,
  path: string,
): Problem[] {
  const { enabled, address, port } = { ...openMetricsDefaults, ...openMetrics };
  const problems: Problem[] = [];
  if (typeof enabled !== "boolean") {
    const fix = "choose one of them, without quotes";
    problems.push({ path: `${path}.enabled`, given: show(enabled), allowed: "true or false", fix });
  }
  if (typeof address !== "string" || !isIPv4(address)) {
    const fix = 'use "127.0.0.1", or "0.0.0.0" and security groups that let only the scraper in';
    problems.push({ path: `${path}.address`, given: show(address), allowed: "an IPv4 address", fix });
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    const fix = "leave it out for 9109";
    problems.push({ path: `${path}.port`, given: show(port), allowed: "a whole number, 1 to 65535", fix });
  } else if (port === podIdentityPort && address === "0.0.0.0" && credentials !== EksAgentCredentials.Irsa) {
    const allowed = "another port than 80 on 0.0.0.0, where the Pod Identity agent listens on every node";
    problems.push({ path: `${path}.port`, given: show(port), allowed, fix: "leave it out for 9109" });
  }
  return problems;
}

/** Settings of the agent's add-on, as AWS takes them: the same text for the same arguments. */
export function agentConfiguration(args: EksAgentRolloutArgs): string {
  const { enabled, address, port } = { ...openMetricsDefaults, ...args.openMetrics };
  const extra = parseObject(args.configuration) ?? {};
  const names = eksAgent.openMetrics;
  return sortedJson({
    ...extra,
    env: {
      // Anything but an object was refused before.
      ...(extra.env as JsonObject | undefined),
      [names.switch]: enabled ? "on" : "off",
      [names.address]: address,
      [names.port]: port,
    },
    resources: args.resources,
    tolerations: args.tolerations,
  });
}

/** The same settings with sorted keys; nothing for none. */
export function normalised(text: string | undefined): string | undefined {
  const settings = parseObject(text);
  return settings && sortedJson(settings);
}
