import type { Graph } from "../graph.ts";
import { subnetsOf } from "../network.ts";
import type { PlanResource } from "../plan.ts";
import { listOf, numberOf, stringOf } from "../value.ts";

/** Something of AWS that pods connect to. */
export type AwsTarget =
  | { kind: "AWS service"; service: string; region?: string; port: number }
  | { kind: "database" | "load balancer"; resource: PlanResource; port?: number }
  | { kind: "database"; name: string; port?: number };

/**
 * Services of AWS by what a host name, an IAM action or the AWS CLI calls them, where the name of their endpoint
 * differs. Source: VPC documentation, "AWS services that integrate with AWS PrivateLink".
 */
const endpoints: Readonly<Record<string, string>> = {
  cloudwatch: "monitoring",
  firehose: "kinesis-firehose",
  kinesis: "kinesis-streams",
  s3api: "s3",
  s3control: "s3",
  stepfunctions: "states",
};

/** The name of a service's endpoint: `kinesis-streams` of `kinesis`. */
export function endpointOf(service: string): string {
  return endpoints[service] ?? service;
}

/** Services by the module of a resource type, where a pod that is given the resource's name calls the service. */
const modules: Readonly<Record<string, string>> = {
  apigateway: "execute-api",
  apigatewayv2: "execute-api",
  dynamodb: "dynamodb",
  kinesis: "kinesis-streams",
  lambda: "lambda",
  s3: "s3",
  secretsmanager: "secretsmanager",
  sfn: "states",
  sns: "sns",
  sqs: "sqs",
  ssm: "ssm",
};

/** Resource types that a module alone does not tell. */
const types: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventBus:EventBus": "events",
  "aws:cloudwatch/logGroup:LogGroup": "logs",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "kinesis-firehose",
};

/** Modules whose resources listen at addresses of the VPC, with the port where the program names none. */
const inVpc: Readonly<Record<string, number | undefined>> = {
  docdb: 27017,
  elasticache: 6379,
  memorydb: 6379,
  mq: undefined,
  msk: 9092,
  neptune: 8182,
  rds: undefined,
  redshift: 5439,
};

const addressPath = /address|endpoint|host|brokers|dns/i;

/** What a reference to an output of an AWS resource leads pods to; undefined when it is no address and no name to call. */
export function targetOf(resource: PlanResource, path: string, named?: number): AwsTarget | undefined {
  const module = moduleOf(resource);
  const service = types[resource.type] ?? modules[module];
  if (service !== undefined) return { kind: "AWS service", service, port: 443 };
  if (!addressPath.test(path)) return undefined;
  const known = named === undefined ? {} : { port: named };
  if (module === "lb" || module === "alb") return { kind: "load balancer", resource, ...known };
  if (!(module in inVpc)) return undefined;
  const port = named ?? portOf(resource);
  return { kind: "database", resource, ...(port === undefined ? {} : { port }) };
}

/** The port of a database: its own, else the one of its engine. */
export function portOf({ inputs, type }: PlanResource): number | undefined {
  const engine = stringOf(inputs.engine) ?? "";
  const usual = /postgres/.test(engine)
    ? 5432
    : /mysql|mariadb|aurora/.test(engine)
      ? 3306
      : inVpc[/^aws:([a-z0-9]+)\//.exec(type)?.[1] ?? ""];
  return numberOf(inputs.port) ?? usual;
}

/** What a public host name of AWS stands for; undefined for anybody else's. */
export function targetOfHost(host: string, named?: number): AwsTarget | undefined {
  if (/\.(rds|cache|docdb|neptune|redshift|kafka|mq)\.[a-z0-9.-]*amazonaws\.com$/.test(`.${host}`)) {
    return { kind: "database", name: host, ...(named === undefined ? {} : { port: named }) };
  }
  const regional =
    /(?:^|\.)([a-z0-9-]+)\.([a-z]{2}(?:-[a-z]+)+-\d)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.exec(host);
  const service = regional?.[1] ?? /(?:^|\.)([a-z0-9-]+)\.amazonaws\.com$/.exec(host)?.[1];
  if (service === undefined) return undefined;
  const region = regional?.[2];
  const common = { kind: "AWS service", service: endpointOf(service), port: named ?? 443 } as const;
  return region === undefined ? common : { ...common, region };
}

/** Databases of a program, for finding the one that a range of addresses holds. */
export function databasesOf(graph: Graph): PlanResource[] {
  return ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"].flatMap((type) => [...graph.ofType(type)]);
}

/** The subnets that a database is placed in, as far as the program says. */
export function subnetsOfDatabase(database: PlanResource, graph: Graph): PlanResource[] {
  const group = graph.find(database.inputs.dbSubnetGroupName, "aws:rds/subnetGroup:SubnetGroup");
  return subnetsOf(listOf(group?.inputs.subnetIds), graph).subnets;
}

function moduleOf({ type }: PlanResource): string {
  return /^aws:([a-z0-9]+)\//.exec(type)?.[1] ?? "";
}
