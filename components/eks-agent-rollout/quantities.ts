import { isRecord } from "../shared/forms.ts";
import { show, type Problem } from "../shared/problems.ts";
import type { EksAgentResourcesArgs } from "./args.ts";

const powers = ["", "k", "M", "G", "T"];
const memoryForm = /^(\d+)(?:([kMGT])|([KMGT])i)?$/;

/** Processor in thousandths: `500m` is 500, `0.5` too; undefined when it is no such amount. */
export function milliCpu(text: string): number | undefined {
  const milli = /^(\d+)m$/.exec(text)?.[1];
  if (milli !== undefined) return Number(milli);
  return /^\d+(\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : undefined;
}

/** Memory in bytes: `1Ki` is 1024, `1k` is 1000; undefined when it is no such amount. */
export function memoryBytes(text: string): number | undefined {
  const parts = memoryForm.exec(text);
  if (parts === null) return undefined;
  const [, number, decimal = "", binary] = parts;
  if (binary === undefined) return Number(number) * 1000 ** powers.indexOf(decimal);
  return Number(number) * 1024 ** "_KMGT".indexOf(binary);
}

const kinds = {
  cpu: { parse: milliCpu, allowed: "processor such as 500m, 0.5 or 1" },
  memory: { parse: memoryBytes, allowed: "memory in bytes, Ki, Mi or Gi, such as 200Mi" },
} as const;

/** Both amounts of a kind, in numbers, and what is wrong with them. */
function kindProblems(resources: EksAgentResourcesArgs, kind: keyof typeof kinds, path: string): Problem[] {
  const { parse, allowed } = kinds[kind];
  const amountOf = (side: "requests" | "limits"): unknown =>
    (resources[side] as { cpu?: unknown; memory?: unknown } | null | undefined)?.[kind];
  const problems: Problem[] = [];
  const [request, limit] = (["requests", "limits"] as const).map((side) => {
    const given = amountOf(side);
    const number = typeof given === "string" ? parse(given) : undefined;
    if (number !== undefined && number > 0) return number;
    const fix = "give both amounts of requests and of limits, in quotes";
    problems.push({ path: `${path}.${side}.${kind}`, given: show(given), allowed, fix });
    return undefined;
  });
  if (request !== undefined && limit !== undefined && request > limit) {
    const most = `at most the limit, ${String(amountOf("limits"))}`;
    const given = show(amountOf("requests"));
    problems.push({ path: `${path}.requests.${kind}`, given, allowed: most, fix: "raise the limit" });
  }
  return problems;
}

/**
 * What is wrong with the amounts of the agent's pods. Source: Kubernetes documentation, "Resource units in Kubernetes".
 */
export function resourcesProblems(resources: EksAgentResourcesArgs | undefined, path: string): Problem[] {
  if (resources === undefined) return [];
  if (!isRecord(resources)) {
    const allowed = "requests and limits, each with cpu and memory";
    return [{ path, given: show(resources), allowed, fix: "leave it out for the add-on's own" }];
  }
  return [...kindProblems(resources, "cpu", path), ...kindProblems(resources, "memory", path)];
}
