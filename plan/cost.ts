import { clusterCosts, laterOf } from "./cost-eks.ts";
import { created, each, group, sum, used, type Counted } from "./counted.ts";
import type { Graph } from "./graph.ts";
import type { Host } from "./hosts.ts";
import { metricsPerMonitor } from "./names.ts";
import { subnetsOf } from "./network.ts";
import type { PlanResource } from "./plan.ts";
import { priceOf, type Price } from "./prices.ts";
import { bagOf, isTrue, listOf, numberOf, stringOf } from "./value.ts";
import type { Watch } from "./watch.ts";

/** What starts to cost money when the program is deployed. List prices in US dollars, 730 hours a month. */
export interface Cost {
  currency: "USD";
  hoursPerMonth: number;
  items: CostItem[];
  /** Sum of the items that have a monthly amount. */
  monthly: number;
  /** What the sum leaves out or takes for granted, one sentence each. */
  leavesOut: string[];
}

/** One kind of thing that costs money. */
export interface CostItem {
  what: string;
  /** How many; absent when the program does not say. */
  count?: number;
  /** What is counted: `agent`, `endpoint and zone`, `GB`. */
  unit: string;
  price?: Price;
  /** Dollars a month, rounded to cents; absent when the price or the count is not known. */
  monthly?: number;
  state: "priced" | "price unknown" | "count unknown" | "by use";
  /** Labels of the resources, sorted. */
  resources: string[];
}

const hoursPerMonth = 730;

/** Adds up what the resources of a plan start to cost. What is only read costs nothing new. */
export function costOf(watch: Watch, graph: Graph, hosts: readonly Host[], region: string): Cost {
  const created = hosts.filter((host) => !host.resource.read);
  const counted = [
    ...agentCosts(watch),
    ...monitorCosts(watch),
    ...instanceCosts(created),
    ...volumeCosts(created, graph),
    ...networkCosts(graph, created),
    ...clusterCosts(graph),
    ...byUse(graph),
  ];
  const items = counted.filter(({ resources }) => resources.length > 0).map((item) => itemOf(item, region));
  const later = laterOf(graph, region, hoursPerMonth);
  const monthly = cents(items.reduce((sum, item) => sum + (item.monthly ?? 0), 0));
  return { currency: "USD", hoursPerMonth, items, monthly, leavesOut: leftOut(items, watch, later) };
}

