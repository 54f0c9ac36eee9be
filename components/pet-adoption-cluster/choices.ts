/** What runs in the cluster. */
export const PetWorkload = {
  /** Stock images that stand for the services: same names, ports and edges, nothing to build. */
  Simulated: "simulated",
  /** The workshop's services, from images that you give. */
  Full: "full",
  /** Nothing: an empty cluster. */
  None: "none",
} as const;
/** What runs in the cluster. */
export type PetWorkload = (typeof PetWorkload)[keyof typeof PetWorkload];

/** What the pods run on. */
export const PetCompute = {
  /** One managed node group for each Availability Zone. */
  NodeGroups: "nodeGroups",
  /** EKS Auto Mode: AWS makes and ends the nodes. */
  AutoMode: "autoMode",
} as const;
/** What the pods run on. */
export type PetCompute = (typeof PetCompute)[keyof typeof PetCompute];

/** How nodes and pods leave the VPC. */
export const ClusterEgress = {
  /** Through one NAT gateway. Half of what leaves crosses zones, and one zone's failure stops it all. */
  Nat: "nat",
  /** Through a NAT gateway in each zone. */
  NatPerZone: "natPerZone",
  /** Through VPC endpoints only; there is no way to the internet. */
  Endpoints: "endpoints",
} as const;
/** How nodes and pods leave the VPC. */
export type ClusterEgress = (typeof ClusterEgress)[keyof typeof ClusterEgress];

/** Processor architecture of the nodes. */
export const NodeArchitecture = {
  /** Intel and AMD. */
  X86: "x86_64",
  /** Graviton. */
  Arm64: "arm64",
} as const;
/** Processor architecture of the nodes. */
export type NodeArchitecture = (typeof NodeArchitecture)[keyof typeof NodeArchitecture];

/** The PostgreSQL database of the adoptions. */
export const PetDatabase = {
  /** A pod of the cluster with a volume that dies with it. Only for the simulated workload. */
  InCluster: "inCluster",
  /** An RDS instance in subnets of its own. */
  Rds: "rds",
  /** An Aurora cluster in subnets of its own. */
  Aurora: "aurora",
  /** One that exists already. */
  Existing: "existing",
} as const;
/** The PostgreSQL database of the adoptions. */
export type PetDatabase = (typeof PetDatabase)[keyof typeof PetDatabase];
