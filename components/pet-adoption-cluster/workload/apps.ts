import type * as pulumi from "@pulumi/pulumi";
import type { PetApp } from "../names.ts";
import type { Statement } from "../iam.ts";
import type { PetContainer } from "./pods.ts";

/** A statement whose resources AWS names later. */
export type PendingStatement = Omit<Statement, "Effect" | "Resource"> & { Resource: pulumi.Input<string>[] };

/** One deployed thing: its names, its pods, and what its role may do. */
export interface AppPlan {
  names: PetApp;
  /** A Deployment, or a Job that the Deployments wait for. Default: `deployment`. */
  kind?: "deployment" | "job";
  replicas: number;
  containers: PetContainer[];
  /** Ports of its Service, when something calls it. */
  service?: { port: number; targetPort: number };
  /** What its role may do; without any it has no role. */
  statements?: PendingStatement[];
  /** Files of its ConfigMap, which has the name of the app. */
  config?: Record<string, string>;
}

/** Name of an app's Service in the cluster's DNS, with the port. */
export function serviceUrl(names: PetApp, namespace: string, path = ""): string {
  return `http://${names.service ?? names.app}.${namespace}.svc.cluster.local${path}`;
}
