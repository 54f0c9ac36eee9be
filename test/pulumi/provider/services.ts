import type { AccountState, Stored } from "./account.ts";
import { autoScalingGroup } from "./autoscaling.ts";
import { bucket, listener, loadBalancer } from "./balancer.ts";
import { accessEntry, cluster, nodeGroup } from "./eks.ts";
import { addon, podIdentityAssociation } from "./eks-addons.ts";
import { isKubernetes, kubernetesObject } from "./kubernetes.ts";
import { document, launchTemplate } from "./versions.ts";
import { monitor, scope } from "./network-flow-monitor.ts";
import { association } from "./systems-manager.ts";

/** What a service does beside keeping what it was given. Each may refuse by throwing. */
export interface Service {
  /** Refuses, before anything is made. */
  admit?(state: AccountState, resource: Stored): void;
  /** What making it sets off. May throw a PartialError: it is there, and not ready. */
  made?(state: AccountState, resource: Stored): void;
  /** What changing it sets off, or its refusal. */
  changed?(state: AccountState, resource: Stored, before: Stored, properties: string[]): void;
  /** Outputs that only `changed` changes. */
  keeps?: string[];
  /** Outputs that are not known before a change of these properties is made. */
  unsettled?(properties: string[]): string[];
  /** What deleting it sets off, or its refusal. */
  removed?(state: AccountState, resource: Stored): void;
  /** Virtual seconds that its creation takes; default by type. */
  seconds?(state: AccountState): number;
  /** Seconds after which the provider gives up waiting, and then forgets what it made. */
  givesUpAfter?(resource: Stored): number;
}

/** Keys: AWS deletes one only after a waiting time, in which it is disabled. */
const key: Service = {
  removed(state, { name }) {
    state.left.push(`disabled key ${name}`);
  },
};

const services: Record<string, Service> = {
  "aws:autoscaling/group:Group": autoScalingGroup,
  "aws:ec2/launchTemplate:LaunchTemplate": launchTemplate,
  "aws:eks/accessEntry:AccessEntry": accessEntry,
  "aws:eks/addon:Addon": addon,
  "aws:eks/cluster:Cluster": cluster,
  "aws:eks/nodeGroup:NodeGroup": nodeGroup,
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": podIdentityAssociation,
  "aws:kms/key:Key": key,
  "aws:lb/listener:Listener": listener,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:networkflowmonitor/monitor:Monitor": monitor,
  "aws:networkflowmonitor/scope:Scope": scope,
  "aws:s3/bucket:Bucket": bucket,
  "aws:ssm/association:Association": association,
  "aws:ssm/document:Document": document,
};

/** The service behind a type; one that only keeps what it is given has no behaviour of its own. */
export function serviceOf(type: string): Service {
  return isKubernetes(type) ? kubernetesObject : (services[type] ?? {});
}
