import type { RecordedResource, RunResult } from "../engine/types.ts";
import { UNKNOWN, type Values } from "../engine/values.ts";
import { costOf } from "./cost.ts";
import { podsOf } from "./flows.ts";
import { graphOf } from "./graph.ts";
import { hostsOf } from "./hosts.ts";
import { classOf, packageOf } from "./labels.ts";
import { withoutGenerated } from "./leaks.ts";
import { notesOf } from "./notes.ts";
import {
  schemaVersion,
  type DeployTimeResource,
  type Plan,
  type PlanDiagnostic,
  type PlanFacts,
  type PlanOptions,
  type PlanResource,
} from "./plan.ts";
import { passesOf } from "./passes.ts";
import { mergePasses, relative, type Passes } from "./references.ts";
import { routesOf } from "./routes.ts";
import { exposuresOf } from "./security.ts";
import { isBag, type PlanValues } from "./value.ts";
import { verdictOf } from "./verdict.ts";
import { watchOf } from "./watch.ts";

const stackType = "pulumi:pulumi:Stack";

/**
 * Makes the plan of a program from a preview run and, if there is one, a simulated update of the same program.
 * The preview decides which resources exist and every value that it knows; the update only fills unknowns.
 */
export function makePlan(preview: RunResult, update: RunResult | undefined, facts: PlanFacts): Plan {
  const recorded = preview.resources.filter(({ type }) => type !== stackType).sort(byUrn);
  const passes = passesOf(preview, update, recorded, facts);
  const updated = new Map((update?.resources ?? []).map((resource) => [resource.urn, resource]));
  const resources = recorded.map((resource) => planResource(resource, updated.get(resource.urn), passes));
  const madeAtDeployTime = onlyInUpdate(update, passes);
  const clean = (content: string) => relative(passes.redact(content), facts.directory);
  const read = readResources(resources, facts);
  return {
    schemaVersion,
    project: facts.project,
    stack: facts.stack,
    region: facts.region,
    simulated: true,
    ...read,
    summary: { ...read.summary, madeAtDeployTime: madeAtDeployTime.length },
    resources,
    madeAtDeployTime,
    outputs: mergeOutputs(preview.stackOutputs, update?.stackOutputs, passes),
    plugins: pluginsOf(recorded),
    assumptions: [...new Set(preview.assumptions.map(clean))].sort(),
    notes: notesOf(preview, update, resources, madeAtDeployTime.length, read.routes).map((note) =>
      clean(withoutGenerated(note, update?.generated ?? [])),
    ),
    diagnostics: diagnosticsOf(preview, clean),
  };
}

/** What the resources of a plan mean: everything that is derived from them alone. */
function readResources(
  resources: readonly PlanResource[],
  facts: PlanFacts,
): Pick<Plan, "summary" | "watch" | "flows" | "routes" | "cost" | "security"> {
  const graph = graphOf(resources);
  const hosts = hostsOf(graph);
  const { pods, flows } = podsOf(graph, hosts, facts.region);
  const watch = watchOf(graph, hosts, pods, facts.region);
  const routes = routesOf(watch, graph, hosts, facts.region);
  const cost = costOf(watch, graph, hosts, facts.region);
  const counts = countsOf(resources);
  const verdict = verdictOf({ ...facts, ...counts }, watch, routes, cost);
  return {
    summary: { verdict, ...counts, madeAtDeployTime: 0 },
    watch,
    ...(pods.length === 0 ? {} : { flows }),
    routes,
    cost,
    security: exposuresOf(graph),
  };
}

function onlyInUpdate(update: RunResult | undefined, passes: Passes): DeployTimeResource[] {
  return (update?.resources ?? [])
    .filter(({ urn, type }) => type !== stackType && !passes.resources.has(urn))
    .map(({ urn, type, name }) => ({ urn, type, name }))
    .sort(byUrn);
}

function diagnosticsOf(preview: RunResult, clean: (content: string) => string): PlanDiagnostic[] {
  return preview.diagnostics.flatMap(({ severity, message, urn }) => {
    if (severity !== "warning" && severity !== "error") return [];
    return [{ severity, message: clean(message), ...(urn === undefined ? {} : { urn }) }];
  });
}

