import { isDeepStrictEqual } from "node:util";
import { aliasUrn } from "./alias.ts";
import { constructComponent } from "./construct.ts";
import { createResource, type Created } from "./create.ts";
import { runHooks } from "./hooks.ts";
import { inherit, providerFor } from "./inherit.ts";
import { recordedOptions, type Options } from "./options.ts";
import { bagWithoutOutputs, outputDependencies, withoutOutputs, withOutputs } from "./outputs.ts";
import { stop, type Entry, type RunState } from "./state.ts";
import { transformed } from "./transform.ts";
import type { Transform } from "./transforms.ts";
import type { RecordedResource } from "./types.ts";
import { makeUrn } from "./urn.ts";
import type { Values } from "./values.ts";

/** A resource that the program, or a component model on its behalf, asks for. */
export interface Goal {
  type: string;
  name: string;
  /** URN, or empty. */
  parent: string;
  custom: boolean;
  remote: boolean;
  inputs: Values;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  options: Options;
  transforms: Transform[];
  constructedBy?: string;
}

/** What the engine answers. */
export interface Registered extends Created {
  urn: string;
}

/** Registers one resource, in the order of the real engine: inherit, transform, name, answer. */
export async function register(state: RunState, asked: Goal): Promise<Registered> {
  const goal = await transformedGoal(state, inherit(state, reparented(state, asked)));
  const entry = enter(state, goal);
  const { record } = entry;
  await runHooks(state, entry, "before");
  const created = goal.remote
    ? await constructComponent(state, record, goal.inputs, register)
    : createResource(state, record, goal.options);
  record.outputs = created.outputs;
  record.modelled = created.modelled;
  if (created.id !== undefined) record.id = created.id;
  await runHooks(state, entry, "after");
  return { urn: record.urn, ...created };
}

/** Some remote components choose their parent themselves, whatever the program says. */
function reparented(state: RunState, asked: Goal): Goal {
  if (!asked.remote) return asked;
  const parent = state.request.models.components.get(asked.type)?.parentOf?.(asked.inputs);
  return parent === undefined ? asked : { ...asked, parent };
}

async function transformedGoal(state: RunState, asked: Goal): Promise<Goal> {
  const goal = { ...asked, options: { ...asked.options, provider: providerFor(state, asked) } };
  const transforms = [...goal.transforms];
  for (let urn: string | undefined = goal.parent; urn !== undefined && urn !== "";) {
    const above: Entry | undefined = state.entries.get(urn);
    transforms.push(...(above?.transforms ?? []));
    urn = above?.record.parent;
  }
  transforms.push(...state.stackTransforms);
  if (transforms.length === 0) return goal;
  // Only a resource's own transforms are told what its inputs come from, and only they may change it.
  const own = goal.transforms.length > 0;
  if (own) goal.inputs = withOutputs(goal.inputs, goal.propertyDependencies);
  const changed = await transformed(goal, transforms);
  if (!own) return { ...goal, inputs: changed.inputs, options: changed.options };
  return { ...goal, ...changed, propertyDependencies: unchanged(goal, changed.inputs) };
}

/** The SDK does not tell what a transformed input comes from; where the transform left it alone, that still holds. */
function unchanged(before: Goal, after: Values): Record<string, string[]> {
  const same = Object.entries(before.propertyDependencies).filter(([key]) => {
    const given = before.inputs[key];
    return given !== undefined && isDeepStrictEqual(withoutOutputs(given), after[key]);
  });
  return Object.fromEntries(same);
}

/** Gives the resource its URN and its place in the record. Stops the program when either is impossible. */
function enter(state: RunState, goal: Goal): Entry {
  const { parent, type, name, options } = goal;
  if (parent !== "" && !state.entries.has(parent)) {
    throw stop(state, `could not find parent resource ${parent}`);
  }
  const { project, stack } = state.environment;
  const urn = makeUrn(stack, project, parent, type, name);
  if (state.entries.has(urn)) {
    throw stop(state, `Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
  }
  const propertyDependencies = dependenciesOf(goal);
  const identity = { stack, project, parent, type, name };
  const aliases = new Set(options.aliases.map((alias) => aliasUrn(alias, identity)));
  const record: RecordedResource = {
    urn,
    type,
    name,
    ...(parent !== "" && { parent }),
    custom: goal.custom,
    remote: goal.remote,
    read: false,
    ...(goal.constructedBy !== undefined && { constructedBy: goal.constructedBy }),
    inputs: bagWithoutOutputs(goal.inputs),
    outputs: {},
    dependencies: union([goal.dependencies, ...Object.values(propertyDependencies)]),
    propertyDependencies,
    options: recordedOptions(options, [...aliases]),
    modelled: false,
  };
  const entry = { record, options, transforms: goal.transforms };
  state.entries.set(urn, entry);
  return entry;
}

/** For each input that comes from other resources, their URNs, sorted. */
function dependenciesOf(goal: Goal): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const [key, value] of Object.entries(goal.inputs)) {
    const all = union([goal.propertyDependencies[key] ?? [], outputDependencies(value)]);
    if (all.length > 0) result[key] = all;
  }
  return result;
}

function union(lists: string[][]): string[] {
  const all = lists.flat();
  return all.length === 0 ? all : [...new Set(all)].sort();
}
