import type { Graph } from "../graph.ts";
import { vpcOf } from "../network.ts";
import type { PlanResource } from "../plan.ts";
import { referencesIn } from "../value.ts";
import { addressesIn } from "./addresses.ts";
import { databasesOf, endpointOf, portOf, subnetsOfDatabase, targetOf } from "./aws.ts";
import type { NamedCall, NetworkPolicies } from "./network-policies.ts";
import type { KubeObject } from "./objects.ts";
import type { PodSet } from "./pods.ts";
import { podRole, type PodRole } from "./roles.ts";
import type { Services } from "./services.ts";
import { settingsOf, textOf, type Setting } from "./settings.ts";
import { targetsOf, type FlowTarget } from "./targets.ts";

/** One call that something in the program shows. */
export interface Call {
  target: FlowTarget;
  /** What shows it, for a person. */
  shownBy: string;
  /** Nothing but a network policy shows it. */
  byPolicy: boolean;
}

/** What calls are read from. */
export interface Sources {
  objects: readonly KubeObject[];
  pods: readonly PodSet[];
  services: Services;
  policies: NetworkPolicies;
  /** What network policies name, by the pods that call. */
  named: ReadonlyMap<PodSet, readonly NamedCall[]>;
  graph: Graph;
  /** The VPCs that a cluster's nodes are in. */
  vpcsOf(cluster: string): readonly PlanResource[];
}

/**
 * What pods call, as far as the program shows it: addresses and names of AWS resources in their environment, commands
 * and files, the AWS CLI's commands, what their role may do, and ends that a network policy names.
 */
export function callsOf(pods: PodSet, sources: Sources): Call[] {
  const { objects, graph } = sources;
  const role = podRole(pods, objects, graph);
  const settings = [...settingsOf(pods, objects, graph), ...parameterSettings(role)];
  const configured = settings.flatMap((setting) => {
    const targets = [
      ...addressTargets(setting, pods, sources),
      ...namedTargets(setting, sources),
      ...commandTargets(setting),
    ];
    return targets
      .filter((target) => mayCall(role, target))
      .map((target): Call => ({ target, shownBy: setting.where, byPolicy: false }));
  });
  const byRole = (role?.services ?? []).map((service): Call => {
    const target = { kind: "AWS service", service, port: 443 } as const;
    return { target, shownBy: `role ${role?.role.label ?? ""}`, byPolicy: false };
  });
  const own = [...configured, ...byRole].filter(
    ({ target }) => target.kind !== "pods" || target.pods !== pods,
  );
  return [...own, ...policyCalls(pods, sources)];
}

/** A name of something of AWS is no call where the role, all of it known, allows nothing there. */
function mayCall(role: PodRole | undefined, target: FlowTarget): boolean {
  if (target.kind !== "AWS service" || role === undefined || !role.complete) return true;
  return role.services.includes(target.service) || target.service === "execute-api";
}

/** What parameters that a role names one by one say: the pods read them and take them for addresses. */
function parameterSettings(role: PodRole | undefined): Setting[] {
  return (role?.parameters ?? []).map(({ inputs, label }) => {
    const text = textOf(inputs.insecureValue ?? inputs.value);
    return { kind: "parameter", where: `parameter ${label}`, text };
  });
}

/** Files are full of links that nobody follows, so of those only names in the cluster and AWS's count. */
function addressTargets(setting: Setting, pods: PodSet, { services, graph }: Sources): FlowTarget[] {
  return addressesIn(setting)
    .flatMap((address) => targetsOf(address, pods.object, services, graph))
    .filter(({ kind }) => kind !== "internet" || setting.kind !== "file");
}

/** Resources of AWS whose names or addresses stand in a text, with or without others around them. */
function namedTargets({ text }: Setting, { graph }: Sources): FlowTarget[] {
  const computed = [...text.matchAll(/<computed from ([^<>]+)>/g)].flatMap(([, labels = ""]) =>
    labels.split(", ").map((label) => ({ $reference: `\${${label}}` })),
  );
  return [...referencesIn(text), ...computed].flatMap((reference) => {
    const found = graph.target(reference);
    const target = found === undefined ? undefined : targetOf(found.resource, found.path);
    return target?.kind === "AWS service" ? [target] : [];
  });
}

/** Calls of the AWS CLI: a service, then an operation, which has a dash or is one of these words. */
const cli =
  /\baws\s+(?:--[a-z-]+[= ]\S+\s+)*([a-z0-9-]+)\s+(?:[a-z0-9]+-[a-z0-9-]+|scan|query|ls|cp|sync|mv|rm|publish|invoke|tail)\b/g;

function commandTargets({ kind, text }: Setting): FlowTarget[] {
  if (kind !== "command" && kind !== "file") return [];
  return [...text.matchAll(cli)].map(([, service = ""]) => {
    return { kind: "AWS service", service: endpointOf(service), port: 443 };
  });
}

function policyCalls(pods: PodSet, sources: Sources): Call[] {
  return (sources.named.get(pods) ?? []).map(({ to, port, policy }): Call => {
    const target = "range" in to ? rangeTarget(to.range, port, pods, sources) : podTarget(to, port, sources);
    return { target, shownBy: `NetworkPolicy ${policy}`, byPolicy: true };
  });
}

/** Policies name the pods' own port; clients name that of the Service in front of it, if there is just one. */
function podTarget(pods: PodSet, targetPort: number, { services }: Sources): FlowTarget {
  const fronts = services.all
    .filter((service) => !service.headless && service.pods.includes(pods))
    .flatMap(({ ports }) => ports.filter((port) => port.targetPort === targetPort));
  const port = fronts.length === 1 ? fronts[0]?.port : undefined;
  return { kind: "pods", pods, targetPort, local: false, ...(port === undefined ? {} : { port }) };
}

/** Ranges repeat from one VPC to another, so a database counts only in the VPC of the nodes. */
function rangeTarget(range: string, port: number, { object }: PodSet, sources: Sources): FlowTarget {
  const { graph } = sources;
  const vpcs = sources.vpcsOf(object.cluster);
  const database = databasesOf(graph).find((each) => {
    const subnets = subnetsOfDatabase(each, graph).filter(({ inputs }) => inputs.cidrBlock === range);
    const near = subnets.some((subnet) => {
      const vpc = vpcOf(subnet, graph);
      return vpc !== undefined && vpcs.includes(vpc);
    });
    return near && portOf(each) === port;
  });
  return database === undefined
    ? { kind: "addresses", range, port }
    : { kind: "database", resource: database, port };
}
