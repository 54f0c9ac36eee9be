import { classOf } from "./labels.ts";
import type { PlanResource } from "./plan.ts";

/** One line of the resource tree: one resource, or several siblings of the same type folded into one. */
export interface TreeNode {
  type: string;
  /** In order of name; more than one only where siblings are folded. */
  resources: PlanResource[];
  children: TreeNode[];
}

/**
 * The resources by parent, siblings in order: components first, then by class and name. When folded, siblings of one
 * type share a node, and so do their children: a VPC of any size takes one line a kind.
 */
export function treeOf(resources: readonly PlanResource[], folded: boolean): TreeNode[] {
  const children = new Map<string | undefined, PlanResource[]>();
  for (const resource of resources) {
    const siblings = children.get(resource.parent);
    if (siblings === undefined) children.set(resource.parent, [resource]);
    else siblings.push(resource);
  }
  return nodesOf(children.get(undefined) ?? [], children, folded);
}

type Children = ReadonlyMap<string | undefined, readonly PlanResource[]>;

function nodesOf(siblings: readonly PlanResource[], children: Children, folded: boolean): TreeNode[] {
  const groups = new Map<string, PlanResource[]>();
  for (const resource of [...siblings].sort(inOrder)) {
    const key = folded && resource.custom ? `${resource.type} ${resource.read}` : resource.urn;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [resource]);
    else group.push(resource);
  }
  return [...groups.values()].map((group) => ({
    type: group[0]?.type ?? "",
    resources: group,
    children: nodesOf(
      group.flatMap(({ urn }) => children.get(urn) ?? []),
      children,
      folded,
    ),
  }));
}

function inOrder(a: PlanResource, b: PlanResource): number {
  return (
    Number(a.custom) - Number(b.custom) ||
    compare(classOf(a.type), classOf(b.type)) ||
    compare(a.name, b.name) ||
    compare(a.urn, b.urn)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