function itemOf({ what, unit, key, count, resources }: Counted, region: string): CostItem {
  const base = { what, unit, resources: [...resources].sort(), ...(count === undefined ? {} : { count }) };
  if (key === undefined) return { ...base, state: "by use" };
  const price = priceOf(key, region);
  if (price === undefined) return { ...base, state: "price unknown" };
  if (count === undefined) return { ...base, price, state: "count unknown" };
  const hours = price.unit === "hour" ? hoursPerMonth : 1;
  return { ...base, price, monthly: cents(count * price.amount * hours), state: "priced" };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function agentCosts(watch: Watch): Counted[] {
  const sending = watch.agents.filter(({ state }) => state === "sends" || state === "activates only");
  const hosts = new Map(sending.flatMap((agents) => agents.hosts).map((host) => [host.urn, host]));
  const counts = [...hosts.values()].map(({ count }) => count);
  return [
    {
      what: "Network Flow Monitor agents that send",
      unit: "agent",
      key: "nfm-agent",
      count: sum(counts),
      resources: [...hosts.values()].map(({ label }) => label),
    },
  ];
}

function monitorCosts(watch: Watch): Counted[] {
  const count = watch.monitors.length * metricsPerMonitor;
  const resources = watch.monitors.map(({ label }) => label);
  return [
    {
      what: `CloudWatch metrics, ${metricsPerMonitor} a monitor`,
      unit: "metric",
      key: "metric",
      count,
      resources,
    },
  ];
}

function instanceCosts(hosts: readonly Host[]): Counted[] {
  const instances = hosts.filter(({ kind }) => kind !== "EKS Auto Mode");
  const types = group(instances, (host) => host.instanceType ?? "of a type not in the program");
  return [...types].map(([type, members]) => ({
    what: `EC2 instances ${type}`,
    unit: "instance",
    key: `instance:${type}`,
    count: sum(members.map(({ count }) => count)),
    resources: members.map(({ resource }) => resource.label),
  }));
}

function volumeCosts(hosts: readonly Host[], graph: Graph): Counted[] {
  const sizes: { type: string; size: number | undefined; label: string }[] = hosts.flatMap((host) =>
    host.volumes.map(({ type, gigabytes }) => {
      const size = gigabytes === undefined || host.count === undefined ? undefined : gigabytes * host.count;
      return { type, size, label: host.resource.label };
    }),
  );
  for (const volume of created(graph, "aws:ebs/volume:Volume")) {
    const type = stringOf(volume.inputs.type) ?? "type not given";
    sizes.push({ type, size: numberOf(volume.inputs.size), label: volume.label });
  }
  return [...group(sizes, ({ type }) => type)].map(([type, members]) => ({
    what: `EBS volumes ${type}`,
    unit: "GB",
    key: `volume:${type}`,
    count: sum(members.map(({ size }) => size)),
    resources: [...new Set(members.map(({ label }) => label))],
  }));
}

function networkCosts(graph: Graph, hosts: readonly Host[]): Counted[] {
  const endpoints = created(graph, "aws:ec2/vpcEndpoint:VpcEndpoint").filter(
    ({ inputs }) => stringOf(inputs.vpcEndpointType) === "Interface",
  );
  const balancers = created(graph, "aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
  return [
    {
      what: "Interface endpoints",
      unit: "endpoint and zone",
      key: "interface-endpoint",
      count: sum(endpoints.map(({ inputs }) => listOf(inputs.subnetIds).length || undefined)),
      resources: endpoints.map(({ label }) => label),
    },
    each("NAT gateways", "gateway", "nat-gateway", created(graph, "aws:ec2/natGateway:NatGateway")),
    each("Load balancers, without capacity units", "load balancer", "load-balancer", balancers),
    addressCosts(graph, hosts, balancers),
  ];
}

/** Public IPv4 addresses: elastic ones, one per instance with a public address, one per zone of a public load balancer. */
function addressCosts(graph: Graph, hosts: readonly Host[], balancers: readonly PlanResource[]): Counted {
  const holders: { label: string; count: number | undefined }[] = [
    ...created(graph, "aws:ec2/eip:Eip").map(({ label }) => ({ label, count: 1 })),
    ...balancers
      .filter(({ inputs }) => !isTrue(inputs.internal))
      .map(({ label, inputs }) => {
        const zones = listOf(inputs.subnets).length + listOf(inputs.subnetMappings).length;
        return { label, count: zones === 0 ? undefined : zones };
      }),
  ];
  for (const host of hosts) {
    const { subnets } = subnetsOf(host.subnets, graph);
    const open = host.publicAddress ?? subnets.some((subnet) => isTrue(subnet.inputs.mapPublicIpOnLaunch));
    if (open) holders.push({ label: host.resource.label, count: host.count });
  }
  return {
    what: "Public IPv4 addresses",
    unit: "address",
    key: "public-ipv4",
    count: sum(holders.map(({ count }) => count)),
    resources: holders.map(({ label }) => label),
  };
}

const usage: readonly (readonly [string, string])[] = [
  ["aws:cloudwatch/logGroup:LogGroup", "Log groups, by data taken in and kept"],
  ["aws:ec2/flowLog:FlowLog", "VPC flow logs, by data delivered"],
  ["aws:s3/bucket:Bucket", "S3 buckets, by data stored and requests"],
  ["aws:s3/bucketV2:BucketV2", "S3 buckets, by data stored and requests"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "CloudWatch alarms, by metrics analysed"],
  ["aws:kms/key:Key", "KMS keys, by key and request"],
  ["aws:sns/topic:Topic", "SNS topics, by message"],
  ["aws:sqs/queue:Queue", "SQS queues, by request"],
  ["aws:cloudwatch/eventBus:EventBus", "EventBridge buses, by event"],
  ["aws:lambda/function:Function", "Lambda functions, by call and time"],
  ["aws:apigateway/restApi:RestApi", "API Gateway APIs, by call"],
  ["aws:secretsmanager/secret:Secret", "Secrets Manager secrets, by secret and request"],
];

function byUse(graph: Graph): Counted[] {
  const found = usage.flatMap(([type, what]) => created(graph, type).map(({ label }) => ({ what, label })));
  const watched = [
    ...created(graph, "aws:ec2/launchTemplate:LaunchTemplate").filter(({ inputs }) =>
      isTrue(bagOf(inputs.monitoring)?.enabled),
    ),
    ...created(graph, "aws:ec2/instance:Instance").filter(({ inputs }) => isTrue(inputs.monitoring)),
  ];
  for (const { label } of watched) found.push({ what: "Detailed monitoring of instances, by metric", label });
  return [...group(found, ({ what }) => what)].map(([what, members]) => used(what, members));
}

function leftOut(items: readonly CostItem[], watch: Watch, later: readonly string[]): string[] {
  const left = ["Not in the sum: data processed and transferred, requests, taxes, discounts, free tiers."];
  left.push(...later);
  const unknown = items.filter(({ state }) => state === "price unknown").map(({ what }) => what);
  if (unknown.length > 0) left.push(`Price unknown for this Region: ${unknown.join("; ")}.`);
  const anywhere = items.filter(({ price }) => price?.region === "not named").map(({ what }) => what);
  if (anywhere.length > 0) left.push(`Quoted without a Region: ${anywhere.join("; ")}.`);
  const uncounted = items.filter(({ state }) => state === "count unknown").map(({ what }) => what);
  if (uncounted.length > 0) left.push(`Number not in the program: ${uncounted.join("; ")}.`);
  const used = items.filter(({ state }) => state === "by use").map(({ what }) => what.replace(/,.*/, ""));
  if (used.length > 0) left.push(`Not in the sum, paid by use: ${used.join(", ")}.`);
  if (watch.agents.some(({ hosts }) => hosts.length === 0))
    left.push("Not in the sum: agents on instances that are not in this program.");
  return left;
}
