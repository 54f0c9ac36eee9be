import { readFileSync } from "node:fs";
import type { RecordedResource, RunResult } from "../../engine/types.ts";
import { isValues, resourceReference, UNKNOWN, type Value, type Values } from "../../engine/values.ts";

/** One registration as the recordings of the real providers have it (test/recordings/README.md). */
interface Registration {
  type: string;
  name: string;
  parent: string | null;
  custom: boolean;
  remote?: boolean;
  inputs: Values;
  id?: string;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
}

interface Recording {
  registrations: Registration[];
  componentOutputs: Record<string, Values>;
}

/** A recording of the real awsx or eks provider as the two runs that the engine would have recorded. */
export function recordedRuns(scenario: string): { preview: RunResult; update: RunResult } {
  const file = new URL(`../recordings/${scenario}.json`, import.meta.url);
  const { preview, up } = JSON.parse(readFileSync(file, "utf8")) as { preview: Recording; up: Recording };
  return { preview: runOf(preview, "preview"), update: runOf(up, "update") };
}

function runOf({ registrations, componentOutputs }: Recording, mode: RunResult["mode"]): RunResult {
  const byReference = new Map<string, Registration>();
  // A remote component comes twice: from the program with its inputs, then from its provider.
  for (const one of registrations)
    if (!byReference.has(referenceOf(one))) byReference.set(referenceOf(one), one);
  const urns = new Map([...byReference].map(([reference, one]) => [reference, urnOf(one, byReference)]));
  const resources = [...byReference.values()].map((one) => {
    const outputs = componentOutputs[referenceOf(one)] ?? {};
    return resourceOf(one, outputs, byReference, urns, mode);
  });
  const generated = resources.flatMap(({ custom, id, urn }) =>
    mode === "update" && custom && id !== undefined ? [{ value: id, urn, property: "id" }] : [],
  );
  const nothing = { invokes: [], diagnostics: [], stackOutputs: {}, assumptions: [], stdout: "", stderr: "" };
  return { mode, outcome: "succeeded", resources, generated, ...nothing };
}

function referenceOf({ type, name }: Registration): string {
  return `${type}::${name}`;
}

function chainOf(one: Registration, all: ReadonlyMap<string, Registration>): Registration[] {
  const parent = one.parent === null ? undefined : all.get(one.parent);
  return parent === undefined ? [one] : [...chainOf(parent, all), one];
}

function urnOf(one: Registration, all: ReadonlyMap<string, Registration>): string {
  const types = chainOf(one, all).map(({ type }) => type);
  return `urn:pulumi:dev::p::${(types.length > 1 ? types.slice(1) : types).join("$")}::${one.name}`;
}

function resourceOf(
  one: Registration,
  outputs: Values,
  all: ReadonlyMap<string, Registration>,
  urns: ReadonlyMap<string, string>,
  mode: RunResult["mode"],
): RecordedResource {
  const urn = (reference: string) => urns.get(reference) ?? reference;
  const maker = chainOf(one, all).find((above) => above !== one && above.remote === true);
  const dependencies = Object.entries(one.propertyDependencies ?? {});
  return {
    urn: urn(referenceOf(one)),
    type: one.type,
    name: one.name,
    ...(one.parent === null ? {} : { parent: urn(one.parent) }),
    custom: one.custom,
    remote: one.remote === true,
    read: false,
    ...(maker === undefined ? {} : { constructedBy: urn(referenceOf(maker)) }),
    inputs: wire(one.inputs, urn) as Values,
    outputs: wire(outputs, urn) as Values,
    id: mode === "preview" ? UNKNOWN : one.id,
    dependencies: (one.dependencies ?? []).map(urn),
    propertyDependencies: Object.fromEntries(dependencies.map(([key, list]) => [key, list.map(urn)])),
    options: {},
    modelled: true,
  };
}

/** Recordings write unknowns and references in their own way. */
function wire(value: Value, urn: (reference: string) => string): Value {
  if (value === "<unknown>") return UNKNOWN;
  if (Array.isArray(value)) return value.map((item) => wire(item, urn));
  if (!isValues(value)) return value;
  const { $resource, id } = value;
  if (typeof $resource === "string")
    return resourceReference(urn($resource), typeof id === "string" ? id : undefined);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wire(inner, urn)]));
}
