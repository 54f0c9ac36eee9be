import { createHash } from "node:crypto";
import type * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import { plain } from "../shared/inputs.ts";
import type { Site } from "./site.ts";

/**
 * What a role may do, by the key of the association that says so: another policy is another association.
 * Source: Amazon EKS User Guide, "Review access policy permissions".
 */
const policies = { admin: "AmazonEKSClusterAdminPolicy", view: "AmazonEKSViewPolicy" } as const;

/** The partition is `aws` by construction: no other has Network Flow Monitor. */
function association(key: keyof typeof policies) {
  const policyArn = `arn:aws:eks::aws:cluster-access-policy/${policies[key]}`;
  return { [key]: { policyArn, accessScope: { type: "cluster" } } };
}

/**
 * Key of a role's entry, made of the role: EKS has one entry for each and refuses a second, so no change of the lists
 * may give a role another key. The place in a list is all that is known of a role that is known only later.
 */
function entryKey(principalArn: pulumi.Input<string>, place: string): string {
  const arn = plain(principalArn);
  if (arn === undefined) return place;
  const name = arn.slice(arn.lastIndexOf("/") + 1).replaceAll(/[^A-Za-z0-9-]+/g, "-");
  return `${name}-${createHash("sha256").update(arn).digest("hex").slice(0, 8)}`;
}

/** One entry for each role that may use the Kubernetes API, under one set of keys for deployers and previewers. */
export function accessEntries({ args, tags }: Site): Record<string, eks.types.input.AccessEntryArgs> {
  const { deployRoleArns = [], previewRoleArns = [] } = args.access ?? {};
  const entries = (list: string, policy: keyof typeof policies, roles: pulumi.Input<string>[]) =>
    roles.map((principalArn, index) => {
      const key = entryKey(principalArn, `${list}-${String(index)}`);
      return [key, { principalArn, accessPolicies: association(policy), tags }] as const;
    });
  return Object.fromEntries([
    ...entries("deploy", "admin", deployRoleArns),
    ...entries("preview", "view", previewRoleArns),
  ]);
}
