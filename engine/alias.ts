import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import { makeUrn } from "./urn.ts";

/** The identity that an alias starts from: what it does not say, it takes from here. */
export interface Identity {
  stack: string;
  project: string;
  parent: string;
  type: string;
  name: string;
}

/** The URN that an alias stands for. Source: pulumi/pulumi, sdk/go/common/resource/alias.go. */
export function aliasUrn(alias: Alias, identity: Identity): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  const parent = spec.getNoparent() ? "" : spec.getParenturn() || identity.parent;
  return makeUrn(
    spec.getStack() || identity.stack,
    spec.getProject() || identity.project,
    parent,
    spec.getType() || identity.type,
    spec.getName() || identity.name,
  );
}
