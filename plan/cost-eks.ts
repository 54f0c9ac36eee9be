import { created, each, group, sum, used, type Counted } from "./counted.ts";
import { supportStateOf } from "./eks.ts";
import type { Graph } from "./graph.ts";
import { isAutoMode } from "./hosts.ts";
import type { PlanResource } from "./plan.ts";
import { priceOf } from "./prices.ts";
import { bagOf, bagsOf, isTrue, listOf, numberOf, stringOf } from "./value.ts";

/**
 * What clusters and their databases start to cost. A version that may leave standard support one day counts at the
 * price of standard support, and `laterOf` says what comes then.
 */
export function clusterCosts(graph: Graph): Counted[] {
  const clusters = created(graph, "aws:eks/cluster:Cluster");
  const extended = clusters.filter((cluster) => isExtended(cluster));
  const standard = clusters.filter((cluster) => !isExtended(cluster));
  const logged = clusters.filter(({ inputs }) => listOf(inputs.enabledClusterLogTypes).length > 0);
  return [
    each("EKS control planes", "cluster", "eks-cluster", standard),
    each("EKS control planes in extended support", "cluster", "eks-cluster-extended", extended),
    ...databaseCosts(graph),
    used("EKS control-plane logs, by data taken in and kept", logged),
    used("EKS Auto Mode nodes, by instance with a fee on top", clusters.filter(isAutoMode)),
    ...kubernetesCosts(graph),
  ];
}

/** What clusters cost once their version is out of standard support, one sentence each. */
export function laterOf(graph: Graph, region: string, hoursPerMonth: number): string[] {
  const [now, then] = [priceOf("eks-cluster", region), priceOf("eks-cluster-extended", region)];
  if (now === undefined || then === undefined) return [];
  return created(graph, "aws:eks/cluster:Cluster").flatMap((cluster) => {
    const version = stringOf(cluster.inputs.version);
    const support = supportStateOf(cluster);
    if (support === undefined) {
      const which = version === undefined ? "a version not in the program" : `version ${version}`;
      return [
        `Counted at standard support: ${cluster.label}, of ${which}; extended support costs six times as much.`,
      ];
    }
    if (support.state !== "standard or extended" || support.afterwards === "upgrade by AWS") return [];
    const amounts = [then, now].map(({ amount }) => `$${(amount * hoursPerMonth).toFixed(2)}`);
    return [
      `From ${support.standardUntil} Kubernetes ${version ?? ""} is in extended support: ` +
        `${cluster.label} then costs ${amounts.join(" a month instead of ")}.`,
    ];
  });
}

function isExtended(cluster: PlanResource): boolean {
  const support = supportStateOf(cluster);
  return (
    support !== undefined &&
    support.state !== "standard or extended" &&
    support.afterwards === "extended support"
  );
}

/** Instances by class and engine, twice where a standby is asked for; storage by type, which Aurora counts by use. */
function databaseCosts(graph: Graph): Counted[] {
  const instances = created(graph, "aws:rds/instance:Instance");
  const members = created(graph, "aws:rds/clusterInstance:ClusterInstance");
  const costs = [...instances, ...members].map((resource): Counted => {
    const engine = stringOf(resource.inputs.engine) ?? "engine not given";
    const size = stringOf(resource.inputs.instanceClass) ?? "class not given";
    return {
      what: `RDS ${engine} ${size}`,
      unit: "instance",
      key: `database:${engine}:${size}`,
      count: isTrue(resource.inputs.multiAz) ? 2 : 1,
      resources: [resource.label],
    };
  });
  const storage = instances.map((resource): Counted => {
    const type = stringOf(resource.inputs.storageType) ?? "type not given";
    const size = numberOf(resource.inputs.allocatedStorage);
    const copies = isTrue(resource.inputs.multiAz) ? 2 : 1;
    return {
      what: `RDS storage ${type}`,
      unit: "GB",
      key: `database-volume:${type}`,
      count: size === undefined ? undefined : size * copies,
      resources: [resource.label],
    };
  });
  const tables = created(graph, "aws:dynamodb/table:Table");
  const onDemand = tables.filter(({ inputs }) => inputs.billingMode === "PAY_PER_REQUEST");
  const provisioned = tables.filter((table) => !onDemand.includes(table));
  return [
    ...together([...costs, ...storage]),
    used("Aurora storage, by data and requests", created(graph, "aws:rds/cluster:Cluster")),
    each("DynamoDB tables with capacity of their own", "table", "dynamodb-capacity", provisioned),
    used("DynamoDB tables, by data and requests", onDemand),
  ];
}

/** What Kubernetes makes in AWS by itself for what the program puts into the cluster. */
function kubernetesCosts(graph: Graph): Counted[] {
  const balancers = created(graph, "kubernetes:core/v1:Service").filter(
    ({ inputs }) => bagOf(inputs.spec)?.type === "LoadBalancer",
  );
  const claims = [
    ...created(graph, "kubernetes:core/v1:PersistentVolumeClaim"),
    ...created(graph, "kubernetes:apps/v1:StatefulSet").filter(
      ({ inputs }) => bagsOf(bagOf(inputs.spec)?.volumeClaimTemplates).length > 0,
    ),
  ];
  return [
    each("Load balancers that Services ask for", "load balancer", "load-balancer", balancers),
    used("Volumes that claims in the cluster ask for, by size", claims),
  ];
}

function together(costs: readonly Counted[]): Counted[] {
  return [...group(costs, ({ what }) => what).values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const count = sum(members.map((member) => member.count));
    return [{ ...first, count, resources: members.flatMap(({ resources }) => resources) }];
  });
}
