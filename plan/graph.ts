import type { PlanResource } from "./plan.ts";
import { isBag, listOf, markOf, marks, stringOf, type PlanValue } from "./value.ts";

/** An output of a resource of the plan. */
export interface Target {
  resource: PlanResource;
  /** Path of the output; empty for the resource itself. */
  path: string;
}

/** Look-ups over the resources of a plan. */
export interface Graph {
  all: readonly PlanResource[];
  ofType(type: string): readonly PlanResource[];
  byUrn(urn: string): PlanResource | undefined;
  /** What a reference stands for, through the outputs of remote components; undefined for any other value. */
  target(value: PlanValue | undefined): Target | undefined;
  /** The resource that a reference stands for if it is of the given type. */
  find(value: PlanValue | undefined, type: string): PlanResource | undefined;
  /** The resource of a type whose input `name` is the given text. */
  named(type: string, name: string): PlanResource | undefined;
  /** Resources of a type whose property refers to the given resource. */
  users(type: string, property: string, resource: PlanResource): readonly PlanResource[];
}

/** Indexes resources; each look-up takes constant time after the first. */
export function graphOf(resources: readonly PlanResource[]): Graph {
  const types = new Map<string, PlanResource[]>();
  const urns = new Map<string, PlanResource>();
  const labels = new Map<string, PlanResource>();
  for (const resource of resources) {
    append(types, resource.type, resource);
    urns.set(resource.urn, resource);
    labels.set(resource.label, resource);
  }
  const ofType = (type: string) => types.get(type) ?? [];
  const target = (value: PlanValue | undefined) => resolve(value, labels);
  const nameIndexes = new Map<string, Map<string, PlanResource>>();
  const userIndexes = new Map<string, Map<string, PlanResource[]>>();
  return {
    all: resources,
    ofType,
    byUrn: (urn) => urns.get(urn),
    target,
    find: (value, type) => {
      const found = target(value)?.resource;
      return found?.type === type ? found : undefined;
    },
    named: (type, name) => {
      let index = nameIndexes.get(type);
      if (index === undefined) nameIndexes.set(type, (index = indexNames(ofType(type))));
      return index.get(name);
    },
    users: (type, property, resource) => {
      const key = `${type} ${property}`;
      let index = userIndexes.get(key);
      if (index === undefined) userIndexes.set(key, (index = indexUsers(ofType(type), property, target)));
      return index.get(resource.urn) ?? [];
    },
  };
}

type Resolve = (value: PlanValue | undefined) => Target | undefined;

function indexNames(resources: readonly PlanResource[]): Map<string, PlanResource> {
  const index = new Map<string, PlanResource>();
  for (const resource of resources) {
    const name = stringOf(resource.inputs.name);
    if (name !== undefined && !index.has(name)) index.set(name, resource);
  }
  return index;
}

function indexUsers(
  users: readonly PlanResource[],
  property: string,
  target: Resolve,
): Map<string, PlanResource[]> {
  const index = new Map<string, PlanResource[]>();
  for (const user of users) {
    const value = user.inputs[property];
    for (const item of Array.isArray(value) ? listOf(value) : [value]) {
      const urn = target(item)?.resource.urn;
      if (urn !== undefined) append(index, urn, user);
    }
  }
  return index;
}

/** A reference names the longest label that fits; a component's output leads on to the child behind it. */
function resolve(
  value: PlanValue | undefined,
  labels: ReadonlyMap<string, PlanResource>,
): Target | undefined {
  const found = parse(value, labels);
  const outputs = found?.resource.outputs;
  if (found === undefined || outputs === undefined) return found;
  const inner = at(outputs, found.path);
  return inner === undefined ? found : (parse(inner, labels) ?? found);
}

function parse(value: PlanValue | undefined, labels: ReadonlyMap<string, PlanResource>): Target | undefined {
  if (markOf(value) !== marks.reference || !isBag(value)) return undefined;
  const written = value[marks.reference];
  if (typeof written !== "string") return undefined;
  const inner = written.slice(2, -1);
  for (let end = inner.length; end > 0; end = lastJoint(inner, end)) {
    const resource = labels.get(inner.slice(0, end));
    if (resource !== undefined) return { resource, path: inner.slice(end).replace(/^\./, "") };
  }
  return undefined;
}

function lastJoint(content: string, before: number): number {
  return Math.max(content.lastIndexOf(".", before - 1), content.lastIndexOf("[", before - 1));
}

/** The value at a path such as `publicSubnetIds[0]`. */
function at(value: PlanValue, path: string): PlanValue | undefined {
  let inner: PlanValue | undefined = value;
  for (const [, key, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (index !== undefined) inner = listOf(inner)[Number(index)];
    else inner = isBag(inner) && key !== undefined ? inner[key] : undefined;
  }
  return inner;
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
