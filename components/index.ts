/** The components that need only `@pulumi/pulumi` and `@pulumi/aws`. */
export * from "./ec2-agent-rollout/index.ts";
export * from "./eks-agent-rollout/index.ts";
export * from "./monitor/index.ts";
export { LocalResourceType, RemoteResourceType, RemoteService } from "./nfm/index.ts";
export * from "./scope/index.ts";
