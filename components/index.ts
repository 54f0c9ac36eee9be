/** The components that need only `@pulumi/pulumi` and `@pulumi/aws`. */
export * from "./scope/index.ts";
