/** The components that need only `@pulumi/pulumi` and `@pulumi/aws`. */
export * from "./monitor/index.ts";
export * from "./scope/index.ts";
