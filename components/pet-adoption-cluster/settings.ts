import { ClusterEgress, NodeArchitecture, PetCompute, PetDatabase, PetWorkload } from "./choices.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { petEdges, type PetEdge } from "./edges.ts";
import { defaultVersion } from "./versions.ts";

/** The registry of the stock images. */
export const publicRegistry = "public.ecr.aws";

/** All types of control-plane logs. Source: Amazon EKS User Guide, "Control plane logging". */
export const allLogTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** The plain arguments with every default filled in: all that decides which resources exist. */
export interface Settings {
  version: string;
  /** Empty: the public endpoint is closed. */
  apiCidrs: string[];
  logTypes: string[];
  oidcProvider: boolean;
  compute: PetCompute;
  instanceTypes: string[];
  architecture: NodeArchitecture;
  nodesPerZone: number;
  diskSizeGiB: number;
  cidrBlock: string;
  zoneCount: number;
  egress: ClusterEgress;
  imageRegistry: string;
  workload: PetWorkload;
  namespace: string;
  loadRoundsPerMinute: number;
  database: PetDatabase;
  /** Subnets for a database are made. */
  dataSubnets: boolean;
  parameterPrefix: string;
  edges: PetEdge[];
  forceDestroy: boolean;
}

function databaseOf(args: PetAdoptionClusterArgs, workload: PetWorkload): PetDatabase {
  return args.database?.kind ?? (workload === PetWorkload.Full ? PetDatabase.Rds : PetDatabase.InCluster);
}

/** Nodes as given, else as small as the workload allows. */
function nodesOf(args: PetAdoptionClusterArgs, workload: PetWorkload) {
  return {
    // Five services of the workshop request 3 GiB, more than two t3.medium leave beside the agents.
    instanceTypes: args.nodes?.instanceTypes ?? [workload === PetWorkload.Full ? "t3.large" : "t3.medium"],
    architecture: args.nodes?.architecture ?? NodeArchitecture.X86,
    nodesPerZone: args.nodes?.perZone ?? 1,
    diskSizeGiB: args.nodes?.diskSizeGiB ?? 30,
  };
}

function networkOf(args: PetAdoptionClusterArgs) {
  const { vpc, network } = args;
  return {
    cidrBlock: vpc?.cidrBlock ?? network?.cidrBlock ?? "10.0.0.0/16",
    zoneCount:
      vpc?.privateSubnetIds.length ??
      network?.availabilityZones?.length ??
      network?.availabilityZoneCount ??
      2,
    egress: vpc?.egress ?? network?.egress ?? ClusterEgress.Nat,
  };
}

/** The arguments with every default filled in. */
export function settingsOf(args: PetAdoptionClusterArgs): Settings {
  const workload = args.workload ?? PetWorkload.Simulated;
  const database = databaseOf(args, workload);
  const network = networkOf(args);
  const ingress = args.ingress !== undefined;
  const privateUpdater = args.statusUpdaterUrl === undefined;
  const loadRoundsPerMinute = args.loadRoundsPerMinute ?? 3;
  const load = loadRoundsPerMinute !== 0;
  return {
    version: args.version ?? defaultVersion,
    apiCidrs: args.apiCidrs ?? [],
    logTypes: args.logTypes ?? [...allLogTypes],
    oidcProvider: args.oidcProvider ?? false,
    compute: args.compute ?? PetCompute.NodeGroups,
    ...nodesOf(args, workload),
    ...network,
    imageRegistry: args.imageRegistry ?? publicRegistry,
    workload,
    namespace: args.namespace ?? "petsite",
    loadRoundsPerMinute,
    database,
    dataSubnets:
      workload !== PetWorkload.None && (database === PetDatabase.Rds || database === PetDatabase.Aurora),
    parameterPrefix: args.parameterPrefix ?? "/petstore",
    edges: petEdges({ workload, egress: network.egress, database, ingress, privateUpdater, load }),
    forceDestroy: args.forceDestroy ?? false,
  };
}
