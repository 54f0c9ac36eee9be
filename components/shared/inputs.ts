import * as pulumi from "@pulumi/pulumi";

/** The value of an input that is plain; undefined for one that is known only later, or absent. */
export function plain<T>(input: pulumi.Input<T> | undefined): T | undefined {
  if (input === undefined || pulumi.Output.isInstance(input) || input instanceof Promise) return undefined;
  return input;
}

/** Tags as every component takes them. */
export type Tags = pulumi.Input<Record<string, pulumi.Input<string>>>;