function planResource(
  resource: RecordedResource,
  updated: RecordedResource | undefined,
  passes: Passes,
): PlanResource {
  const parent = passes.resources.get(resource.parent ?? "");
  const component = nearestComponent(parent, passes);
  const id = resource.read && resource.id !== undefined && resource.id !== UNKNOWN ? resource.id : undefined;
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    label: passes.labels.get(resource.urn) ?? resource.urn,
    ...(parent === undefined ? {} : { parent: parent.urn }),
    ...(component === undefined ? {} : { component }),
    custom: resource.custom,
    remote: resource.remote,
    read: resource.read,
    ...(resource.constructedBy === undefined ? {} : { expandedBy: resource.constructedBy }),
    ...(id === undefined ? {} : { id: mergePasses(id, undefined, { dependencies: [] }, passes) }),
    inputs: inputsOf(resource, updated, passes),
    ...(resource.remote && updated !== undefined ? { outputs: outputsOf(resource, updated, passes) } : {}),
    dependsOn: resource.dependencies.filter((urn) => passes.resources.has(urn)).sort(),
    options: optionsOf(resource, passes),
  };
}

function nearestComponent(parent: RecordedResource | undefined, passes: Passes): string | undefined {
  let around = parent;
  while (around?.custom === true) around = passes.resources.get(around.parent ?? "");
  return around?.urn;
}

function inputsOf(
  resource: RecordedResource,
  updated: RecordedResource | undefined,
  passes: Passes,
): PlanValues {
  const merged: PlanValues = {};
  for (const key of Object.keys(resource.inputs).sort()) {
    const dependencies = resource.propertyDependencies[key] ?? [];
    const position = { inside: resource.constructedBy, dependencies };
    merged[key] = mergePasses(resource.inputs[key] ?? null, updated?.inputs[key], position, passes);
  }
  return merged;
}

/** Which child stands behind each output of a remote component: absent in a preview means unknown. */
function outputsOf(resource: RecordedResource, updated: RecordedResource, passes: Passes): PlanValues {
  const merged: PlanValues = {};
  const position = { inside: resource.urn, dependencies: [resource.urn] };
  for (const key of Object.keys(updated.outputs).sort()) {
    merged[key] = mergePasses(resource.outputs[key] ?? UNKNOWN, updated.outputs[key], position, passes);
  }
  return merged;
}

function mergeOutputs(preview: Values, update: Values | undefined, passes: Passes): PlanValues {
  const merged = mergePasses(preview, update, { dependencies: [] }, passes);
  return isBag(merged) ? merged : {};
}

function optionsOf(resource: RecordedResource, passes: Passes): PlanOptions {
  const { provider, providers, ...rest } = resource.options;
  const named = Object.entries(providers ?? {}).map(
    ([key, value]) => [key, providerLabel(value, passes)] as const,
  );
  const options = { ...rest };
  delete options.version;
  return {
    ...options,
    ...(provider === undefined ? {} : { provider: providerLabel(provider, passes) }),
    ...(providers === undefined
      ? {}
      : { providers: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))) }),
  };
}

/** A provider is given as `urn::id`; the id of a new one is made up, so only its label is shown. */
function providerLabel(value: string, passes: Passes): string {
  const urn = value.slice(0, value.lastIndexOf("::"));
  return passes.labels.get(urn) ?? urn.slice(urn.lastIndexOf("::") + 2);
}

function countsOf(resources: readonly PlanResource[]): {
  create: number;
  read: number;
  components: number;
  types: Record<string, number>;
} {
  const types = new Map<string, number>();
  const counts = { create: 0, read: 0, components: 0 };
  for (const { type, custom, read } of resources) {
    if (!custom) counts.components += 1;
    else if (read) counts.read += 1;
    else {
      counts.create += 1;
      types.set(type, (types.get(type) ?? 0) + 1);
    }
  }
  return { ...counts, types: Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function pluginsOf(resources: readonly RecordedResource[]): string[] {
  const plugins = new Set<string>();
  for (const { type, options } of resources) {
    const plugin = type.startsWith("pulumi:providers:") ? classOf(type) : packageOf(type);
    if (options.version !== undefined) plugins.add(`${plugin} ${options.version}`);
  }
  return [...plugins].sort();
}

function byUrn(a: { urn: string }, b: { urn: string }): number {
  return a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0;
}
