import { DestinationCategory } from "../nfm/index.ts";
import { ClusterEgress, PetDatabase, PetWorkload } from "./choices.ts";
import {
  containerPort,
  databasePort,
  ingressNodePort,
  petHelpers,
  petServices,
  servicePort,
} from "./names.ts";

/** What an edge leads to. */
export const EdgeTarget = {
  /** Pods of this cluster. */
  Pods: "pods",
  /** A database outside the cluster. */
  Database: "database",
  /** A service of AWS in the Region. */
  AwsService: "awsService",
  /** Anything else. */
  Internet: "internet",
} as const;
/** What an edge leads to. */
export type EdgeTarget = (typeof EdgeTarget)[keyof typeof EdgeTarget];

/** Who opens TCP connections to whom, and what Network Flow Monitor should call it. */
export interface PetEdge {
  /** `app` label of the pods that connect; `loadbalancer` for the ingress. */
  from: string;
  /** `app` label, name of the AWS service as in its endpoint, `database` or `internet`. */
  to: string;
  target: EdgeTarget;
  /** Port that the client names. */
  port: number;
  /** Port that the server listens on, after the Service's translation. */
  targetPort: number;
  /** Every category that flows of the edge fall into, sorted. Inferred for services behind an endpoint or NAT. */
  categories: DestinationCategory[];
  /** When it flows, as far as the workload itself makes it. */
  flows: EdgeFlow;
}

/** When an edge flows. What the workshop's images call by themselves, such as at their start, is not counted. */
export const EdgeFlow = {
  /** All the time. */
  Always: "always",
  /** Once, at the start. */
  Once: "once",
  /** While somebody visits the ingress: the load is off. */
  Visits: "visits",
  /** Never: the load is off, and nothing else makes it flow. */
  Off: "off",
} as const;
/** When an edge flows. */
export type EdgeFlow = (typeof EdgeFlow)[keyof typeof EdgeFlow];

/** An edge, but for when it flows. */
type Way = Omit<PetEdge, "flows">;

/** What decides which edges there are, and when they flow. */
export interface EdgeOptions {
  workload: PetWorkload;
  egress: ClusterEgress;
  database: PetDatabase;
  ingress: boolean;
  /** Whether the status updater is our function behind a private API. */
  privateUpdater: boolean;
  /** Whether there is traffic of our own: `loadRoundsPerMinute` is not 0. */
  load: boolean;
}

/** Name of the ingress in edges. */
export const loadBalancerName = "loadbalancer";

const { IntraAz, InterAz, AmazonDynamoDb, AmazonS3, Unclassified } = DestinationCategory;
const withinVpc: DestinationCategory[] = [InterAz, IntraAz];
const { petsite, petsearch, payforadoption, petlistadoptions, petfood } = petServices;
const { trafficgenerator, s3client, database, schema } = petHelpers;

/**
 * Calls between pods. The S3 client, the traffic and the database in the cluster are ours; the rest is the workshop.
 * Source: aws-samples/one-observability-demo at 9bd558a8 and 0af6591a, all services moved into the cluster.
 */
const podCalls: readonly (readonly [string, string])[] = [
  [trafficgenerator.app, petsite.app],
  [petsite.app, petsearch.app],
  [petsite.app, payforadoption.app],
  [petsite.app, petlistadoptions.app],
  [petsite.app, petfood.app],
  [payforadoption.app, petsearch.app],
  [petlistadoptions.app, petsearch.app],
];

const databaseClients = [payforadoption.app, petlistadoptions.app];

/** Calls to AWS that both the simulated and the full workload make. */
const sharedAwsCalls: readonly (readonly [string, string])[] = [
  [petsearch.app, "dynamodb"],
  [payforadoption.app, "dynamodb"],
  [petfood.app, "dynamodb"],
  [s3client.app, "s3"],
  [petsite.app, "ssm"],
];

/** Calls to AWS that only the workshop's images make; petlistadoptions gets its parameters by environment instead. */
const fullAwsCalls: readonly (readonly [string, string])[] = [
  [petsearch.app, "ssm"],
  [payforadoption.app, "ssm"],
  [payforadoption.app, "secretsmanager"],
  [payforadoption.app, "sqs"],
  [petlistadoptions.app, "secretsmanager"],
  [petfood.app, "ssm"],
  [petfood.app, "events"],
];

