/** The components that also need `@pulumi/awsx`, `@pulumi/eks` or `@pulumi/kubernetes`. */
export * from "./ec2-workload/index.ts";
export * from "./pet-adoption-cluster/index.ts";