/** What is ours alone among the callers. Nobody calls it, so no visitor makes it call. */
const ownClients: readonly string[] = [trafficgenerator.app, s3client.app];

/**
 * When an edge flows. A load balancer asks the pods how they are, whether or not anybody visits. Without our load the
 * services call one another for visitors of the ingress; the clients that stand beside simulated services rest.
 */
function flowOf({ workload, ingress, load }: EdgeOptions, { from, to, target }: Way): EdgeFlow {
  if (from === schema.app) return EdgeFlow.Once;
  if (load || from === loadBalancerName) return EdgeFlow.Always;
  const besideService = target !== EdgeTarget.Pods || to === database.app;
  const rests = ownClients.includes(from) || (workload === PetWorkload.Simulated && besideService);
  return ingress && !rests ? EdgeFlow.Visits : EdgeFlow.Off;
}

/** Services that have a gateway endpoint, and a category of their own with it. */
const gatewayCategories: Readonly<Record<string, DestinationCategory>> = {
  dynamodb: AmazonDynamoDb,
  s3: AmazonS3,
};

function pods(from: string, to: string): Way {
  const common = { from, to, target: EdgeTarget.Pods, categories: withinVpc };
  return { ...common, port: servicePort, targetPort: containerPort };
}

function awsService(options: EdgeOptions, from: string, to: string): Way {
  const own = gatewayCategories[to];
  const behindEndpoint = options.egress === ClusterEgress.Endpoints || to === "execute-api";
  const others = behindEndpoint ? withinVpc : [Unclassified];
  const categories = own === undefined ? others : [own];
  return { from, to, target: EdgeTarget.AwsService, port: 443, targetPort: 443, categories };
}

function databaseEdge(options: EdgeOptions, from: string): Way {
  const inCluster = options.database === PetDatabase.InCluster;
  return {
    from,
    to: inCluster ? database.app : "database",
    target: inCluster ? EdgeTarget.Pods : EdgeTarget.Database,
    port: databasePort,
    targetPort: databasePort,
    categories: withinVpc,
  };
}

function internet(from: string): Way {
  const ports = { port: 443, targetPort: 443 };
  return { from, to: "internet", target: EdgeTarget.Internet, ...ports, categories: [Unclassified] };
}

function fullEdges(options: EdgeOptions): Way[] {
  const edges = fullAwsCalls.map(([from, to]) => awsService(options, from, to));
  if (options.privateUpdater) edges.push(awsService(options, payforadoption.app, "execute-api"));
  else edges.push(internet(payforadoption.app));
  // Who owns an existing database made its tables.
  if (options.database !== PetDatabase.Existing) edges.push(databaseEdge(options, schema.app));
  // Each adoption asks amazon.com for a page and does without the answer; with no way to the internet it waits for it
  // for five seconds. Source: payforadoption-go/payforadoption/repository.go of the workshop at 9bd558a8.
  if (options.privateUpdater && options.egress !== ClusterEgress.Endpoints)
    edges.push(internet(payforadoption.app));
  return edges;
}

/** The edges of a workload, sorted. Nodes and agents have flows of their own; they are not in here. */
export function petEdges(options: EdgeOptions): PetEdge[] {
  if (options.workload === PetWorkload.None) return [];
  const ways = [
    ...podCalls.map(([from, to]) => pods(from, to)),
    ...databaseClients.map((from) => databaseEdge(options, from)),
    ...sharedAwsCalls.map(([from, to]) => awsService(options, from, to)),
    ...(options.workload === PetWorkload.Full ? fullEdges(options) : []),
    ...(options.ingress ? [{ ...pods(loadBalancerName, petsite.app), port: ingressNodePort }] : []),
  ];
  const order = (way: Way) => `${way.from} ${way.to} ${String(way.port)}`;
  return ways
    .map((way) => ({ ...way, flows: flowOf(options, way) }))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
